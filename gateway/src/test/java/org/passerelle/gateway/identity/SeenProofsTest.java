package org.passerelle.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whoever proves much keeps nobody else from proving. */
class SeenProofsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2015-05-21T10:00:00Z"));
    private final SeenProofs seen = new SeenProofs(clock);

    @Test
    void aKeyHasItsShareOfTheMemoryAndHasItAgainWhenItsProofsAreTooOld() {
        for (int id = 0; id < SeenProofs.SHARE; id++) {
            assertTrue(seen.first("greedy", "id-" + id));
        }
        assertFalse(seen.first("greedy", "one-more"));
        assertTrue(seen.first("other", "one-more"));
        clock.move(ProofCheck.LONGEST_LIFE.plusSeconds(1));
        assertTrue(seen.first("greedy", "one-more"));
    }
}
