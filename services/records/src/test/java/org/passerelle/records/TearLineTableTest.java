package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.TearLines;

/** Of which record a record is a tear-line, as its current version has it. */
class TearLineTableTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static TearLines of(String id) {
        return RECORDS.ask(Records.TEAR_LINES, new Records.TearLinesOf(id));
    }

    private static String submit(String title) {
        return RECORDS.submit(Sample.incident(title).submit());
    }

    private static Records.Submit tearLine(String title, String source) {
        return Sample.incident(title).submit().asTearLineOf(Optional.of(source));
    }

    @Test
    void isToldFromBothSides() {
        String source = submit("the whole");
        String one = RECORDS.submit(tearLine("a summary", source));
        String other = RECORDS.submit(tearLine("another summary", source));
        assertEquals(new TearLines(Optional.empty(), List.of(one, other)), of(source));
        assertEquals(new TearLines(Optional.of(source), List.of()), of(one));
        assertEquals(new TearLines(Optional.empty(), List.of()), of("no such record"));
    }

    @Test
    void isWhatTheCurrentVersionSays() {
        String source = submit("the whole");
        String another = submit("another whole");
        String id = RECORDS.submit(tearLine("a summary", source));
        RECORDS.ask(Records.REVISE, new Records.Revise(id, 1, tearLine("a better one", another)));
        assertEquals(Optional.of(another), of(id).of());
        assertEquals(List.of(), of(source).those());
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(id, 2, Sample.incident("no summary").submit()));
        assertEquals(Optional.empty(), of(id).of());
        assertEquals(List.of(), of(another).those());
    }

    @Test
    void nothingIsStoredOfATearLineOfNothingOrOfItself() {
        String id = submit("v1");
        long records = RECORDS.count("record");
        Records.Submit ofNothing = tearLine("of nothing", "no such record");
        assertThrows(RuntimeException.class, () -> RECORDS.submit(ofNothing));
        Records.Revise ofItself = new Records.Revise(id, 1, tearLine("v2", id));
        assertThrows(RuntimeException.class, () -> RECORDS.ask(Records.REVISE, ofItself));
        assertEquals(1, RECORDS.found(id).facts().version());
        assertEquals(records, RECORDS.count("record"));
    }
}
