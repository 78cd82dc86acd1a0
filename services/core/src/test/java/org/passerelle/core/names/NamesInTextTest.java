package org.passerelle.core.names;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NamesInTextTest {

    private static List<String> in(String text) {
        return List.copyOf(NamesInText.in(text));
    }

    @Test
    void findsNamesWithTheirParticles() {
        assertEquals(
                List.of("Akli ag Tamakast", "Abou Hafs al-Tounsi", "Sidi Mohamed ould Bouyagui"),
                in("Seen with Akli ag Tamakast and Abou Hafs al-Tounsi, later with Sidi Mohamed ould Bouyagui."));
    }

    @Test
    void leavesSentencesAndSingleWordsAlone() {
        assertEquals(
                List.of(), in("Buys fuel on credit. Known at Ber; said to settle disputes. Trader of al-Kidal the"));
        assertEquals(List.of("Akli Tamakast"), in("(Akli Tamakast), Akli Tamakast ag"));
        assertEquals(List.of(), in(""));
    }
}
