package org.passerelle.core.world;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;

/** What is decided in a {@link World} in which nothing is refused, and what its recipient sees then. */
public final class Decided {
    private Decided() {}

    public static Decision.Judged judged(World world) {
        return assertInstanceOf(
                Decision.Judged.class, Decide.decide(world.bundle(), world.request(), world.record(), world.now()));
    }

    public static Optional<View> view(World world) {
        return ViewBuilder.view(world.stored(), judged(world), world.now());
    }
}
