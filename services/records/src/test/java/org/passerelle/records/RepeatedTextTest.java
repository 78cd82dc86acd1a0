package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;

/** A submission costs no more however often others say the same: hidden copies would tell of themselves (I5). */
final class RepeatedTextTest {
    private static final String TEXT = "No further information was available at the time of writing.";
    private static final int COPIES = 20_000;

    /** Of pages of the database; each copy alone takes several. */
    private static final long MOST_PAGES = 8_000;

    private final RecordsFixture records = new RecordsFixture();

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void isFoundWithoutReadingEveryCopy() {
        String first = records.submit(saying(body(TEXT)));
        copy(records.submit(saying(body(TEXT))));
        List<String> found = found();
        assertEquals(200, found.size());
        assertTrue(found.contains(first), "its releaser has its turn");
        long pages = pages(first);
        assertTrue(pages < MOST_PAGES, () -> pages + " pages for " + COPIES + " copies");
    }

    @Test
    void ofOneVersionCrowdsOutNoOther() {
        String first = records.submit(saying(body(TEXT)));
        NewPortion[] many = new NewPortion[450];
        Arrays.fill(many, body(TEXT));
        String repeating = records.submit(saying(many));
        assertEquals(List.of(first, repeating), found());
    }

    @Test
    void goesWhereItsPortionGoes() {
        String id = records.submit(saying(body(TEXT), body("Another text that nobody has ever repeated.")));
        assertEquals(2, records.count("print"));
        run("update portion set fingerprints = '{}' where record_id = $1 and ordinal = 0", id);
        assertEquals(List.of(), found());
        assertEquals(1, records.count("print"));
        run("delete from portion where record_id = $1", id);
        assertEquals(0, records.count("print"));
    }

    private static NewPortion body(String text) {
        return Sample.portion("body", new Content.Text(text), Sample.label(Level.UNCLASSIFIED));
    }

    private static Records.Submit saying(NewPortion... portions) {
        return Sample.incident("copy").portions(List.of(portions)).submit();
    }

    /** Another releaser stores as many records that say the same. */
    private void copy(String id) {
        run("""
                insert into record (id, releaser, state, current_version, created_at)
                select 'copy ' || copies.number, 'EUCAP', 'ACTIVE', 1, now() from generate_series(1, $1::integer) as copies (number)
                """, COPIES);
        run("""
                insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, derived_from)
                select 'copy ' || copies.number, 1, now(), 'eucap.officer', 'incident', '{}', '{}', '{}'
                from generate_series(1, $1::integer) as copies (number)
                """, COPIES);
        run("""
                insert into portion (id, record_id, version, ordinal, field, class_id, label, original_marking, source_type,
                    custody, derived_from, sealed, fingerprints, marked_at, eyes_only)
                select 'copy ' || copies.number, 'copy ' || copies.number, 1, 0, field, class_id, label, original_marking,
                    source_type, custody, derived_from, sealed, fingerprints, marked_at, eyes_only
                from portion cross join generate_series(1, $1::integer) as copies (number)
                where portion.record_id = $2
                """, COPIES, id);
    }

    private void run(String sql, Object... parameters) {
        await(records.database.query(sql, parameters));
    }

    private List<String> found() {
        Records.SameContentOf question = new Records.SameContentOf(Fingerprint.of(new Content.Text(TEXT)));
        return records.ask(Records.SAME_CONTENT, question).records().stream()
                .map(record -> record.facts().recordId())
                .toList();
    }

    private long pages(String id) {
        Row explained =
                await(records.database.query("""
                        explain (analyze, buffers, format json)
                        select * from twins(array[0], (select fingerprints from portion where record_id = '%s'), 200)
                        """.formatted(id))).iterator().next();
        JsonObject plan = explained.getJsonArray(0).getJsonObject(0).getJsonObject("Plan");
        return plan.getLong("Shared Hit Blocks") + plan.getLong("Shared Read Blocks");
    }
}
