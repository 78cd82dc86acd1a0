package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.records.Wanted.Alternative;

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
}
