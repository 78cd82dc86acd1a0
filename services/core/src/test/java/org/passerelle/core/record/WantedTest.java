package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.core.record.Wanted.Alternative;

class WantedTest {
    private static List<Alternative> read(String text) {
        return Wanted.of(text).alternatives();
    }

    private static Alternative one(String wanted, String... unwanted) {
        return new Alternative(wanted, List.of(unwanted));
    }

    @Test
    void tellsWhatIsWantedFromWhatIsNot() {
        assertEquals(List.of(one("march ferry", "police")), read("march -police  ferry"));
        assertEquals(
                List.of(one("\"two boats\" ferry", "\"three boats\"")), read("\"two boats\" -\"three boats\" ferry"));
        assertEquals(List.of(one("", "police")), read("- police"));
        assertEquals(List.of(one("police")), read("--police"));
        assertEquals(List.of(one("Mali-Niger")), read("Mali-Niger"));
    }

    @Test
    void alternativesAreReadEachByItself() {
        assertEquals(List.of(one("march", "police"), one("ferry", "boat")), read("march -police OR ferry -boat"));
        assertEquals(List.of(one("or march or")), read("or march or"), "between nothing it is a word");
        assertEquals(List.of(one("\"this or that\"")), read("\"this or that\""));
    }

    @Test
    void whatEndsEarlyIsReadToItsEnd() {
        assertEquals(List.of(one("\"two boats\"")), read("\"two boats"));
        assertEquals(List.of(one("ferry")), read("ferry -"));
        assertEquals(List.of(one("")), read(" "));
        assertEquals(List.of(one("\"\"")), read("\""));
    }

    @Test
    void ranksWhereEachAlternativeWantsAWord() {
        List<String> words = List.of("ferry", "ferry -police", "\"two boats\" or 17", "<ferry -boat", "\u0639\u0628");
        for (String ranked : words) {
            assertTrue(Wanted.of(ranked).ranks(), ranked);
        }
        List<String> none = List.of("-boat", "men or -boat", "\"\" -boat", "? -boat", "<b> -boat", "&amp; -boat", " ");
        for (String unranked : none) {
            assertFalse(Wanted.of(unranked).ranks(), unranked);
        }
    }
}
