package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;

class GatheringTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static Records.Gathered gather(String id, Optional<Integer> version) {
        return RECORDS.ask(Records.GATHER, new Records.Gather(id, version));
    }

    @Test
    void runsTheSameOneStatementForFoundAndAbsent() {
        String id = RECORDS.submit(Sample.incident("found").submit());
        RECORDS.statements.drain();
        assertInstanceOf(Records.Gathered.Found.class, gather(id, Optional.empty()));
        List<String> found = RECORDS.statements.drain();
        assertInstanceOf(Records.Gathered.Absent.class, gather("no such record", Optional.empty()));
        List<String> absent = RECORDS.statements.drain();
        assertEquals(1, found.size());
        assertEquals(found, absent);
    }

    @Test
    void gathersTheCurrentOrANamedVersion() {
        String id = RECORDS.submit(Sample.incident("first").submit());
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(id, 1, Sample.incident("second").submit()));
        assertEquals(2, RECORDS.found(id).facts().version());
        Records.Gathered first = gather(id, Optional.of(1));
        assertEquals(
                1,
                assertInstanceOf(Records.Gathered.Found.class, first)
                        .record()
                        .facts()
                        .version());
        assertEquals(new Records.Gathered.Absent(), gather(id, Optional.of(3)));
    }

    @Test
    void tellsTheFactsOfManyVersionsAtOnce() {
        String one = RECORDS.submit(Sample.incident("a").submit());
        String two = RECORDS.submit(Sample.incident("b").submit());
        List<Records.VersionOf> asked =
                List.of(new Records.VersionOf(one, 1), new Records.VersionOf(two, 1), new Records.VersionOf(two, 2));
        assertEquals(
                Set.of(RECORDS.found(one).facts(), RECORDS.found(two).facts()),
                Set.copyOf(
                        RECORDS.ask(Records.FACTS, new Records.FactsOf(asked)).facts()));
    }

    @Test
    void tellsTheFactsOfManyCurrentVersionsByOneStatement() {
        String one = RECORDS.submit(Sample.incident("a").submit());
        String two = RECORDS.submit(Sample.incident("b").submit());
        RECORDS.ask(
                Records.REVISE, new Records.Revise(two, 1, Sample.incident("c").submit()));
        Set<RecordFacts> expected =
                Set.of(RECORDS.found(one).facts(), RECORDS.found(two).facts());
        RECORDS.statements.drain();
        assertEquals(
                expected,
                Set.copyOf(RECORDS.ask(
                                Records.CURRENT_FACTS,
                                new Records.CurrentFactsOf(List.of(one, "no such record", two)))
                        .facts()));
        List<String> found = RECORDS.statements.drain();
        RECORDS.ask(Records.CURRENT_FACTS, new Records.CurrentFactsOf(List.of("none", "no such record", "neither")));
        assertEquals(1, found.size());
        assertEquals(found, RECORDS.statements.drain());
    }

    @Test
    void tellsWhereManyRecordsStandAtOnce() {
        String active = RECORDS.submit(Sample.incident("a").submit());
        String closed = RECORDS.submit(Sample.incident("b").quarantined().submit());
        assertEquals(
                Map.of(active, RecordState.ACTIVE, closed, RecordState.QUARANTINED),
                RECORDS.ask(Records.STATES, new Records.StatesOf(Set.of(active, closed, "no such record")))
                        .states());
    }

    @Test
    void tellsNothingOfWhereARecordStandsOfWhichNothingMayBeRetained() {
        String over = RECORDS.submit(Sample.incident("a").submit());
        String destroyed = RECORDS.submit(Sample.incident("b").submit());
        String partly = RECORDS.submit(Sample.incident("c").submit());
        await(RECORDS.database.query("update portion set retain_until = now() where record_id = $1", over));
        await(RECORDS.database.query("update portion set sealed = null where record_id = $1", destroyed));
        await(RECORDS.database.query(
                "update portion set sealed = null where record_id = $1 and field = 'title'", partly));
        assertEquals(
                Map.of(partly, RecordState.ACTIVE),
                RECORDS.ask(Records.STATES, new Records.StatesOf(Set.of(over, destroyed, partly)))
                        .states());
    }

    @Test
    void gathersAllVersionsOldestFirst() {
        String id = RECORDS.submit(Sample.incident("one").submit());
        RECORDS.ask(
                Records.REVISE, new Records.Revise(id, 1, Sample.incident("two").submit()));
        List<StoredRecord> versions = RECORDS.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(id))
                .versions();
        assertEquals(
                List.of(1, 2),
                versions.stream().map(each -> each.facts().version()).toList());
        assertEquals(
                List.of(),
                RECORDS.ask(Records.GATHER_VERSIONS, new Records.GatherVersions("no such record"))
                        .versions());
    }

    @Test
    void givesAPortionWithoutALabelWhenItsLabelIsUnreadable() {
        String id = RECORDS.submit(Sample.incident("spoiled").submit());
        await(RECORDS.database.query(
                "update portion set label = '{\"level\": \"TOP\"}' where record_id = $1 and field = 'title'", id));
        assertEquals(
                List.of(true, false, true),
                RECORDS.found(id).facts().portions().stream()
                        .map(PortionFacts::label)
                        .map(Optional::isPresent)
                        .toList());
    }
}
