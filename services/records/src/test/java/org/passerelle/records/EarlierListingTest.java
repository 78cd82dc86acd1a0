package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;

/** A database from before what is over went off the list: it goes when it is migrated, and is counted no more. */
final class EarlierListingTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres =
            TestPostgres.fresh().migrated(vertx, "barrier").migratedTo("records", "31");
    private final Database database = postgres.open(vertx, "records");

    @BeforeEach
    void store() {
        await(database.query("""
                insert into record (id, releaser, state, current_version, created_at)
                select id, 'MINUSMA', 'ACTIVE', 1, now() from unnest(array['over', 'partly', 'due', 'kept']) as one (id)
                """));
        await(database.query("""
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, derived_from)
                select id, 1, now(), 'officer', 'incident', '{}', '{}', '{}' from record
                """));
        portion("over", 0, true);
        portion("over", 1, true);
        portion("partly", 0, true);
        portion("partly", 1, false);
        portion("due", 0, false);
        portion("kept", 0, false);
        await(database.query("""
                insert into listing (position, record_id, pattern_id, active, clear, retain_until, areas, tags)
                select position, id, 0, true, true, case when id <> 'kept' then now() end, '{}', '{}' from record
                """));
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    private void portion(String record, int ordinal, boolean destroyed) {
        await(database.query("""
                insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type,
                    custody, derived_from, sealed, fingerprints, marked_at, eyes_only)
                values ($1::text || ' ' || $2::integer, $1::text, 1, $2::integer, 'body', 0, '{}', '', 'incident', '[]', '{}',
                    case when $3::boolean then null else 'sealed'::bytea end, '{}', now(), '{}')
                """, record, ordinal, destroyed));
    }

    @Test
    void whatSaysNothingGoesOffTheListAndOutOfTheTally() {
        postgres.migrated(vertx, "records");
        assertEquals(
                List.of("due", "kept", "partly"),
                await(database.query("select record_id from listing order by record_id")).stream()
                        .map(row -> row.getString("record_id"))
                        .toList());
        assertEquals(
                3,
                await(database.query("select sum(records)::bigint from tallied where facet = ''"))
                        .iterator()
                        .next()
                        .getLong(0));
    }
}
