package org.passerelle.node.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.core.explanation.Language;
import org.passerelle.platform.json.Json;

/** How an explanation looks on a terminal. */
class ExplanationPageTest {
    private static final JsonNode ONE_STORY = Json.tree("""
            {"verdict":"DENY","causes":["ABOVE_CEILING"],
             "headline":"UNOWA (unowa.officer) may not read this for early warning: its level is above the ceiling.",
             "asked":{"told":"UNOWA (unowa.officer), signed in by second factor; read, early warning","endUsers":["BN33"]},
             "request":[{"name":"standing","outcome":"passes","fact":"Account unowa.officer of UNOWA is enabled."}],
             "stories":[{"portions":["1","2"],"subject":"common facts, title","why":"Stays here: as the headline says."}],
             "portions":[
               {"portion":"1","trace":[{"name":"clearance","outcome":"fails",
                 "fact":"Its level is Strictly Confidential, and clause 01-out goes up to Confidential.",
                 "remedy":"The originator lowers the level, or the parties amend the clause."}]},
               {"portion":"2","trace":[]}]}""");

    @Test
    void setsGateFactAndRemedyUnderOneAnother() {
        assertEquals("""
                Deny: ABOVE_CEILING
                UNOWA (unowa.officer) may not read this for early warning: its level is above
                the ceiling.

                Judged for: UNOWA (unowa.officer), signed in by second factor; read, early
                warning
                End-users: BN33

                The request
                  passes  standing   Account unowa.officer of UNOWA is enabled.

                Common facts, title
                  fails   clearance  Its level is Strictly Confidential, and clause 01-out goes
                                     up to Confidential.
                                     → The originator lowers the level, or the parties amend the
                                       clause.
                """, ExplanationPage.of(Language.EN, ONE_STORY));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void keepsWithinEightyColumns(Language language) {
        ExplanationPage.of(language, ONE_STORY).lines().forEach(line -> assertTrue(Columns.width(line) <= 80, line));
    }

    @Test
    void everyLineOfArabicRunsFromRightToLeft() {
        assertTrue(ExplanationPage.of(Language.AR, ONE_STORY)
                .lines()
                .filter(line -> !line.isEmpty())
                .allMatch(line -> line.startsWith("\u200f")));
    }

    @Test
    void countsWhatIsSeen() {
        assertEquals(5, Columns.width("\u2066UNOWA\u2069"));
        assertEquals(3, Columns.width("\u0633\u064f\u062d\u0650\u0628"));
    }

    @Test
    void breaksAtSpacesOnly() {
        assertEquals(
                List.of("a clause", "01-minusma-to-unowa", "of it"),
                Columns.wrapped("a clause 01-minusma-to-unowa of it", 10));
    }
}
