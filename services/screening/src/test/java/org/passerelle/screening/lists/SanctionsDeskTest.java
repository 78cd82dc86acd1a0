package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.lists.ListDesk.withoutHim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Sanctions.Finding;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.RuleOutcome;
import org.passerelle.core.message.Sanctions.State;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.message.Tasks;
import org.passerelle.screening.ScreeningFixture;

/** The commander of the fixture's brigade is named like the first of the list; nobody else is. */
final class SanctionsDeskTest {
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
    void asksAPersonOnceAboutEachPair() {
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 1);
        Match match = desk.matches().getFirst();
        assertEquals(SubjectKind.COMMANDER, match.kind());
        assertEquals("BDE", match.subject());
        assertEquals("9001", match.entry().id());
        assertEquals(State.OPEN, match.state());
        assertTrue(match.comparison().orElseThrow().meetings().size() >= 2, "it does not say what met what");
        assertEquals(0, desk.again());
        assertEquals(1, desk.tasks());
    }

    @Test
    void neverAsksAgainWhatWasRuledForTheSameVersions() {
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 1);
        String match = desk.matches().getFirst().id();
        assertInstanceOf(RuleOutcome.Absent.class, desk.rule(match, "FORCES"));
        RuleOutcome.Ruled ruled = assertInstanceOf(RuleOutcome.Ruled.class, desk.rule(match, "MISSION"));
        assertEquals(State.NO_MATCH, ruled.match().state());
        assertEquals(
                "Born elsewhere, twenty years later.",
                ruled.match().ruling().orElseThrow().reason());
        assertInstanceOf(RuleOutcome.Closed.class, desk.rule(match, "MISSION"));
        assertEquals(0, desk.again());
        assertEquals(1, desk.tasks());
        desk.take(ListFixture.text().replace("<TO_YEAR>1974", "<TO_YEAR>1975"));
        fixture.until(() -> desk.tasks() == 2);
        assertEquals(
                List.of(State.OPEN, State.NO_MATCH),
                desk.matches().stream().map(Match::state).toList());
    }

    private List<Tasks.Due> dates() {
        return await(fixture.bus.ask(Tasks.SCREENING, new Tasks.DueBy(ScreeningFixture.NOW.plus(Duration.ofDays(30)))))
                .due()
                .stream()
                .filter(due -> due.kind() == Tasks.Kind.LIST_MATCH)
                .toList();
    }

    @Test
    void isATaskOfThePartyThatIsAskedUntilItIsRuled() {
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 1);
        String match = desk.matches().getFirst().id();
        Tasks.Due due = dates().getFirst();
        assertEquals(match, due.about());
        assertEquals(ScreeningFixture.MISSION, due.party());
        assertInstanceOf(RuleOutcome.Ruled.class, desk.rule(match, "MISSION", Finding.UNCLEAR));
        assertEquals(State.OPEN, desk.matches().getFirst().state());
        assertEquals(List.of(due), dates(), "what is unclear is still to be ruled");
        assertInstanceOf(RuleOutcome.Ruled.class, desk.rule(match, "MISSION", Finding.SAME));
        assertEquals(State.MATCH, desk.matches().getFirst().state());
        assertEquals(List.of(), dates());
    }

    @Test
    void closesWhatIsAskedAboutWhoeverIsDelisted() {
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 1);
        desk.take(withoutHim(), 1);
        assertEquals(State.LAPSED, desk.matches().getFirst().state());
        assertInstanceOf(
                RuleOutcome.Closed.class, desk.rule(desk.matches().getFirst().id(), "MISSION"));
        assertEquals(0, desk.again());
        assertEquals(1, desk.tasks());
    }

    @Test
    void asksAgainWhatLapsedWhenTheSameEntryIsListedAgain() {
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 1);
        for (int lapses = 1; lapses <= 2; lapses++) {
            int asked = lapses + 1;
            desk.take(withoutHim(), 1);
            desk.take(ListFixture.text(), 1);
            fixture.until(() -> desk.tasks() == asked);
            assertEquals(State.OPEN, desk.matches().getFirst().state());
            assertEquals(0, desk.again());
        }
        desk.rule(desk.matches().getFirst().id(), "MISSION");
        desk.take(withoutHim(), 1);
        desk.take(ListFixture.text(), 1);
        assertEquals(0, desk.again(), "it was ruled about these versions");
        assertEquals(
                List.of(State.LAPSED, State.LAPSED, State.NO_MATCH),
                desk.matches().stream()
                        .map(Match::state)
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }

    @Test
    void asksAgainWhatLapsedWhenAChangeIsTakenBack() {
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 1);
        desk.take(ListFixture.text().replace("<TO_YEAR>1974", "<TO_YEAR>1975"));
        fixture.until(() -> desk.tasks() == 2);
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 3);
        assertEquals(
                List.of(State.OPEN, State.LAPSED, State.LAPSED),
                desk.matches().stream().map(Match::state).toList());
    }

    @Test
    void changesNothingInThePolicy() {
        long before = fixture.barrier();
        desk.take(ListFixture.text());
        fixture.until(() -> desk.tasks() == 1);
        assertEquals(before, fixture.barrier(), "a likeness of names weighed on releases");
        assertEquals(0, fixture.rows("select id from allegation").size());
    }
}
