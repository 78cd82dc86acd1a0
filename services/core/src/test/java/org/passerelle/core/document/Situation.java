package org.passerelle.core.document;

import java.util.function.Supplier;
import org.passerelle.core.world.World;

/** One combination of values of a table of the document; its world is built when it is asked for. */
public record Situation(String name, Supplier<World> built) {
    public World world() {
        return built.get();
    }
}
