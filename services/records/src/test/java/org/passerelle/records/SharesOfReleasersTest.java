package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.LabelClasses;

/** Whoever invents labels has their share of classes and patterns, and leaves the others theirs. */
class SharesOfReleasersTest {
    private final RecordsFixture records = new RecordsFixture();

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void ofLabelClasses() {
        records.submit(record("first", "A", "OHCHR").submit());
        fill("""
                insert into label_class (key, facts)
                select lpad(to_hex(number), 64, '0'), (select facts from label_class where releaser = 'OHCHR' limit 1)
                from generate_series(1, $1::integer) as number
                """, LabelClasses.SHARE - 1);
        assertEquals(
                List.of(0),
                classes(records.submit(record("second", "B", "OHCHR").submit())));
        assertTrue(
                classes(records.submit(record("third", "A", "OHCHR").submit())).getFirst() > 0);
        assertTrue(
                classes(records.submit(record("fourth", "B", "EUCAP").submit())).getFirst() > 0);
    }

    @Test
    void ofPatterns() {
        records.submit(record("first", "A", "OHCHR").submit());
        fill("""
                insert into pattern (key, classes, fields, graded, clear, releaser)
                select lpad(to_hex(number), 64, '0'), '{1}', '{body}', false, true, 'OHCHR'
                from generate_series(1, $1::integer) as number
                """, PatternTable.SHARE - 1);
        assertEquals(0, pattern(records.submit(record("second", "B", "OHCHR").submit())));
        assertTrue(pattern(records.submit(record("third", "A", "OHCHR").submit())) > 0);
        assertTrue(pattern(records.submit(record("fourth", "B", "EUCAP").submit())) > 0);
    }

    @Test
    void areToldByThePage() {
        records.submit(record("first", "A", "OHCHR").submit());
        fill("""
                insert into label_class (key, facts)
                select lpad(to_hex(number), 64, '0'), (select facts from label_class where releaser = 'OHCHR' limit 1)
                from generate_series(1, $1::integer) as number
                """, Records.Classes.PAGE);
        fill("""
                insert into pattern (key, classes, fields, graded, clear, releaser)
                select lpad(to_hex(number), 64, '0'), '{1}', '{body}', false, true, 'OHCHR'
                from generate_series(1, $1::integer) as number
                """, Searching.Patterns.PAGE);
        List<Records.LabelClass> classes =
                records.ask(Records.CLASSES, new Records.ClassesAfter(0)).classes();
        assertEquals(Records.Classes.PAGE, classes.size());
        int last = classes.getLast().id();
        assertEquals(
                1,
                records.ask(Records.CLASSES, new Records.ClassesAfter(last))
                        .classes()
                        .size());
        List<Searching.Pattern> patterns =
                records.ask(Searching.PATTERNS, new Searching.PatternsAfter(0)).patterns();
        assertEquals(Searching.Patterns.PAGE, patterns.size());
        assertEquals(
                1,
                records.ask(
                                Searching.PATTERNS,
                                new Searching.PatternsAfter(patterns.getLast().id()))
                        .patterns()
                        .size());
    }

    private void fill(String sql, int rows) {
        await(records.database.query(sql, rows));
    }

    private static Sample record(String text, String compartment, String party) {
        return Sample.incident(text)
                .by(party)
                .portions(List.of(
                        Sample.portion("body", new Content.Text(text), Sample.label(Level.CONFIDENTIAL, compartment))));
    }

    private List<Integer> classes(String record) {
        return StreamSupport.stream(
                        await(records.database.query("select class_id from portion where record_id = $1", record))
                                .spliterator(),
                        false)
                .map((Row row) -> row.getInteger("class_id"))
                .toList();
    }

    private int pattern(String record) {
        return await(records.database.query("select pattern_id from listing where record_id = $1", record))
                .iterator()
                .next()
                .getInteger("pattern_id");
    }
}
