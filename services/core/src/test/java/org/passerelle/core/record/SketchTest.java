package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sketch finds what says nearly the same, and little else. */
class SketchTest {
    private static final String TEXT =
            "A convoy of three lorries left the ford below Tassiga by night and took the road to the north.";

    @Test
    void ofATextRetypedIsTheSame() {
        assertEquals(
                Sketch.of(TEXT),
                Sketch.of(
                        "  a CONVOY of three lorries, left the ford below Tassiga; by night: and took the road to the north"));
    }

    @Test
    void ofAShortTextIsEmpty() {
        assertEquals(List.of(), Sketch.of("see annex, page two"));
        assertFalse(Sketch.of(TEXT).isEmpty());
    }

    @Test
    void sharesABandWithATextOfWhichHalfIsTheSameAndSeldomWithAnother() {
        Random random = new Random(7);
        int found = 0;
        int met = 0;
        for (int i = 0; i < 1_000; i++) {
            String one = letters(random, 200);
            // A little more than half of the pieces of both together.
            found += meets(one, one + letters(random, 160)) ? 1 : 0;
            met += meets(one, letters(random, 200)) ? 1 : 0;
        }
        assertTrue(found >= 980, found + " of 1000 were found");
        assertEquals(0, met);
    }

    private static boolean meets(String one, String other) {
        return !Collections.disjoint(Sketch.of(one), Sketch.of(other));
    }

    private static String letters(Random random, int count) {
        StringBuilder letters = new StringBuilder();
        random.ints(count, 'a', 'z' + 1).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
