package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant I5 noninterference: stores that differ only in what R may not see answer R byte for byte alike. */
final class NoninterferenceTest {
    private static final long SEED = 20150620L;
    private static final int PAIRS = 2_000;
    private static final int RECORDS = 60;

    @TempDir
    Path home;

    @Test
    void storesThatDifferOnlyInWhatARecipientMayNotSeeAnswerItAlike() {
        try (House house = new House(home)) {
            Noninterference pairs = new Noninterference(house, SEED);
            pairs.fill(RECORDS);
            while (pairs.pairs() < PAIRS && pairs.violations().isEmpty()) {
                pairs.step();
            }
            assertEquals(List.of(), List.copyOf(pairs.violations()));
            assertTrue(pairs.tearLines() > 10, () -> pairs.tearLines() + " tear-lines");
            assertTrue(pairs.comparisons() > pairs.pairs(), () -> pairs.comparisons() + " comparisons");
        }
    }
}
