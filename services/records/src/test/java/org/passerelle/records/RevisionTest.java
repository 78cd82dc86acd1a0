package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.RecallOutcome;
import org.passerelle.core.message.Records.ReviseOutcome;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.bus.Unavailable;

class RevisionTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static ReviseOutcome revise(String id, int expected, Sample sample) {
        return RECORDS.ask(Records.REVISE, new Records.Revise(id, expected, sample.submit()));
    }

    private static RecallOutcome recall(String id, String party) {
        return RECORDS.ask(Records.RECALL, new Records.Recall(id, party, party + ".officer", "mistaken"));
    }

    private static long barrier() {
        return RECORDS.barrier();
    }

    @Test
    void storesTheNextVersionAndWaitsUntilEveryGatewayKnows() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        assertEquals(new ReviseOutcome.Stored(id, 2), revise(id, 1, Sample.incident("v2")));
        assertTrue(RECORDS.awaited.contains(barrier()));
    }

    @Test
    void tellsTheCurrentVersionWhenItHasMoved() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        revise(id, 1, Sample.incident("v2"));
        assertEquals(new ReviseOutcome.Moved(2), revise(id, 1, Sample.incident("v2 by somebody else")));
    }

    @Test
    void storesOneOfConcurrentRevisions() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        List<Future<ReviseOutcome>> answers = IntStream.range(0, 8)
                .mapToObj(index -> RECORDS.bus.ask(
                        Records.REVISE,
                        new Records.Revise(
                                id, 1, Sample.incident("v2 of " + index).submit())))
                .toList();
        await(Future.all(answers));
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.result() instanceof ReviseOutcome.Stored)
                        .count());
        assertEquals(2, RECORDS.found(id).facts().version());
    }

    @Test
    void answersALostRevisionAgain() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        Sample next = Sample.incident("v2").key("revision-key");
        assertEquals(new ReviseOutcome.Stored(id, 2), revise(id, 1, next));
        RECORDS.awaited.clear();
        assertEquals(new ReviseOutcome.Stored(id, 2), revise(id, 1, next));
        assertEquals(List.of(barrier()), RECORDS.awaited, "the first one may still wait");
        assertEquals(new ReviseOutcome.Moved(2), revise(id, 1, next.hash("another")));
    }

    @Test
    void isAbsentToAllButTheReleaser() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        assertEquals(
                new ReviseOutcome.Absent(), revise(id, 1, Sample.incident("v2").by("UNOWA")));
        assertEquals(new ReviseOutcome.Absent(), revise("no such record", 1, Sample.incident("v2")));
        assertEquals(new RecallOutcome.Absent(), recall(id, "UNOWA"));
        assertEquals(new RecallOutcome.Absent(), recall("no such record", "MINUSMA"));
    }

    @Test
    void recallsAllVersionsOnceAndRaisesTheBarrier() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        long before = barrier();
        RecallOutcome.Recalled recalled = assertInstanceOf(RecallOutcome.Recalled.class, recall(id, "MINUSMA"));
        assertEquals(before + 1, recalled.barrier());
        assertTrue(RECORDS.awaited.contains(recalled.barrier()));
        assertEquals(RecordState.RECALLED, RECORDS.found(id).facts().state());
        RECORDS.awaited.clear();
        assertEquals(new RecallOutcome.AlreadyRecalled(recalled.recallId()), recall(id, "MINUSMA"));
        assertEquals(before + 1, barrier());
        assertEquals(List.of(before + 1), RECORDS.awaited, "the first one may still wait");
    }

    @Test
    void ofManyWhoRecallAtOnceOneDoesAndAllWait() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        RECORDS.awaited.clear();
        List<Future<RecallOutcome>> recalls = IntStream.range(0, 8)
                .mapToObj(index -> RECORDS.bus.ask(
                        Records.RECALL, new Records.Recall(id, "MINUSMA", "minusma.officer" + index, "mistaken")))
                .toList();
        await(Future.all(recalls));
        assertEquals(
                1,
                recalls.stream()
                        .filter(each -> each.result() instanceof RecallOutcome.Recalled)
                        .count());
        assertEquals(Collections.nCopies(8, barrier()), RECORDS.awaited);
    }

    @Test
    void liftsNeitherRecallNorQuarantineByANewVersion() {
        String recalled = RECORDS.submit(Sample.incident("v1").submit());
        recall(recalled, "MINUSMA");
        revise(recalled, 1, Sample.incident("v2"));
        assertEquals(RecordState.RECALLED, RECORDS.found(recalled).facts().state());
        assertFalse(listedAsActive(recalled), "it is counted");
        String quarantined = RECORDS.submit(Sample.incident("v1").quarantined().submit());
        revise(quarantined, 1, Sample.incident("v2"));
        assertEquals(RecordState.QUARANTINED, RECORDS.found(quarantined).facts().state());
        assertFalse(listedAsActive(quarantined), "it is counted");
        String revised = RECORDS.submit(Sample.incident("v1").submit());
        revise(revised, 1, Sample.incident("v2"));
        assertTrue(listedAsActive(revised));
    }

    @Test
    void aVersionOfARecalledRecordThatMustBeReviewedIs() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        recall(id, "MINUSMA");
        revise(id, 1, Sample.incident("beaten out of him").quarantined());
        assertEquals(RecordState.QUARANTINED, RECORDS.found(id).facts().state());
        assertEquals(
                1,
                RECORDS.ask(Quarantines.LIST, new Quarantines.ListOf(Set.of("MINUSMA"), "MINUSMA")).cases().stream()
                        .filter(one -> one.recordId().equals(id))
                        .count());
    }

    private static boolean listedAsActive(String id) {
        return await(RECORDS.database.query("select active from listing where record_id = $1", id))
                .iterator()
                .next()
                .getBoolean(0);
    }

    @Test
    void recallsNothingWhenTheBarrierCannotRise() {
        String id = RECORDS.submit(Sample.incident("v1").submit());
        await(RECORDS.database.query("alter function barrier.raise_barrier(text) rename to lowered"));
        try {
            assertThrows(Unavailable.class, () -> recall(id, "MINUSMA"));
            assertThrows(Unavailable.class, () -> revise(id, 1, Sample.incident("v2")));
        } finally {
            await(RECORDS.database.query("alter function barrier.lowered(text) rename to raise_barrier"));
        }
        assertEquals(RecordState.ACTIVE, RECORDS.found(id).facts().state());
        assertEquals(1, RECORDS.found(id).facts().version());
    }

    @Test
    void findsDerivativesThroughAnyNumberOfHands() {
        String source = RECORDS.submit(Sample.incident("source").submit());
        String copy = RECORDS.submit(
                Sample.incident("copy").by("UNOWA").derivedFrom(source).submit());
        String copyOfCopy = RECORDS.submit(
                Sample.incident("copy of copy").by("UNODC").derivedFrom(copy).submit());
        RECORDS.submit(Sample.incident("unrelated").by("UNODC").submit());
        Records.Derivatives found = RECORDS.ask(Records.DERIVATIVES, new Records.DerivedFrom(source));
        assertEquals(Map.of("UNOWA", List.of(copy), "UNODC", List.of(copyOfCopy)), found.byReleaser());
        assertEquals(Map.of(copy, List.of(source), copyOfCopy, List.of(copy)), found.links());
    }
}
