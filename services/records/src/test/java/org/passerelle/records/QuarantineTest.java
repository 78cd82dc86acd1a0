package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.FindOutcome;
import org.passerelle.core.message.Quarantines.ListOf;
import org.passerelle.core.message.Quarantines.QuarantineOutcome;
import org.passerelle.core.message.Quarantines.RuleOutcome;
import org.passerelle.core.message.Quarantines.Ruling;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.crypto.Sha256;

class QuarantineTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final Set<String> REVIEWED = Set.of("MINUSMA");
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final String APPROVER = "minusma.approver";

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static Case flag(String record) {
        return assertInstanceOf(
                        QuarantineOutcome.Quarantined.class,
                        RECORDS.ask(
                                Quarantines.QUARANTINE,
                                new Quarantines.Quarantine(record, "MINUSMA", FOCAL_POINT, "obtained in custody")))
                .opened();
    }

    private static RuleOutcome rule(Case one, Ruling ruling, String subject) {
        return RECORDS.ask(
                Quarantines.RULE,
                new Quarantines.Rule(one.id(), REVIEWED, "MINUSMA", subject, ruling, "the source was heard again"));
    }

    private static Case ruled(RuleOutcome outcome) {
        return assertInstanceOf(RuleOutcome.Done.class, outcome).ruled();
    }

    private static List<Case> cases(String record) {
        return RECORDS.ask(Quarantines.LIST, new ListOf(REVIEWED, "MINUSMA")).cases().stream()
                .filter(one -> one.recordId().equals(record))
                .toList();
    }

    private static RecordState state(String record) {
        return RECORDS.found(record).facts().state();
    }

    private static List<String> events(String record) {
        List<String> kinds = new ArrayList<>();
        long after = 0;
        while (true) {
            List<Event> page = RECORDS.ask(Records.EVENTS, new Records.EventsAfter(after, 500))
                    .events();
            if (page.isEmpty()) {
                return kinds;
            }
            page.stream()
                    .filter(event -> event.recordId().equals(record))
                    .forEach(event -> kinds.add(event.kind() + " " + event.version()));
            after = page.getLast().sequence();
        }
    }

    private static long barrier() {
        return await(RECORDS.database.query("select version from barrier.state"))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void aSubmissionThatCarriesTheCauseOpensACaseThatSaysWhyAndNothingElse() {
        String id = RECORDS.submit(
                Sample.incident("beaten out of him").quarantined().submit());
        Case opened = cases(id).getFirst();
        assertEquals("possible-mistreatment", opened.cause());
        assertEquals("minusma.officer", opened.subject());
        assertEquals("UN CONFIDENTIAL", opened.marking());
        assertEquals(Optional.empty(), opened.ruled());
        String plain = RECORDS.submit(Sample.incident("seen on patrol").submit());
        assertEquals(List.of(), cases(plain));
    }

    @Test
    void aRevisionThatCarriesTheCauseOpensACaseToo() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(id, 1, Sample.incident("v2").quarantined().submit()));
        assertEquals(1, cases(id).size());
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(id, 2, Sample.incident("v3").quarantined().submit()));
        assertEquals(1, cases(id).size(), "it is in quarantine already");
    }

    @Test
    void flaggingTakesEffectEverywhereBeforeItIsAnswered() {
        String id = RECORDS.submit(Sample.incident("told in a cell").submit());
        long before = barrier();
        Case opened = flag(id);
        assertEquals(RecordState.QUARANTINED, state(id));
        assertEquals(before + 1, barrier());
        assertTrue(RECORDS.awaited.contains(before + 1));
        assertEquals(FOCAL_POINT, opened.subject());
        assertEquals("minusma.officer", opened.submitter());
        RECORDS.awaited.clear();
        assertEquals(opened, flag(id), "who comes second is told of the same case");
        assertEquals(List.of(before + 1), RECORDS.awaited, "and when it is effective");
        assertEquals(before + 1, barrier());
        assertEquals(
                new QuarantineOutcome.Absent(),
                RECORDS.ask(
                        Quarantines.QUARANTINE,
                        new Quarantines.Quarantine("no such record", "MINUSMA", FOCAL_POINT, "no")));
    }

    @Test
    void flagsNothingWhenTheBarrierCannotRise() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        await(RECORDS.database.query("alter function barrier.raise_barrier(text) rename to lowered"));
        try {
            assertThrows(Unavailable.class, () -> flag(id));
        } finally {
            await(RECORDS.database.query("alter function barrier.lowered(text) rename to raise_barrier"));
        }
        assertEquals(RecordState.ACTIVE, state(id));
        assertEquals(List.of(), cases(id));
    }

    @Test
    void ofManyWhoFlagAtOnceOneOpensTheCase() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        List<Future<QuarantineOutcome>> flags = IntStream.range(0, 8)
                .mapToObj(index -> RECORDS.bus.ask(
                        Quarantines.QUARANTINE,
                        new Quarantines.Quarantine(id, "MINUSMA", FOCAL_POINT + index, "obtained in custody")))
                .toList();
        await(Future.all(flags));
        assertEquals(1, flags.stream().map(Future::result).distinct().count());
        assertEquals(1, cases(id).size());
    }

    @Test
    void whatIsReleasedIsReadableAndOfferedAgain() {
        String id = RECORDS.submit(Sample.incident("v1").quarantined().submit());
        long before = barrier();
        Case released = ruled(rule(cases(id).getFirst(), Ruling.RELEASE, APPROVER));
        assertEquals(RecordState.ACTIVE, state(id));
        assertEquals(List.of("SUBMITTED 1", "RELEASED 1"), events(id));
        assertEquals(before + 1, released.ruled().orElseThrow().barrier());
        assertTrue(RECORDS.awaited.contains(before + 1));
        assertEquals(released, ruled(rule(released, Ruling.RELEASE, APPROVER)), "after a lost answer");
        assertInstanceOf(RuleOutcome.NotPossible.class, rule(released, Ruling.DESTROY, APPROVER));
        Case again = flag(id);
        assertEquals(RecordState.QUARANTINED, state(id), "it may be flagged again");
        ruled(rule(again, Ruling.RELEASE, APPROVER));
        assertEquals(2, cases(id).size());
    }

    @Test
    void whoSubmittedOrFlaggedItDoesNotRule() {
        String submitted = RECORDS.submit(Sample.incident("v1").quarantined().submit());
        RuleOutcome own = rule(cases(submitted).getFirst(), Ruling.RELEASE, "minusma.officer");
        assertTrue(assertInstanceOf(RuleOutcome.NotPossible.class, own).reason().contains("H8"));
        String flagged = RECORDS.submit(Sample.incident("v1").submit());
        Case opened = flag(flagged);
        for (String involved : List.of(FOCAL_POINT, "minusma.officer")) {
            for (Ruling ruling : Ruling.values()) {
                assertInstanceOf(RuleOutcome.NotPossible.class, rule(opened, ruling, involved));
            }
        }
        assertEquals(RecordState.QUARANTINED, state(flagged));
        assertEquals(
                new RuleOutcome.Absent(),
                RECORDS.ask(
                        Quarantines.RULE,
                        new Quarantines.Rule(
                                opened.id(), Set.of("UNODC"), "UNODC", "unodc.approver", Ruling.DESTROY, "no")));
        assertEquals(
                new FindOutcome.Absent(),
                RECORDS.ask(Quarantines.FIND, new Quarantines.Find(opened.id(), new ListOf(Set.of("UNODC"), "UNODC"))));
    }

    @Test
    void recalledAndQuarantinedIsBoth() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        Records.Recall recall = new Records.Recall(id, "MINUSMA", "minusma.officer", "mistaken");
        RECORDS.ask(Records.RECALL, recall);
        ruled(rule(flag(id), Ruling.RELEASE, APPROVER));
        assertEquals(RecordState.RECALLED, state(id));
        assertEquals(List.of("SUBMITTED 1", "RECALLED 1"), events(id), "and is offered to nobody");
        String other = RECORDS.submit(Sample.incident("v1").submit());
        Case opened = flag(other);
        RECORDS.ask(Records.RECALL, new Records.Recall(other, "MINUSMA", "minusma.officer", "mistaken"));
        assertEquals(RecordState.QUARANTINED, state(other), "a recall opens nothing to the own party");
        ruled(rule(opened, Ruling.DESTROY, APPROVER));
        assertEquals(
                List.of("RECALLED 1", "ERASED 1"), events(other), "who had it is told by the recall, now or before");
    }

    @Test
    void ofWhatIsDestroyedNothingIsLeftInAnyTable() {
        // Words are kept without their endings.
        String marker = "Zerfallsprob";
        Sample first = Sample.incident(marker + " one").key(marker).hash(marker + " hash one");
        String id = RECORDS.submit(first.submit());
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(
                        id,
                        1,
                        Sample.incident(marker + " two")
                                .hash(marker + " hash two")
                                .submit()));
        String citing = RECORDS.submit(
                Sample.incident("of another").by("UNOWA").derivedFrom(id).submit());
        assertEquals(
                Set.of("idempotency", "wording"), RECORDS.holding(marker).keySet(), "the search finds what is there");
        RECORDS.submit(Sample.incident("its summary").submit().asTearLineOf(Optional.of(id)));
        RECORDS.ask(
                LocalTags.CHANGE,
                new LocalTags.Change(id, "UNOWA", "unowa.officer", List.of("case:" + marker), List.of(), 5));
        Case opened = flag(id);
        Case destroyed = ruled(rule(opened, Ruling.DESTROY, APPROVER));
        assertEquals(Map.of(), RECORDS.holding(marker));
        assertEquals(
                Set.of("event", "portion", "quarantine", "version"),
                RECORDS.holding(id).keySet(),
                "the case, the notice, who cites it");
        assertEquals(
                new Records.Gathered.Absent(), RECORDS.ask(Records.GATHER, new Records.Gather(id, Optional.empty())));
        assertEquals(
                new Records.Gathered.Absent(), RECORDS.ask(Records.GATHER, new Records.Gather(id, Optional.of(1))));
        assertEquals(
                List.of(),
                RECORDS.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(id))
                        .versions());
        assertEquals(
                List.of(),
                RECORDS.ask(
                                Records.SAME_CONTENT,
                                new Records.SameContentOf(
                                        Set.copyOf(Fingerprint.ofEveryForm(new Content.Text(marker + " two")))))
                        .records());
        assertEquals(List.of("DESTROYED 2"), events(id));
        assertEquals(
                Map.of("UNOWA", List.of(citing)),
                RECORDS.ask(Records.DERIVATIVES, new Records.DerivedFrom(id)).byReleaser());
        String salt = await(
                        RECORDS.database.query("select salt from quarantine_ruling where quarantine = $1", opened.id()))
                .iterator()
                .next()
                .getString("salt");
        String tried = Sha256.hex(salt + marker + " hash two");
        String proof = destroyed.ruled().orElseThrow().saltedHash().orElseThrow();
        assertNotEquals(tried, proof, "what was destroyed can be tried");
        assertEquals(
                new FingerprintKey(InstallationKey.loadOrGenerate(RECORDS.home.resolve(InstallationKey.FILE)))
                        .ofBody(tried),
                proof);
        assertEquals(destroyed, cases(id).getFirst());
    }

    @Test
    void destroysAllOrNothing() {
        String id = RECORDS.submit(Sample.incident("whole").submit());
        Case opened = flag(id);
        await(RECORDS.database.query("alter function barrier.raise_barrier(text) rename to lowered"));
        try {
            assertThrows(Unavailable.class, () -> rule(opened, Ruling.DESTROY, APPROVER));
        } finally {
            await(RECORDS.database.query("alter function barrier.lowered(text) rename to raise_barrier"));
        }
        assertEquals(
                "whole",
                ((Content.Text) RECORDS.found(id).contents().values().stream()
                                .filter(Content.Text.class::isInstance)
                                .filter(content ->
                                        ((Content.Text) content).text().equals("whole"))
                                .findFirst()
                                .orElseThrow())
                        .text());
        assertEquals(Optional.empty(), cases(id).getFirst().ruled());
    }

    @Test
    void ofTwoRulingsAtOnceOneCounts() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        Case opened = flag(id);
        List<Future<RuleOutcome>> both = Stream.of(Ruling.values())
                .map(ruling -> RECORDS.bus.ask(
                        Quarantines.RULE,
                        new Quarantines.Rule(opened.id(), REVIEWED, "MINUSMA", APPROVER + ruling, ruling, "heard")))
                .toList();
        await(Future.all(both));
        assertEquals(
                1,
                both.stream()
                        .filter(each -> each.result() instanceof RuleOutcome.Done)
                        .count());
    }

    @Test
    void keepsItsHistoryAndTellsTheOperator() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        Case opened = flag(id);
        ruled(rule(opened, Ruling.RELEASE, APPROVER));
        for (String table : List.of("quarantine", "quarantine_ruling")) {
            assertThrows(RuntimeException.class, () -> await(RECORDS.database.query("delete from " + table)));
        }
        List<String> told = List.of("record-quarantined", "quarantine-released");
        long patience = System.nanoTime() + 20_000_000_000L;
        while (!noted(opened.id()).equals(told)) {
            assertTrue(System.nanoTime() < patience, () -> RECORDS.notes.toString());
            await(RECORDS.database.query("select pg_sleep(0.01)"));
        }
    }

    private static List<String> noted(String detail) {
        return RECORDS.notes.stream()
                .filter(note -> note.detail().equals(detail))
                .map(note -> note.kind())
                .toList();
    }
}
