package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.screening.lists.ScreenedRecords.label;
import static org.passerelle.screening.lists.ScreenedRecords.listed;

import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.platform.crypto.Sha256;

/** Whom a name in a record is like is content of the record: the database alone does not tell it. */
final class SealedMatchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreenedRecords screened;

    @BeforeEach
    void open() {
        screened = new ScreenedRecords(home);
    }

    @AfterEach
    void close() {
        screened.close();
    }

    @Test
    void whomANameInARecordIsLikeStandsNowhereInClear() {
        screened.found(Level.STRICTLY_CONFIDENTIAL, Optional.empty());
        Match match = screened.matches(Level.STRICTLY_CONFIDENTIAL).getFirst();
        assertEquals("9002", match.entry().id());
        assertEquals("Akli ag Tamakast", match.listedName());
        assertTrue(match.score() > 0.9, "the score is another");
        Row row = screened.fixture.rows("""
                        select num_nonnulls(name, entry, entry_digest, entry_body, listed_name, score, comparison) as clear,
                            octet_length(sealed) as length, cause, domain
                        from list_match join task on task.id = list_match.task
                        join data_key on about = 'list match ' || list_match.task || ' ' || subject
                        """).getFirst();
        assertEquals(0, row.getInteger("clear"));
        assertEquals(512 + 28, row.getInteger("length"), "the length tells one entry from others");
        assertEquals("MISSION|", row.getString("domain"));
        String tried = Sha256.hex(String.join(
                "\n", "MISSION", "RECORD", "r1", "Akli ag Tamakast", "9002", ListStore.digest(match.entry())));
        assertNotEquals(tried, row.getString("cause"), "names can be tried");
        assertEquals(ListFixture.seal(home).keyed(tried), row.getString("cause"));
    }

    @Test
    void aMatchThatDoesNotOpenIsToldAsAbsent() {
        screened.found(Level.CONFIDENTIAL, Optional.empty());
        String match = screened.match();
        screened.fixture.rows("delete from data_key where about like 'list match %'");
        assertEquals(List.of(), screened.matches(Level.CONFIDENTIAL));
        assertInstanceOf(Sanctions.RuleOutcome.Absent.class, screened.rule(match));
    }

    @Test
    void aMatchThatIsMovedToAnotherRecordDoesNotOpen() {
        screened.found(Level.CONFIDENTIAL, Optional.empty());
        screened.fixture.rows("alter table list_match disable trigger all");
        screened.fixture.rows("update list_match set subject = 'r2'");
        screened.fixture.rows(
                "update data_key set about = replace(about, ' r1', ' r2') where about like 'list match %'");
        screened.records.put("r2", listed(label(Level.CONFIDENTIAL)));
        assertEquals(List.of(), screened.matches(Level.CONFIDENTIAL));
    }

    @Test
    void whatIsAskedAboutAnEntryThatIsListedOtherwiseLapsesAndIsToldAsItWas() {
        screened.found(Level.CONFIDENTIAL, Optional.empty());
        screened.take(ListFixture.text().replace("XXi.002", "XXi.202"));
        Match lapsed = screened.matches(Level.CONFIDENTIAL).stream()
                .filter(match -> match.state() == Sanctions.State.LAPSED)
                .findFirst()
                .orElseThrow();
        assertEquals("XXi.002", lapsed.entry().reference());
        assertEquals(1, screened.found(Level.CONFIDENTIAL, Optional.empty()), "the entry as it is now");
    }
}
