package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.screening.lists.ScreenedRecords.LISTED;
import static org.passerelle.screening.lists.ScreenedRecords.in;
import static org.passerelle.screening.lists.ScreenedRecords.inCompartment;
import static org.passerelle.screening.lists.ScreenedRecords.label;
import static org.passerelle.screening.lists.ScreenedRecords.listed;
import static org.passerelle.screening.lists.ScreenedRecords.record;
import static org.passerelle.screening.lists.ScreenedRecords.under;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.screening.ScreeningFixture;

/** Names in records are asked of their releaser, and show nothing that the record keeps. */
final class RecordScreeningTest {
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
    void asksTheReleaserOnceAndShowsNoContent() {
        screened.submit(record("r1", "persons", new Content.Text(LISTED), label(Level.CONFIDENTIAL)));
        screened.submit(record("r2", "body", new Content.Text(LISTED), label(Level.CONFIDENTIAL)));
        assertEquals(1, screened.run());
        screened.submit(record("r3", "persons", new Content.Text(LISTED), inCompartment(label(Level.CONFIDENTIAL))));
        assertEquals(0, screened.run());
        Match match = screened.matches(Level.CONFIDENTIAL).getFirst();
        assertEquals("r1", match.subject());
        assertEquals("9002", match.entry().id());
        assertTrue(match.name().isEmpty() && match.comparison().isEmpty(), "it shows what the record says");
    }

    @Test
    void tellsNobodyWhatStandsAboveTheirClearance() {
        screened.submit(record("r1", "persons", new Content.Text(LISTED), label(Level.STRICTLY_CONFIDENTIAL)));
        assertEquals(1, screened.run());
        assertEquals(List.of(), screened.matches(Level.CONFIDENTIAL));
        assertEquals(1, screened.matches(Level.STRICTLY_CONFIDENTIAL).size());
    }

    @Test
    void comparesNothingInQuarantineUntilItIsReleased() {
        StoredRecord record = listed(label(Level.CONFIDENTIAL));
        screened.submit(in(record, RecordState.QUARANTINED));
        screened.run();
        assertEquals(0, screened.tasks());
        screened.take(ListFixture.text().replace("<TO_YEAR>1974", "<TO_YEAR>1975"));
        screened.run();
        assertEquals(0, screened.tasks(), "a further list told of it");
        screened.store(record, Records.Event.Kind.RELEASED);
        screened.run();
        assertEquals(1, screened.tasks());
    }

    @Test
    void comparesNothingThatWasRecalled() {
        screened.submit(in(listed(label(Level.CONFIDENTIAL)), RecordState.RECALLED));
        screened.run();
        assertEquals(0, screened.tasks());
    }

    @Test
    void showsAndTakesNothingAboutARecordInQuarantineOrGone() {
        screened.submit(listed(label(Level.CONFIDENTIAL)));
        screened.run();
        String match = screened.matches(Level.CONFIDENTIAL).getFirst().id();
        assertEquals(List.of(match), screened.due());
        StoredRecord record = Objects.requireNonNull(screened.records.get("r1"));
        screened.quarantine("r1");
        screened.assertHidden(match);
        screened.records.remove("r1");
        screened.assertHidden(match);
        screened.records.put("r1", in(record, RecordState.RECALLED));
        assertEquals(1, screened.matches(Level.CONFIDENTIAL).size(), "its own party reads what it recalled");
        screened.records.put("r1", record);
        assertEquals(List.of(match), screened.due());
        assertInstanceOf(Sanctions.RuleOutcome.Ruled.class, screened.rule(match));
    }

    @Test
    void comparesWhatWasUnderAnEmbargoThatIsOver() {
        screened.submit(listed(under(label(Level.CONFIDENTIAL), ScreeningFixture.NOW)));
        screened.run();
        assertEquals(1, screened.tasks());
    }

    @Test
    void comparesWhatIsUnderEmbargoOnceItIsOver() {
        Instant over = ScreeningFixture.NOW.plus(Duration.ofDays(1));
        screened.submit(listed(under(label(Level.CONFIDENTIAL), over)));
        assertEquals(0, screened.run());
        assertEquals(0, screened.run(over.minusSeconds(1)));
        assertEquals(1, screened.run(over));
        assertEquals(
                0, screened.fixture.rows("select record_id from record_waiting").size());
        assertEquals(0, screened.run(over.plusSeconds(1)));
    }

    @Test
    void comparesNothingThatWentIntoQuarantineBeforeItsEmbargoWasOver() {
        Instant over = ScreeningFixture.NOW.plus(Duration.ofDays(1));
        screened.submit(listed(under(label(Level.CONFIDENTIAL), over)));
        screened.run();
        screened.quarantine("r1");
        screened.run(over);
        assertEquals(0, screened.tasks());
    }
}
