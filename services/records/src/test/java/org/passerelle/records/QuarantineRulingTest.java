package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.records.QuarantineDesk.APPROVER;
import static org.passerelle.records.QuarantineDesk.FOCAL_POINT;
import static org.passerelle.records.QuarantineDesk.REVIEWED;
import static org.passerelle.records.QuarantineDesk.ruled;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.FindOutcome;
import org.passerelle.core.message.Quarantines.ListOf;
import org.passerelle.core.message.Quarantines.RuleOutcome;
import org.passerelle.core.message.Quarantines.Ruling;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.crypto.Sha256;

/** Whoever is not involved releases what is in quarantine, or destroys it without a remainder. */
class QuarantineRulingTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final QuarantineDesk DESK = new QuarantineDesk(RECORDS);

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static long barrier() {
        return RECORDS.barrier();
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
        Case opened = DESK.flag(id);
        Case destroyed = ruled(DESK.rule(opened, Ruling.DESTROY, APPROVER));
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
        assertEquals(List.of("DESTROYED 2"), DESK.events(id));
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
        assertEquals(destroyed, DESK.cases(id).getFirst());
    }

    @Test
    void destroysAllOrNothing() {
        String id = RECORDS.submit(Sample.incident("whole").submit());
        Case opened = DESK.flag(id);
        await(RECORDS.database.query("alter function barrier.raise_barrier(text) rename to lowered"));
        try {
            assertThrows(Unavailable.class, () -> DESK.rule(opened, Ruling.DESTROY, APPROVER));
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
        assertEquals(Optional.empty(), DESK.cases(id).getFirst().ruled());
    }

    @Test
    void whatIsReleasedIsReadableAndOfferedAgain() {
        String id = RECORDS.submit(Sample.incident("v1").quarantined().submit());
        long before = barrier();
        Case released = ruled(DESK.rule(DESK.cases(id).getFirst(), Ruling.RELEASE, APPROVER));
        assertEquals(RecordState.ACTIVE, DESK.state(id));
        assertEquals(List.of("SUBMITTED 1", "RELEASED 1"), DESK.events(id));
        assertEquals(before + 1, released.ruled().orElseThrow().barrier());
        assertTrue(RECORDS.awaited.contains(before + 1));
        assertEquals(released, ruled(DESK.rule(released, Ruling.RELEASE, APPROVER)), "after a lost answer");
        assertInstanceOf(RuleOutcome.NotPossible.class, DESK.rule(released, Ruling.DESTROY, APPROVER));
        Case again = DESK.flag(id);
        assertEquals(RecordState.QUARANTINED, DESK.state(id), "it may be flagged again");
        ruled(DESK.rule(again, Ruling.RELEASE, APPROVER));
        assertEquals(2, DESK.cases(id).size());
    }

    @Test
    void whoSubmittedOrFlaggedItDoesNotRule() {
        String submitted = RECORDS.submit(Sample.incident("v1").quarantined().submit());
        RuleOutcome own = DESK.rule(DESK.cases(submitted).getFirst(), Ruling.RELEASE, "minusma.officer");
        assertTrue(assertInstanceOf(RuleOutcome.NotPossible.class, own).reason().contains("H8"));
        String flagged = RECORDS.submit(Sample.incident("v1").submit());
        Case opened = DESK.flag(flagged);
        for (String involved : List.of(FOCAL_POINT, "minusma.officer")) {
            for (Ruling ruling : Ruling.values()) {
                assertInstanceOf(RuleOutcome.NotPossible.class, DESK.rule(opened, ruling, involved));
            }
        }
        assertEquals(RecordState.QUARANTINED, DESK.state(flagged));
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
    void ofTwoRulingsAtOnceOneCounts() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        Case opened = DESK.flag(id);
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
}
