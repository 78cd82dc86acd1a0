package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Records;
import org.passerelle.platform.database.Database;

/** What is counted follows the listing, whatever changes it, at the cost of what changes. */
final class TallyTest {
    private static final String COUNTED = """
            select pattern_id, facet, value, sum(records)::bigint as records from tallied
            group by pattern_id, facet, value having sum(records) <> 0
            """;

    private static final String LISTED = """
            select listing.pattern_id, said.facet, said.value, count(*) as records
            from listing cross join lateral counted_for(
                listing.country, listing.grading, listing.areas, listing.tags) as said
            where listing.active
            group by listing.pattern_id, said.facet, said.value
            """;

    private final RecordsFixture records = new RecordsFixture();
    private String first = "";

    @BeforeEach
    void submit() {
        first = records.submit(Sample.incident("at the well").submit());
        records.submit(Sample.incident("at the ford").submit());
        records.submit(Sample.incident("at the mill").at("NE", 2.4, 15.9).submit());
        await(records.database.query("select fold_tally()"));
    }

    @AfterEach
    void close() {
        records.close();
    }

    private void assertCountedAsListed() {
        assertEquals(
                0,
                records.count("(((%1$s) except (%2$s)) union all ((%2$s) except (%1$s))) as difference"
                        .formatted(COUNTED, LISTED)));
    }

    @Test
    void isWhatTheListingSaysWhateverChangesIt() {
        assertCountedAsListed();
        await(records.database.query("update listing set country = 'BF', areas = '{BF-1,BF-2}'"));
        assertCountedAsListed();
        await(records.database.query("update listing set active = false where country = 'BF'"));
        assertCountedAsListed();
        await(records.database.query("update listing set active = true, grading = null where record_id = $1", first));
        assertCountedAsListed();
        records.ask(
                Records.REVISE,
                new Records.Revise(first, 1, Sample.incident("at the inn").submit()));
        assertCountedAsListed();
        records.ask(Records.RECALL, new Records.Recall(first, "MINUSMA", "minusma.officer", "mistaken"));
        assertCountedAsListed();
        await(records.database.query("delete from listing"));
        assertCountedAsListed();
        assertEquals(0, records.count("tallied"), "what is gone leaves no word behind");
    }

    /** @param counter of what this connection does to the tally */
    private static Future<Long> looked(SqlConnection connection, String counter) {
        String sql = "select " + counter + " from pg_stat_xact_user_tables where relid = 'tally'::regclass";
        return Database.run(connection, sql).map(rows -> rows.iterator().next().getLong(0));
    }

    private long whileAllIsTakenOff(String counter) {
        return await(records.database.transaction(connection -> looked(connection, counter)
                .compose(before -> Database.run(connection, "delete from listing")
                        .compose(gone -> looked(connection, counter))
                        .map(after -> after - before))));
    }

    @Test
    void isNotReadWholeToFindWhatIsGone() {
        assertEquals(0, whileAllIsTakenOff("seq_scan"));
    }

    @Test
    void isAddedUpOnceForAllThatAStatementChanges() {
        long kinds = records.count("tally");
        assertEquals(kinds, whileAllIsTakenOff("n_tup_upd"));
        assertEquals(0, records.count("tallied"));
    }
}
