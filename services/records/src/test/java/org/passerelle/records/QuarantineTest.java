package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.records.QuarantineDesk.APPROVER;
import static org.passerelle.records.QuarantineDesk.FOCAL_POINT;
import static org.passerelle.records.QuarantineDesk.ruled;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.QuarantineOutcome;
import org.passerelle.core.message.Quarantines.Ruling;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.bus.Unavailable;

/** A record that may come from mistreatment is put aside at once and everywhere, in a case that keeps its history. */
class QuarantineTest {
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
    void aSubmissionThatCarriesTheCauseOpensACaseThatSaysWhyAndNothingElse() {
        String id = RECORDS.submit(
                Sample.incident("beaten out of him").quarantined().submit());
        Case opened = DESK.cases(id).getFirst();
        assertEquals("possible-mistreatment", opened.cause());
        assertEquals("minusma.officer", opened.subject());
        assertEquals("UN CONFIDENTIAL", opened.marking());
        assertEquals(Optional.empty(), opened.ruled());
        String plain = RECORDS.submit(Sample.incident("seen on patrol").submit());
        assertEquals(List.of(), DESK.cases(plain));
    }

    @Test
    void aRevisionThatCarriesTheCauseOpensACaseToo() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(id, 1, Sample.incident("v2").quarantined().submit()));
        assertEquals(1, DESK.cases(id).size());
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(id, 2, Sample.incident("v3").quarantined().submit()));
        assertEquals(1, DESK.cases(id).size(), "it is in quarantine already");
    }

    @Test
    void flaggingTakesEffectEverywhereBeforeItIsAnswered() {
        String id = RECORDS.submit(Sample.incident("told in a cell").submit());
        long before = barrier();
        Case opened = DESK.flag(id);
        assertEquals(RecordState.QUARANTINED, DESK.state(id));
        assertEquals(before + 1, barrier());
        assertTrue(RECORDS.awaited.contains(before + 1));
        assertEquals(FOCAL_POINT, opened.subject());
        assertEquals("minusma.officer", opened.submitter());
        RECORDS.awaited.clear();
        assertEquals(opened, DESK.flag(id), "who comes second is told of the same case");
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
            assertThrows(Unavailable.class, () -> DESK.flag(id));
        } finally {
            await(RECORDS.database.query("alter function barrier.lowered(text) rename to raise_barrier"));
        }
        assertEquals(RecordState.ACTIVE, DESK.state(id));
        assertEquals(List.of(), DESK.cases(id));
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
        assertEquals(1, DESK.cases(id).size());
    }

    @Test
    void recalledAndQuarantinedIsBoth() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        Records.Recall recall = new Records.Recall(id, "MINUSMA", "minusma.officer", "mistaken");
        RECORDS.ask(Records.RECALL, recall);
        ruled(DESK.rule(DESK.flag(id), Ruling.RELEASE, APPROVER));
        assertEquals(RecordState.RECALLED, DESK.state(id));
        assertEquals(List.of("SUBMITTED 1", "RECALLED 1"), DESK.events(id), "and is offered to nobody");
        String other = RECORDS.submit(Sample.incident("v1").submit());
        Case opened = DESK.flag(other);
        RECORDS.ask(Records.RECALL, new Records.Recall(other, "MINUSMA", "minusma.officer", "mistaken"));
        assertEquals(RecordState.QUARANTINED, DESK.state(other), "a recall opens nothing to the own party");
        ruled(DESK.rule(opened, Ruling.DESTROY, APPROVER));
        assertEquals(
                List.of("RECALLED 1", "ERASED 1"),
                DESK.events(other),
                "who had it is told by the recall, now or before");
    }

    @Test
    void keepsItsHistoryAndTellsTheOperator() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        Case opened = DESK.flag(id);
        ruled(DESK.rule(opened, Ruling.RELEASE, APPROVER));
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
