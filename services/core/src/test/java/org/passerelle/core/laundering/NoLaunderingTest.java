package org.passerelle.core.laundering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.passerelle.core.laundering.Story.Outcome;

/**
 * I10: no chain of transfers and declared or hash-detected derivations brings content where custody forbids. {@code
 * -Dpasserelle.deep=true} tells fifty times as many stories.
 */
final class NoLaunderingTest {

    private static final int STORIES_A_TRY = Boolean.getBoolean("passerelle.deep") ? 50 : 1;

    private static long stories;
    private static long chains;
    private static long refused;
    private static long permits;

    @Property(
            tries = 20_000,
            seed = "2026",
            generation = GenerationMode.RANDOMIZED,
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.OFF,
            afterFailure = AfterFailureMode.RANDOM_SEED)
    void noLaundering(@ForAll long seed) {
        for (int i = 0; i < STORIES_A_TRY; i++) {
            Outcome outcome = Story.tell(seed + i);
            stories++;
            chains += outcome.longestPermitted() >= 3 ? 1 : 0;
            refused += outcome.refusals() > 0 ? 1 : 0;
            permits += outcome.permits();
            long told = seed + i;
            assertEquals(List.of(), outcome.launderings(), () -> "Story.tell(" + told + "L)");
        }
    }

    /** A story in which nothing travels proves nothing. */
    @AfterContainer
    static void contentTravelledFarAndWasStopped() {
        assertTrue(chains * 6 > stories, () -> "only " + chains + " chains of three transfers in " + stories);
        assertTrue(refused * 2 > stories, () -> "only " + refused + " stories with refusals in " + stories);
        assertTrue(permits > 5 * stories, () -> "only " + permits + " permits in " + stories);
    }
}
