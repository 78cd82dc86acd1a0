package org.passerelle.core.explanation;

import java.util.Set;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.world.World;

/** Readers, and what each is told of a world. */
final class Side {

    private Side() {}

    static Reader focalPoint() {
        return of("MINUSMA", "human-rights-focal-point");
    }

    static Reader officer() {
        return of("MINUSMA", "liaison-officer");
    }

    static Reader of(String party, String role) {
        return new Reader.ReleasingSide(party, Set.of(role));
    }

    static Decision decide(World world) {
        return Decide.decide(world.bundle(), world.request(), world.record(), world.now());
    }

    static Explanation explain(Reader reader, World world) {
        return Explanation.of(
                decide(world), world.bundle().bundle(), world.request(), world.record(), world.now(), reader);
    }

    static Explanation absent(World world) {
        return Explanation.ofAbsent(
                Decide.standing(world.bundle(), world.request(), world.now()),
                world.bundle().bundle(),
                world.request(),
                world.now());
    }
}
