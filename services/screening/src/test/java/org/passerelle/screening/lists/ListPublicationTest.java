package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.screening.lists.ListDesk.withoutHim;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Sanctions.ImportOutcome;
import org.passerelle.core.message.Sanctions.State;
import org.passerelle.screening.ScreeningFixture;

/** A list follows a list: what changes is counted, and what is faulty, older, ahead or delists many is refused. */
final class ListPublicationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private ListDesk desk;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
        desk = new ListDesk(fixture, home);
        fixture.seed(ScreeningFixture.assessment("has1", "BDE"));
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void computesWhatAPublicationChanges() {
        ImportOutcome.Imported first = assertInstanceOf(ImportOutcome.Imported.class, desk.take(ListFixture.text()));
        assertEquals(3, first.version().added());
        assertInstanceOf(ImportOutcome.Unchanged.class, desk.take(ListFixture.text()));
        String next = ListFixture.text()
                .replace("KATIBAT AL-INVENTION", "KATIBA DE L'INVENTION")
                .replace("<DATAID>9002</DATAID>", "<DATAID>9004</DATAID>");
        ImportOutcome.Imported second = assertInstanceOf(ImportOutcome.Imported.class, desk.take(next, 1));
        assertEquals(2, second.version().version());
        assertEquals(1, second.version().added());
        assertEquals(1, second.version().changed());
        assertEquals(1, second.version().delisted());
        assertEquals(
                Set.of("ADDED 9004", "CHANGED 9003", "DELISTED 9002"),
                fixture.rows("select kind || ' ' || entry as line from sanctions_event where version = 2").stream()
                        .map(row -> row.getString("line"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void keepsTheOldListWhenANewOneIsFaulty() {
        desk.take(ListFixture.text());
        ImportOutcome.Refused refused = assertInstanceOf(
                ImportOutcome.Refused.class,
                desk.take(ListFixture.text().replace("<SECOND_NAME>FICTIF", "<SECOND_NAME>\u0019")));
        assertEquals(4, refused.line());
        assertTrue(refused.column() > 1, "the column is missing");
        assertEquals(1, desk.lists().versions().size());
        assertEquals(4, desk.lists().refused().orElseThrow().line());
        fixture.until(() -> desk.tasks() == 1);
    }

    private static String dated(String date) {
        return ListFixture.text().replace("2026-01-10T10:00:00Z", date);
    }

    @Test
    void refusesAListThatIsOlderThanTheOneInForce() {
        desk.take(ListFixture.text());
        assertEquals(
                new ImportOutcome.Refused(
                        "the publication of 2026-01-10T10:59:59+01:00 is older than the one in force, of 2026-01-10T10:00:00Z",
                        0,
                        0),
                desk.take(dated("2026-01-10T10:59:59+01:00")));
        assertEquals(1, desk.lists().versions().size());
        assertEquals(Optional.empty(), desk.lists().refused(), "nothing newer is missing");
        assertInstanceOf(ImportOutcome.Imported.class, desk.take(dated("2026-01-10T05:00:00.1-05:00")));
        fixture.until(() -> fixture.notes.stream()
                .anyMatch(note -> note.kind().equals("sanctions-list-refused")
                        && note.detail().contains("is older than the one in force")));
    }

    @Test
    void refusesAListThatIsDatedAhead() {
        ImportOutcome.Refused ahead =
                assertInstanceOf(ImportOutcome.Refused.class, desk.take(dated("2026-03-02T12:00:01Z")));
        assertEquals("the publication is dated 2026-03-02T12:00:01Z, which is to come", ahead.problem());
        assertInstanceOf(ImportOutcome.Imported.class, desk.take(dated("2026-03-02T12:00:00Z")));
    }

    @Test
    void delistsManyOnlyWhenThatIsConfirmed() {
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 1);
        for (Optional<Integer> said : List.of(Optional.<Integer>empty(), Optional.of(2), Optional.of(0))) {
            assertEquals(new ImportOutcome.Unconfirmed(1, 3), desk.take(withoutHim(), said));
        }
        assertEquals(State.OPEN, desk.matches().getFirst().state());
        assertEquals(
                "1 of the 3 entries in force would be delisted, which nobody has confirmed",
                desk.lists().refused().orElseThrow().problem());
        assertInstanceOf(ImportOutcome.Imported.class, desk.take(withoutHim(), 1));
        assertEquals(2, desk.lists().versions().size());
        fixture.until(
                () -> fixture.notes.stream().anyMatch(note -> note.detail().endsWith(", 1 delisted as confirmed")));
    }

    @Test
    void delistsAFewUnasked() {
        StringBuilder others = new StringBuilder();
        for (int id = 100; id < 140; id++) {
            others.append(
                    "<INDIVIDUAL><DATAID>%d</DATAID><FIRST_NAME>Nobody %d</FIRST_NAME><UN_LIST_TYPE>Invented</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.%d</REFERENCE_NUMBER></INDIVIDUAL>"
                            .formatted(id, id, id));
        }
        String end = "</INDIVIDUALS>";
        desk.take(ListFixture.text().replace(end, others + end));
        assertEquals(
                2,
                assertInstanceOf(
                                ImportOutcome.Imported.class,
                                desk.take(ListFixture.text()
                                        .replace(
                                                end,
                                                others.substring(others.indexOf("<INDIVIDUAL><DATAID>102")) + end)))
                        .version()
                        .delisted());
    }
}
