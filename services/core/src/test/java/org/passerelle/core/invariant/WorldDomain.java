package org.passerelle.core.invariant;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.passerelle.core.world.Worlds;

/** Worlds as jqwik draws them. */
final class WorldDomain extends DomainContextBase {

    @Provide
    Arbitrary<Worlds.Drawn> worlds() {
        return Arbitraries.randomValue(Random::nextLong).map(Worlds::of);
    }
}
