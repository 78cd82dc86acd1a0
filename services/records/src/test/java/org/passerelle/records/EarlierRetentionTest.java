package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;

/** A database from before retention reached earlier versions: what should be gone gets its end when it is migrated. */
final class EarlierRetentionTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres =
            TestPostgres.fresh().migrated(vertx, "barrier").migratedTo("records", "23");
    private final Database database = postgres.open(vertx, "records");

    @BeforeEach
    void store() {
        await(database.query("""
                insert into record (id, releaser, state, current_version, created_at)
                values ('r', 'MINUSMA', 'ACTIVE', 3, now()), ('other', 'MINUSMA', 'ACTIVE', 1, now())
                """));
        await(database.query("""
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, derived_from)
                select id, version, now(), 'officer', 'incident', '{}', '{}', '{}'
                from (values ('r', 1), ('r', 2), ('r', 3), ('other', 1)) as stored (id, version)
                """));
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    /** @param end of retention; null for none */
    private void portion(String record, int version, String field, String print, Optional<String> end) {
        await(database.query("""
                insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type,
                    custody, derived_from, sealed, fingerprints, retain_until, marked_at, eyes_only)
                select $1::text || ' ' || $2::integer || ' ' || $3::text || ' ' || $4::text, $1::text, $2::integer,
                    (select count(*) from portion where record_id = $1::text and version = $2::integer), $3::text, 0, '{}', '',
                    'incident', '[]', '{}', case when $4::text = '' then null else 'sealed'::bytea end,
                    case when $4::text = '' then '{}' else array[convert_to($4::text, 'UTF8')] end, $5::text::timestamptz, now(), '{}'
                """, record, version, field, print, end.orElse(null)));
    }

    @Test
    void theCopyOfWhatIsDestroyedEndsWithIt() {
        portion("r", 1, "body", "well", Optional.empty());
        portion("r", 1, "title", "title", Optional.empty());
        portion("r", 2, "body", "well", Optional.empty());
        portion("r", 2, "title", "title", Optional.empty());
        portion("r", 3, "body", "", Optional.of("2016-01-20T00:00:00Z"));
        portion("r", 3, "title", "title", Optional.of("2099-01-20T00:00:00Z"));
        portion("other", 1, "body", "well", Optional.empty());
        postgres.migrated(vertx, "records");
        assertEquals(
                List.of(
                        "other 1 body well: ",
                        "r 1 body well: 2016",
                        "r 1 title title: 2099",
                        "r 2 body well: 2016",
                        "r 2 title title: 2099",
                        "r 3 body : 2016",
                        "r 3 title title: 2099"),
                await(database.query("""
                        select id || ': ' || coalesce(extract(year from retain_until)::text, '') from portion order by id
                        """)).stream().map(row -> row.getString(0)).toList());
    }

    @Test
    void whatStoodBeforeIsFoundByWhatItSays() {
        portion("r", 1, "body", "well", Optional.empty());
        portion("r", 2, "title", "well", Optional.empty());
        portion("r", 2, "body", "ford", Optional.empty());
        portion("other", 1, "body", "well", Optional.empty());
        postgres.migrated(vertx, "records");
        assertEquals(
                List.of("other 1", "r 1", "r 2"),
                await(database.query("""
                        select record_id || ' ' || version from twins(array[0], array['well'::bytea], 200) order by 1
                        """)).stream().map(row -> row.getString(0)).toList());
    }
}
