package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.screening.ScreeningFixture;

/** Records of the mission in which persons are named, one of whom is listed, and what screening makes of them. */
final class ScreenedRecords implements AutoCloseable {
    static final String LISTED = "Travels with Akli ag Tamakast.";

    final ScreeningFixture fixture;
    final Map<String, StoredRecord> records = new ConcurrentHashMap<>();
    private final Path home;
    private final List<Records.Event> events = new CopyOnWriteArrayList<>();

    ScreenedRecords(Path home) {
        this.home = home;
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

    void take(String list) {
        assertInstanceOf(
                Sanctions.ImportOutcome.Imported.class,
                await(fixture.bus.ask(
                        Sanctions.IMPORT,
                        new Sanctions.Import(ListFixture.packed(list), "MISSION", "mission.platform"))));
    }

    /** What is stored from now on. */
    void store(StoredRecord record, Records.Event.Kind kind) {
        RecordFacts facts = record.facts();
        records.put(facts.recordId(), record);
        events.add(new Records.Event(
                events.size() + 1, kind, facts.recordId(), 1, facts.releaser(), ScreeningFixture.NOW, ""));
    }

    void submit(StoredRecord record) {
        store(record, Records.Event.Kind.SUBMITTED);
    }

    /** No event tells of it, as none does when somebody flags a record. */
    void quarantine(String id) {
        records.computeIfPresent(id, (same, record) -> in(record, RecordState.QUARANTINED));
    }

    static StoredRecord in(StoredRecord record, RecordState state) {
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

    static Label label(Level level) {
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

    static Label inCompartment(Label label) {
        return with(label, Set.of("SOURCE"), label.embargoUntil(), label.retainUntil());
    }

    static Label retained(Label label, Instant until) {
        return with(label, label.compartments(), label.embargoUntil(), Optional.of(until));
    }

    static Label under(Label label, Instant embargo) {
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

    static StoredRecord record(String id, String field, Content content, Label label) {
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

    static StoredRecord listed(Label label) {
        return record("r1", "persons", new Content.Text(LISTED), label);
    }

    int run() {
        return run(ScreeningFixture.NOW);
    }

    int run(Instant at) {
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
    int found(Level level, Optional<Instant> until) {
        records.put("r1", listed(label(level)));
        Subject subject = new Subject(
                SubjectKind.RECORD, "r1", "Akli ag Tamakast", Set.of(ScreeningFixture.MISSION), level, until);
        Clock yesterday = Clock.fixed(ScreeningFixture.NOW.minus(Duration.ofDays(1)), ZoneOffset.UTC);
        return await(screening(yesterday).screen(List.of(subject)));
    }

    List<String> due() {
        return await(fixture.bus.ask(Tasks.SCREENING, new Tasks.DueBy(ScreeningFixture.NOW.plus(Duration.ofDays(30)))))
                .due()
                .stream()
                .filter(due -> due.kind() == Tasks.Kind.LIST_MATCH)
                .map(Tasks.Due::about)
                .toList();
    }

    List<Match> matches(Level clearance) {
        return await(fixture.bus.ask(Sanctions.MATCHES, new Sanctions.MatchesOf(ScreeningFixture.MISSION, clearance)))
                .matches()
                .stream()
                .filter(match -> match.kind() == SubjectKind.RECORD)
                .toList();
    }

    long tasks() {
        return fixture.rows("select task from list_match where subject_kind = 'RECORD'")
                .size();
    }

    String match() {
        return fixture.rows("select task from list_match where subject_kind = 'RECORD'")
                .getFirst()
                .getString("task");
    }

    Sanctions.RuleOutcome rule(String match) {
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

    void assertHidden(String match) {
        assertEquals(List.of(), matches(Level.CONFIDENTIAL));
        assertEquals(List.of(), due(), "a task that nobody can do");
        assertInstanceOf(Sanctions.RuleOutcome.Absent.class, rule(match));
    }

    @Override
    public void close() {
        fixture.close();
    }
}
