package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Searches;
import org.passerelle.core.message.Searches.SaveOutcome;
import org.passerelle.core.message.Searches.Saved;

class SavedSearchesTest {
    private static final int MOST = 50;
    private static final Map<String, String> QUERY = Map.of("purpose", "early-warning", "q", "Tabankort ford");

    private final RecordsFixture records = new RecordsFixture();

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void isKeptForItsAccountAloneUntilItIsDeleted() {
        Saved first = saved("unowa.officer", "The ford");
        Saved second = saved("unowa.officer", "The ford");
        saved("unodc.officer", "Another");
        assertEquals(List.of(first, second), list("unowa.officer"));
        assertEquals(QUERY, first.query());
        assertEquals(first, find("unowa.officer", first.id()).orElseThrow());
        assertTrue(find("unodc.officer", first.id()).isEmpty());
        assertFalse(delete("unodc.officer", first.id()));
        assertTrue(delete("unowa.officer", first.id()));
        assertFalse(delete("unowa.officer", first.id()));
        assertEquals(List.of(second), list("unowa.officer"));
        assertEquals(1, keys(second.id()));
        assertEquals(0, keys(first.id()), "its data key goes with it");
    }

    @Test
    void whatIsSearchedForStandsNowhereInClear() {
        Saved search = saved("unowa.officer", "The ford of Tabankort");
        assertEquals(Map.of(), records.holding("Tabankort"));
        assertEquals(Map.of(), records.holding("tabankort"));
        await(records.database.query("delete from data_key where about = $1", "search " + search.id()));
        assertEquals(List.of(), list("unowa.officer"), "without its data key it is gone");
    }

    @Test
    void movedToSomebodyElseItDoesNotOpen() {
        saved("unowa.officer", "The ford");
        await(records.database.query("update saved_search set account = 'unodc.officer'"));
        assertEquals(List.of(), list("unodc.officer"));
    }

    @Test
    void thereIsRoomForSoManyHoweverManyCome() {
        List<SaveOutcome> outcomes = IntStream.range(0, MOST + 5)
                .parallel()
                .mapToObj(each -> save("unowa.officer", "Search " + each))
                .toList();
        assertEquals(
                MOST,
                outcomes.stream().filter(SaveOutcome.Stored.class::isInstance).count());
        assertEquals(MOST, list("unowa.officer").size());
        delete("unowa.officer", list("unowa.officer").getFirst().id());
        saved("unowa.officer", "Room again");
        assertEquals(new SaveOutcome.TooMany(MOST), save("unowa.officer", "No more"));
        saved("unodc.officer", "Others have room");
    }

    private Saved saved(String account, String name) {
        return assertInstanceOf(SaveOutcome.Stored.class, save(account, name)).search();
    }

    private SaveOutcome save(String account, String name) {
        return records.ask(Searches.SAVE, new Searches.Save(account, name, QUERY));
    }

    private List<Saved> list(String account) {
        return records.ask(Searches.LIST, new Searches.SearchesOf(account)).searches();
    }

    private Optional<Saved> find(String account, String id) {
        return records.ask(Searches.FIND, new Searches.Find(account, id)).search();
    }

    private boolean delete(String account, String id) {
        return records.ask(Searches.DELETE, new Searches.Delete(account, id)).there();
    }

    private long keys(String id) {
        return await(records.database.query("select count(*) from data_key where about = $1", "search " + id))
                .iterator()
                .next()
                .getLong(0);
    }
}
