package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.Finding;
import org.passerelle.core.message.Sanctions.ImportOutcome;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.RuleOutcome;
import org.passerelle.core.message.Sanctions.State;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.message.Tasks;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.screening.ScreeningFixture;

/** The commander of the fixture's brigade is named like the first of the list; nobody else is. */
final class SanctionsDeskTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
        fixture.seed(ScreeningFixture.assessment("has1", "BDE"));
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private ImportOutcome take(String document) {
        return take(document, Optional.empty());
    }

    /** With what is known to be delisted. */
    private ImportOutcome take(String document, int delisted) {
        return take(document, Optional.of(delisted));
    }

    private ImportOutcome take(String document, Optional<Integer> delisted) {
        return await(fixture.bus.ask(
                Sanctions.IMPORT,
                new Sanctions.Import(ListFixture.packed(document), delisted, "MISSION", "mission.focal-point")));
    }

    private Sanctions.Lists lists() {
        return await(fixture.bus.ask(Sanctions.LISTS, new Sanctions.ListsAsked()));
    }

    private List<Match> matches() {
        return await(fixture.bus.ask(
                        Sanctions.MATCHES, new Sanctions.MatchesOf(ScreeningFixture.MISSION, Level.CONFIDENTIAL)))
                .matches();
    }

    private RuleOutcome rule(String match, String party) {
        return rule(match, party, Finding.NOT_SAME);
    }

    private RuleOutcome rule(String match, String party, Finding finding) {
        return await(fixture.bus.ask(
                Sanctions.RULE,
                new Sanctions.Rule(
                        match,
                        party,
                        Level.CONFIDENTIAL,
                        "mission.focal-point",
                        finding,
                        "Born elsewhere, twenty years later.")));
    }

    private long tasks() {
        return fixture.rows("select id from task where kind = 'list-match'").size();
    }

    /** Compares once more, as a night or a change of policy does; answers how many tasks that opened. */
    private int again() {
        Clock clock = Clock.fixed(ScreeningFixture.NOW, ZoneOffset.UTC);
        NodeConfig.Lists config = NodeConfig.defaults().lists();
        return await(new ListScreening(
                        fixture.vertx,
                        new PartsReader<>(fixture.vertx, fixture.bus, Chunk.class, Manifest::bundle),
                        fixture.database,
                        clock,
                        config,
                        new MatchStore(ListFixture.seal(home)))
                .run());
    }

    @Test
    void asksAPersonOnceAboutEachPair() {
        take(ListFixture.text());
        fixture.until(() -> tasks() == 1);
        Match match = matches().getFirst();
        assertEquals(SubjectKind.COMMANDER, match.kind());
        assertEquals("BDE", match.subject());
        assertEquals("9001", match.entry().id());
        assertEquals(State.OPEN, match.state());
        assertTrue(match.comparison().orElseThrow().meetings().size() >= 2, "it does not say what met what");
        assertEquals(0, again());
        assertEquals(1, tasks());
    }

    @Test
    void neverAsksAgainWhatWasRuledForTheSameVersions() {
        take(ListFixture.text());
        fixture.until(() -> tasks() == 1);
        String match = matches().getFirst().id();
        assertInstanceOf(RuleOutcome.Absent.class, rule(match, "FORCES"));
        RuleOutcome.Ruled ruled = assertInstanceOf(RuleOutcome.Ruled.class, rule(match, "MISSION"));
        assertEquals(State.NO_MATCH, ruled.match().state());
        assertEquals(
                "Born elsewhere, twenty years later.",
                ruled.match().ruling().orElseThrow().reason());
        assertInstanceOf(RuleOutcome.Closed.class, rule(match, "MISSION"));
        assertEquals(0, again());
        assertEquals(1, tasks());
        take(ListFixture.text().replace("<TO_YEAR>1974", "<TO_YEAR>1975"));
        fixture.until(() -> tasks() == 2);
        assertEquals(
                List.of(State.OPEN, State.NO_MATCH),
                matches().stream().map(Match::state).toList());
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
        take(ListFixture.text());
        fixture.until(() -> tasks() == 1);
        String match = matches().getFirst().id();
        Tasks.Due due = dates().getFirst();
        assertEquals(match, due.about());
        assertEquals(ScreeningFixture.MISSION, due.party());
        assertInstanceOf(RuleOutcome.Ruled.class, rule(match, "MISSION", Finding.UNCLEAR));
        assertEquals(State.OPEN, matches().getFirst().state());
        assertEquals(List.of(due), dates(), "what is unclear is still to be ruled");
        assertInstanceOf(RuleOutcome.Ruled.class, rule(match, "MISSION", Finding.SAME));
        assertEquals(State.MATCH, matches().getFirst().state());
        assertEquals(List.of(), dates());
    }

    @Test
    void computesWhatAPublicationChanges() {
        ImportOutcome.Imported first = assertInstanceOf(ImportOutcome.Imported.class, take(ListFixture.text()));
        assertEquals(3, first.version().added());
        assertInstanceOf(ImportOutcome.Unchanged.class, take(ListFixture.text()));
        String next = ListFixture.text()
                .replace("KATIBAT AL-INVENTION", "KATIBA DE L'INVENTION")
                .replace("<DATAID>9002</DATAID>", "<DATAID>9004</DATAID>");
        ImportOutcome.Imported second = assertInstanceOf(ImportOutcome.Imported.class, take(next, 1));
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
        take(ListFixture.text());
        ImportOutcome.Refused refused = assertInstanceOf(
                ImportOutcome.Refused.class,
                take(ListFixture.text().replace("<SECOND_NAME>FICTIF", "<SECOND_NAME>\u0019")));
        assertEquals(4, refused.line());
        assertTrue(refused.column() > 1, "the column is missing");
        assertEquals(1, lists().versions().size());
        assertEquals(4, lists().refused().orElseThrow().line());
        fixture.until(() -> tasks() == 1);
    }

    private static String withoutHim() {
        return ListFixture.text()
                .replace("<FIRST_NAME>IDRISSA", "<FIRST_NAME>Bazi")
                .replace("FICTIF<", "Wassoudene<")
                .replace("Driss Fictive; Abou Inventé (formerly listed as: Idriss Fiktif)", "Bazi")
                .replace("إدريس فكتيف", "")
                .replace("<DATAID>9001</DATAID>", "<DATAID>9009</DATAID>");
    }

    @Test
    void closesWhatIsAskedAboutWhoeverIsDelisted() {
        take(ListFixture.text());
        fixture.until(() -> tasks() == 1);
        take(withoutHim(), 1);
        assertEquals(State.LAPSED, matches().getFirst().state());
        assertInstanceOf(RuleOutcome.Closed.class, rule(matches().getFirst().id(), "MISSION"));
        assertEquals(0, again());
        assertEquals(1, tasks());
    }

    @Test
    void asksAgainWhatLapsedWhenTheSameEntryIsListedAgain() {
        take(ListFixture.text());
        fixture.until(() -> tasks() == 1);
        for (int lapses = 1; lapses <= 2; lapses++) {
            int asked = lapses + 1;
            take(withoutHim(), 1);
            take(ListFixture.text(), 1);
            fixture.until(() -> tasks() == asked);
            assertEquals(State.OPEN, matches().getFirst().state());
            assertEquals(0, again());
        }
        rule(matches().getFirst().id(), "MISSION");
        take(withoutHim(), 1);
        take(ListFixture.text(), 1);
        assertEquals(0, again(), "it was ruled about these versions");
        assertEquals(
                List.of(State.LAPSED, State.LAPSED, State.NO_MATCH),
                matches().stream()
                        .map(Match::state)
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }

    @Test
    void asksAgainWhatLapsedWhenAChangeIsTakenBack() {
        take(ListFixture.text());
        fixture.until(() -> tasks() == 1);
        take(ListFixture.text().replace("<TO_YEAR>1974", "<TO_YEAR>1975"));
        fixture.until(() -> tasks() == 2);
        take(ListFixture.text());
        fixture.until(() -> tasks() == 3);
        assertEquals(
                List.of(State.OPEN, State.LAPSED, State.LAPSED),
                matches().stream().map(Match::state).toList());
    }

    private static String dated(String date) {
        return ListFixture.text().replace("2026-01-10T10:00:00Z", date);
    }

    @Test
    void refusesAListThatIsOlderThanTheOneInForce() {
        take(ListFixture.text());
        assertEquals(
                new ImportOutcome.Refused(
                        "the publication of 2026-01-10T10:59:59+01:00 is older than the one in force, of 2026-01-10T10:00:00Z",
                        0,
                        0),
                take(dated("2026-01-10T10:59:59+01:00")));
        assertEquals(1, lists().versions().size());
        assertEquals(Optional.empty(), lists().refused(), "nothing newer is missing");
        assertInstanceOf(ImportOutcome.Imported.class, take(dated("2026-01-10T05:00:00.1-05:00")));
        fixture.until(() -> fixture.notes.stream()
                .anyMatch(note -> note.kind().equals("sanctions-list-refused")
                        && note.detail().contains("is older than the one in force")));
    }

    @Test
    void refusesAListThatIsDatedAhead() {
        ImportOutcome.Refused ahead =
                assertInstanceOf(ImportOutcome.Refused.class, take(dated("2026-03-02T12:00:01Z")));
        assertEquals("the publication is dated 2026-03-02T12:00:01Z, which is to come", ahead.problem());
        assertInstanceOf(ImportOutcome.Imported.class, take(dated("2026-03-02T12:00:00Z")));
    }

    @Test
    void delistsManyOnlyWhenThatIsConfirmed() {
        take(ListFixture.text());
        fixture.until(() -> tasks() == 1);
        for (Optional<Integer> said : List.of(Optional.<Integer>empty(), Optional.of(2), Optional.of(0))) {
            assertEquals(new ImportOutcome.Unconfirmed(1, 3), take(withoutHim(), said));
        }
        assertEquals(State.OPEN, matches().getFirst().state());
        assertEquals(
                "1 of the 3 entries in force would be delisted, which nobody has confirmed",
                lists().refused().orElseThrow().problem());
        assertInstanceOf(ImportOutcome.Imported.class, take(withoutHim(), 1));
        assertEquals(2, lists().versions().size());
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
        take(ListFixture.text().replace(end, others + end));
        assertEquals(
                2,
                assertInstanceOf(
                                ImportOutcome.Imported.class,
                                take(ListFixture.text()
                                        .replace(
                                                end,
                                                others.substring(others.indexOf("<INDIVIDUAL><DATAID>102")) + end)))
                        .version()
                        .delisted());
    }

    @Test
    void changesNothingInThePolicy() {
        long before = fixture.barrier();
        take(ListFixture.text());
        fixture.until(() -> tasks() == 1);
        assertEquals(before, fixture.barrier(), "a likeness of names weighed on releases");
        assertEquals(0, fixture.rows("select id from allegation").size());
    }
}
