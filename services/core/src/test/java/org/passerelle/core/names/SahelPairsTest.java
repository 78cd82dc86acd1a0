package org.passerelle.core.names;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.core.names.Pairs.Pair;

final class SahelPairsTest {
    // The default of the configuration.
    private static final double THRESHOLD = 0.80;
    private static final double GOAL = 0.95;

    @Test
    void matchesInventedPairsOfTheSahel() {
        List<Pair> pairs = Pairs.all();
        assertTrue(pairs.size() >= 300, "too few pairs to say anything");
        assertReached(pairs, "all");
    }

    @Test
    void matchesTheHalfThatWasHeldOutAsWell() {
        List<Pair> held = Pairs.all().stream().filter(Pair::heldOut).toList();
        assertTrue(held.size() > 150, "too few are held out");
        assertReached(held, "held out");
    }

    private static void assertReached(List<Pair> pairs, String which) {
        long right = pairs.stream().filter(pair -> found(pair) && pair.match()).count();
        long found = pairs.stream().filter(SahelPairsTest::found).count();
        long matches = pairs.stream().filter(Pair::match).count();
        double f1 = 2.0 * right / (found + matches);
        assertTrue(f1 >= GOAL, () -> "F1 of %s is %.3f; wrong are %s".formatted(which, f1, wrong(pairs)));
    }

    private static boolean found(Pair pair) {
        return pair.score() >= THRESHOLD;
    }

    private static List<Pair> wrong(List<Pair> pairs) {
        return pairs.stream().filter(pair -> found(pair) != pair.match()).toList();
    }
}
