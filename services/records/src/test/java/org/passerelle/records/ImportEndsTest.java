package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Imports;

/** No import lasts for ever: what it says of its file and of faults goes after its end, which comes by itself. */
final class ImportEndsTest {
    private static final String WHO = "minusma.officer";
    private static final String MAPPING = "{\"constants\":{\"country\":\"ML\"}}";

    private final RecordsFixture records = new RecordsFixture();

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void oneAtWhichNothingComesIsClosedAndItsMappingGoes() {
        String id = open();
        Imports.Store first = piece(id, 1);
        records.ask(Imports.STORE, first);
        expireAfter(29);
        assertEquals(1, keys("import mapping"));
        expireAfter(31);
        assertEquals(0, keys("import mapping"));
        Imports.Job job = look(id).orElseThrow();
        assertTrue(job.closedAt().isPresent());
        assertEquals(Optional.empty(), job.completedAt());
        assertEquals(Optional.empty(), job.mapping());
        assertEquals("events.csv", job.name());
        assertEquals(new Imports.Stored.Closed(), records.ask(Imports.STORE, piece(id, 3)));
        assertInstanceOf(Imports.Stored.Done.class, records.ask(Imports.STORE, first), "what it came to is told again");
        assertEquals(new Imports.Completed.Closed(), records.ask(Imports.COMPLETE, new Imports.Complete(id, WHO, 2)));
        expireAfter(62);
        assertEquals(Optional.empty(), look(id));
        assertNothingIsLeftBut(1);
    }

    @Test
    void oneThatWasCompletedIsForgottenAndWhatItStoredStays() {
        String id = open();
        records.ask(Imports.STORE, piece(id, 1));
        records.ask(Imports.COMPLETE, new Imports.Complete(id, WHO, 2));
        expireAfter(29);
        assertTrue(look(id).isPresent());
        expireAfter(31);
        assertEquals(Optional.empty(), look(id));
        assertNothingIsLeftBut(1);
    }

    @Test
    void itsAccountForgetsItAtOnceAndNobodyElseDoes() {
        String id = open();
        records.ask(Imports.STORE, piece(id, 1));
        assertFalse(delete(id, "somebody.else"));
        assertTrue(look(id).isPresent());
        assertTrue(delete(id, WHO));
        assertEquals(0, keys("import"));
        assertEquals(Optional.empty(), look(id));
        assertEquals(
                List.of(),
                records.ask(Imports.LIST, new Imports.Of(WHO, Optional.empty())).jobs());
        assertFalse(records.ask(Imports.FAULTS, new Imports.FaultsOf(id, WHO, 0, 10))
                .known());
        assertEquals(new Imports.Stored.Absent(), records.ask(Imports.STORE, piece(id, 3)));
        assertFalse(delete(id, WHO));
        expireAfter(0);
        assertNothingIsLeftBut(1);
    }

    @Test
    void howeverManyBatchesItTakes() {
        String id = open();
        String other = open();
        for (long first = 1; first < 20; first += 2) {
            records.ask(Imports.STORE, piece(id, first));
        }
        records.ask(Imports.STORE, piece(other, 1));
        delete(id, WHO);
        await(new ImportEnds(records.database, Clock.systemUTC(), 3).look());
        assertEquals(1, records.count("import"), "the other");
        assertEquals(1, records.count("import_piece"));
        assertEquals(1, records.count("import_fault"));
    }

    private void assertNothingIsLeftBut(long stored) {
        assertEquals(0, records.count("import"));
        assertEquals(0, records.count("import_piece"));
        assertEquals(0, records.count("import_fault"));
        assertEquals(0, keys("import"));
        assertEquals(stored, records.count("record"));
    }

    private String open() {
        return records.ask(
                        Imports.OPEN,
                        new Imports.Open("MINUSMA", WHO, "events.csv", "csv", "f".repeat(64), Optional.of(MAPPING)))
                .id();
    }

    /** One item that is stored and one that is not. */
    private static Imports.Store piece(String id, long first) {
        return new Imports.Store(
                id,
                WHO,
                first,
                "a" + first,
                List.of(
                        new Imports.Item.Accepted(
                                Sample.incident("item " + first).submit()),
                        new Imports.Item.Faulty(
                                List.of(new Imports.Fault(first + 1, 0, "/type", "missing", "type is missing")))));
    }

    private Optional<Imports.Job> look(String id) {
        return records.ask(Imports.LOOK, new Imports.Look(id, WHO, 0, "")).job();
    }

    private boolean delete(String id, String who) {
        return records.ask(Imports.DELETE, new Imports.Delete(id, who)).there();
    }

    private long keys(String about) {
        return records.count("data_key where about like '" + about + " %'");
    }

    private void expireAfter(long days) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(days));
        await(new Expiry(records.database, clock).expire());
    }
}
