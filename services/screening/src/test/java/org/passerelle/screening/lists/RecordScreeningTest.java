package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.screening.ScreeningFixture;

/** Names in records are asked of their releaser, and show nothing that the record keeps. */
final class RecordScreeningTest {
    private static final String LISTED = "Travels with Akli ag Tamakast.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    private final Map<String, StoredRecord> records = new ConcurrentHashMap<>();
    private final List<Records.Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
        await(fixture.bus.answer(
                Records.EVENTS,
                asked -> Future.succeededFuture(
                        new Records.Events(events.stream().skip(asked.after()).toList()))));
        await(fixture.bus.answer(
                Records.GATHER,
                asked -> Future.succeededFuture(Optional.ofNullable(records.get(asked.recordId()))
                        .<Records.Gathered>map(Records.Gathered.Found::new)
                        .orElseGet(Records.Gathered.Absent::new))));
        await(fixture.bus.answer(
                Records.STATES,
                asked -> Future.succeededFuture(new Records.States(records.entrySet().stream()
                        .filter(record -> asked.recordIds().contains(record.getKey()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                record -> record.getValue().facts().state()))))));
        fixture.start();
        take(ListFixture.text());
    }

    private void take(String list) {
        assertInstanceOf(
                Sanctions.ImportOutcome.Imported.class,
                await(fixture.bus.ask(
                        Sanctions.IMPORT,
                        new Sanctions.Import(ListFixture.packed(list), "MISSION", "mission.platform"))));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** What is stored from now on. */
    private void store(StoredRecord record, Records.Event.Kind kind) {
        RecordFacts facts = record.facts();
        records.put(facts.recordId(), record);
        events.add(new Records.Event(
                events.size() + 1, kind, facts.recordId(), 1, facts.releaser(), ScreeningFixture.NOW, ""));
    }

    private void submit(StoredRecord record) {
        store(record, Records.Event.Kind.SUBMITTED);
    }

    /** No event tells of it, as none does when somebody flags a record. */
    private void quarantine(String id) {
        records.computeIfPresent(id, (same, record) -> in(record, RecordState.QUARANTINED));
    }

    private static StoredRecord in(StoredRecord record, RecordState state) {
        RecordFacts facts = record.facts();
        return new StoredRecord(
                new RecordFacts(
                        facts.recordId(),
                        facts.version(),
                        facts.type(),
                        facts.releaser(),
                        facts.submitter(),
                        state,
                        facts.createdAt(),
                        facts.eventTime(),
                        facts.validUntil(),
                        facts.areas(),
                        facts.tags(),
                        facts.portions(),
                        facts.grants()),
                record.contents(),
                record.versionAt(),
                record.derivedFrom());
    }

    private static Label label(Level level) {
        return new Label(
                level,
                Tlp.AMBER,
                Set.of(ScreeningFixture.MISSION),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                ScreeningFixture.NOW);
    }

    private static Label inCompartment(Label label) {
        return with(label, Set.of("SOURCE"), label.embargoUntil(), label.retainUntil());
    }

    private static Label retained(Label label, Instant until) {
        return with(label, label.compartments(), label.embargoUntil(), Optional.of(until));
    }

    private static Label under(Label label, Instant embargo) {
        return with(label, label.compartments(), Optional.of(embargo), label.retainUntil());
    }

    private static Label with(
            Label label, Set<String> compartments, Optional<Instant> embargo, Optional<Instant> retained) {
        return new Label(
                label.level(),
                label.tlp(),
                label.originators(),
                label.purposes(),
                compartments,
                label.releasableTo(),
                label.notReleasableTo(),
                label.eyesOnly(),
                label.onward(),
                label.flags(),
                embargo,
                retained,
                label.markedAt());
    }

    private static StoredRecord record(String id, String field, Content content, Label label) {
        PortionFacts portion = new PortionFacts("p", field, Optional.of(label), "person", List.of());
        RecordFacts facts = new RecordFacts(
                id,
                1,
                "person",
                ScreeningFixture.MISSION,
                "mission.officer",
                RecordState.ACTIVE,
                ScreeningFixture.NOW,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                List.of(portion),
                List.of());
        return new StoredRecord(facts, Map.of("p", content), ScreeningFixture.NOW, List.of());
    }

    private int run() {
        return run(ScreeningFixture.NOW);
    }

    private int run(Instant at) {
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        return await(new RecordScreening(fixture.bus, fixture.database, screening(clock), clock).run());
    }

    private ListScreening screening(Clock clock) {
        return new ListScreening(
                fixture.vertx,
                new PartsReader<>(fixture.vertx, fixture.bus, Chunk.class, Manifest::bundle),
                fixture.database,
                clock,
                NodeConfig.defaults().lists(),
                new MatchStore(ListFixture.seal(home)));
    }

    /** Yesterday the listed name was found in a record, where it may be retained until then; answers how many tasks that opened. */
    private int found(Level level, Optional<Instant> until) {
        records.put("r1", listed(label(level)));
        Subject subject = new Subject(
                SubjectKind.RECORD, "r1", "Akli ag Tamakast", Set.of(ScreeningFixture.MISSION), level, until);
        Clock yesterday = Clock.fixed(ScreeningFixture.NOW.minus(Duration.ofDays(1)), ZoneOffset.UTC);
        return await(screening(yesterday).screen(List.of(subject)));
    }

    private List<String> due() {
        return await(fixture.bus.ask(Tasks.SCREENING, new Tasks.DueBy(ScreeningFixture.NOW.plus(Duration.ofDays(30)))))
                .due()
                .stream()
                .filter(due -> due.kind() == Tasks.Kind.LIST_MATCH)
                .map(Tasks.Due::about)
                .toList();
    }

    private List<Match> matches(Level clearance) {
        return await(fixture.bus.ask(Sanctions.MATCHES, new Sanctions.MatchesOf(ScreeningFixture.MISSION, clearance)))
                .matches()
                .stream()
                .filter(match -> match.kind() == SubjectKind.RECORD)
                .toList();
    }

    @Test
    void asksTheReleaserOnceAndShowsNoContent() {
        submit(record("r1", "persons", new Content.Text(LISTED), label(Level.CONFIDENTIAL)));
        submit(record("r2", "body", new Content.Text(LISTED), label(Level.CONFIDENTIAL)));
        assertEquals(1, run());
        submit(record("r3", "persons", new Content.Text(LISTED), inCompartment(label(Level.CONFIDENTIAL))));
        assertEquals(0, run());
        Match match = matches(Level.CONFIDENTIAL).getFirst();
        assertEquals("r1", match.subject());
        assertEquals("9002", match.entry().id());
        assertTrue(match.name().isEmpty() && match.comparison().isEmpty(), "it shows what the record says");
    }

    @Test
    void tellsNobodyWhatStandsAboveTheirClearance() {
        submit(record("r1", "persons", new Content.Text(LISTED), label(Level.STRICTLY_CONFIDENTIAL)));
        assertEquals(1, run());
        assertEquals(List.of(), matches(Level.CONFIDENTIAL));
        assertEquals(1, matches(Level.STRICTLY_CONFIDENTIAL).size());
    }

    private static StoredRecord listed(Label label) {
        return record("r1", "persons", new Content.Text(LISTED), label);
    }

    private long tasks() {
        return fixture.rows("select task from list_match where subject_kind = 'RECORD'")
                .size();
    }

    @Test
    void comparesNothingInQuarantineUntilItIsReleased() {
        StoredRecord record = listed(label(Level.CONFIDENTIAL));
        submit(in(record, RecordState.QUARANTINED));
        run();
        assertEquals(0, tasks());
        take(ListFixture.text().replace("<TO_YEAR>1974", "<TO_YEAR>1975"));
        run();
        assertEquals(0, tasks(), "a further list told of it");
        store(record, Records.Event.Kind.RELEASED);
        run();
        assertEquals(1, tasks());
    }

    @Test
    void comparesNothingThatWasRecalled() {
        submit(in(listed(label(Level.CONFIDENTIAL)), RecordState.RECALLED));
        run();
        assertEquals(0, tasks());
    }

    @Test
    void showsAndTakesNothingAboutARecordInQuarantineOrGone() {
        submit(listed(label(Level.CONFIDENTIAL)));
        run();
        String match = matches(Level.CONFIDENTIAL).getFirst().id();
        assertEquals(List.of(match), due());
        StoredRecord record = Objects.requireNonNull(records.get("r1"));
        quarantine("r1");
        assertHidden(match);
        records.remove("r1");
        assertHidden(match);
        records.put("r1", in(record, RecordState.RECALLED));
        assertEquals(1, matches(Level.CONFIDENTIAL).size(), "its own party reads what it recalled");
        records.put("r1", record);
        assertEquals(List.of(match), due());
        assertInstanceOf(Sanctions.RuleOutcome.Ruled.class, rule(match));
    }

    private void assertHidden(String match) {
        assertEquals(List.of(), matches(Level.CONFIDENTIAL));
        assertEquals(List.of(), due(), "a task that nobody can do");
        assertInstanceOf(Sanctions.RuleOutcome.Absent.class, rule(match));
    }

    private Sanctions.RuleOutcome rule(String match) {
        return await(fixture.bus.ask(
                Sanctions.RULE,
                new Sanctions.Rule(
                        match,
                        ScreeningFixture.MISSION,
                        Level.CONFIDENTIAL,
                        "mission.focal-point",
                        Sanctions.Finding.NOT_SAME,
                        "Born elsewhere.")));
    }

    @Test
    void comparesWhatWasUnderAnEmbargoThatIsOver() {
        submit(listed(under(label(Level.CONFIDENTIAL), ScreeningFixture.NOW)));
        run();
        assertEquals(1, tasks());
    }

    @Test
    void comparesWhatIsUnderEmbargoOnceItIsOver() {
        Instant over = ScreeningFixture.NOW.plus(Duration.ofDays(1));
        submit(listed(under(label(Level.CONFIDENTIAL), over)));
        assertEquals(0, run());
        assertEquals(0, run(over.minusSeconds(1)));
        assertEquals(1, run(over));
        assertEquals(0, fixture.rows("select record_id from record_waiting").size());
        assertEquals(0, run(over.plusSeconds(1)));
    }

    @Test
    void comparesNothingThatWentIntoQuarantineBeforeItsEmbargoWasOver() {
        Instant over = ScreeningFixture.NOW.plus(Duration.ofDays(1));
        submit(listed(under(label(Level.CONFIDENTIAL), over)));
        run();
        quarantine("r1");
        run(over);
        assertEquals(0, tasks());
    }

    private String match() {
        return fixture.rows("select task from list_match where subject_kind = 'RECORD'")
                .getFirst()
                .getString("task");
    }

    @Test
    void comparesNothingThatMayNoLongerBeRetained() {
        submit(listed(retained(label(Level.CONFIDENTIAL), ScreeningFixture.NOW)));
        run();
        assertEquals(0, tasks());
    }

    @Test
    void notesUntilWhenWhatANameWasFoundInMayBeRetained() {
        Instant until = ScreeningFixture.NOW.plus(Duration.ofDays(1));
        submit(listed(retained(label(Level.CONFIDENTIAL), until)));
        run();
        assertEquals(
                List.of(until),
                fixture.rows("select until from list_match_sighting").stream()
                        .map(row -> row.getOffsetDateTime("until").toInstant())
                        .toList());
    }

    @Test
    void tellsOfAMatchWhileWhatItWasFoundInMayBeRetained() {
        assertEquals(1, found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW.plusSeconds(1))));
        assertEquals(1, matches(Level.CONFIDENTIAL).size());
        assertEquals(List.of(match()), due());
    }

    @Test
    void tellsNothingOfAMatchOnceWhatItWasFoundInMayNoLongerBeRetained() {
        assertEquals(1, found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW)));
        assertHidden(match());
    }

    @Test
    void whatStaysOfItIsToldToThoseWhoMaySeeThat() {
        found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW));
        assertEquals(0, found(Level.STRICTLY_CONFIDENTIAL, Optional.empty()), "it is asked about once");
        assertEquals(List.of(), matches(Level.CONFIDENTIAL));
        assertEquals(1, matches(Level.STRICTLY_CONFIDENTIAL).size());
        assertEquals(List.of(match()), due());
    }

    @Test
    void aNewVersionWithALaterEndIsToldOfForLonger() {
        found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW));
        assertEquals(0, found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW.plusSeconds(1))));
        assertEquals(1, matches(Level.CONFIDENTIAL).size());
    }

    @Test
    void nothingOfAMatchStaysOnceNothingThatItWasFoundInMayBeRetained() {
        Instant until = ScreeningFixture.NOW.plusSeconds(1);
        found(Level.CONFIDENTIAL, Optional.of(until));
        assertInstanceOf(Sanctions.RuleOutcome.Ruled.class, rule(match()));
        forget(ScreeningFixture.NOW);
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), kept());
        forget(until);
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L), kept());
        forget(until);
    }

    @Test
    void nothingOfAMatchStaysOnceTheRecordIsDestroyed() {
        found(Level.CONFIDENTIAL, Optional.empty());
        rule(match());
        quarantine("r1");
        forget(ScreeningFixture.NOW);
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), kept(), "it may be released");
        records.remove("r1");
        forget(ScreeningFixture.NOW);
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L), kept());
    }

    @Test
    void whatIsNotOfARecordIsNeitherForgottenNorRewritten() {
        found(Level.CONFIDENTIAL, Optional.empty());
        fixture.rows("""
                insert into task select other, kind, assessment, other, due_at, opened_at
                from task, unnest(array['another']) as other where kind = 'list-match'
                """);
        fixture.rows("insert into task values ('renewal', 'renewal', '', 'cause', now(), now())");
        fixture.rows("""
                insert into list_match
                    (task, party, subject_kind, subject, name, entry, entry_digest, entry_body, listed_name, score, level)
                select 'another', party, 'COMMANDER', subject, 'Akli', '9002', 'digest', '{}'::jsonb, 'Akli ag Tamakast',
                    1, level
                from list_match
                """);
        fixture.rows("insert into list_match_sighting values ('another', 1, $1)", ListStore.time(ScreeningFixture.NOW));
        forget(ScreeningFixture.NOW);
        for (String rewriting : List.of(
                "update list_match set score = 0",
                "update list_match set sealed = 'other' where subject_kind = 'RECORD'",
                "update list_match set sealed = 'other', entry = null, entry_digest = null, entry_body = null,"
                        + " listed_name = null, score = null where task = 'another'",
                "update task set cause = 'other' where kind = 'list-match'",
                "delete from list_match_sighting where task = 'another'",
                "delete from list_match where task = 'another'",
                "delete from task where id = 'another'",
                "delete from task where id = 'renewal'",
                "truncate list_match cascade")) {
            assertThrows(Exception.class, () -> fixture.rows(rewriting), rewriting);
        }
    }

    @Test
    void whomANameInARecordIsLikeStandsNowhereInClear() {
        found(Level.STRICTLY_CONFIDENTIAL, Optional.empty());
        Match match = matches(Level.STRICTLY_CONFIDENTIAL).getFirst();
        assertEquals("9002", match.entry().id());
        assertEquals("Akli ag Tamakast", match.listedName());
        assertTrue(match.score() > 0.9, "the score is another");
        Row row = fixture.rows("""
                        select num_nonnulls(name, entry, entry_digest, entry_body, listed_name, score, comparison) as clear,
                            octet_length(sealed) as length, cause, domain
                        from list_match join task on task.id = list_match.task
                        join data_key on about = 'list match ' || list_match.task || ' ' || subject
                        """).getFirst();
        assertEquals(0, row.getInteger("clear"));
        assertEquals(512 + 28, row.getInteger("length"), "the length tells one entry from others");
        assertEquals("MISSION|", row.getString("domain"));
        String tried = Sha256.hex(String.join(
                "\n", "MISSION", "RECORD", "r1", "Akli ag Tamakast", "9002", ListStore.digest(match.entry())));
        assertNotEquals(tried, row.getString("cause"), "names can be tried");
        assertEquals(ListFixture.seal(home).keyed(tried), row.getString("cause"));
    }

    @Test
    void aMatchThatDoesNotOpenIsToldAsAbsent() {
        found(Level.CONFIDENTIAL, Optional.empty());
        String match = match();
        fixture.rows("delete from data_key where about like 'list match %'");
        assertEquals(List.of(), matches(Level.CONFIDENTIAL));
        assertInstanceOf(Sanctions.RuleOutcome.Absent.class, rule(match));
    }

    @Test
    void aMatchThatIsMovedToAnotherRecordDoesNotOpen() {
        found(Level.CONFIDENTIAL, Optional.empty());
        fixture.rows("alter table list_match disable trigger all");
        fixture.rows("update list_match set subject = 'r2'");
        fixture.rows("update data_key set about = replace(about, ' r1', ' r2') where about like 'list match %'");
        records.put("r2", listed(label(Level.CONFIDENTIAL)));
        assertEquals(List.of(), matches(Level.CONFIDENTIAL));
    }

    @Test
    void whatIsAskedAboutAnEntryThatIsListedOtherwiseLapsesAndIsToldAsItWas() {
        found(Level.CONFIDENTIAL, Optional.empty());
        take(ListFixture.text().replace("XXi.002", "XXi.202"));
        Match lapsed = matches(Level.CONFIDENTIAL).stream()
                .filter(match -> match.state() == Sanctions.State.LAPSED)
                .findFirst()
                .orElseThrow();
        assertEquals("XXi.002", lapsed.entry().reference());
        assertEquals(1, found(Level.CONFIDENTIAL, Optional.empty()), "the entry as it is now");
    }

    private void forget(Instant at) {
        await(new Forgetting(fixture.bus, fixture.database, Clock.fixed(at, ZoneOffset.UTC)).run());
    }

    /** How many rows each table has that tells of it. */
    private List<Long> kept() {
        return Stream.of(
                        "list_match where subject = 'r1'",
                        "list_match_sighting",
                        "list_match_ruling",
                        "task_event",
                        "task where kind = 'list-match'",
                        "data_key where about like 'list match %'")
                .map(table ->
                        fixture.rows("select count(*) from " + table).getFirst().getLong(0))
                .toList();
    }

    @Test
    void ofWhatWasFoundBeforeThatWasNotedRecordsSaysWhetherAnythingIsLeft() {
        found(Level.CONFIDENTIAL, Optional.of(ScreeningFixture.NOW));
        fixture.rows("drop trigger list_match_sighting_is_final on list_match_sighting");
        fixture.rows("delete from list_match_sighting");
        assertEquals(1, matches(Level.CONFIDENTIAL).size());
        assertEquals(List.of(), matches(Level.RESTRICTED));
        assertEquals(List.of(match()), due());
        records.remove("r1");
        assertHidden(match());
    }
}
