package org.passerelle.node.composition;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import org.passerelle.node.seed.Seeding;
import org.passerelle.platform.config.NodeConfig;

/** Seeds an empty database once from the sample configuration, whichever node comes first. */
final class FirstSeed {
    private FirstSeed() {}

    static Future<Void> plant(Vertx vertx, NodeConfig config, Path sample) {
        return Seeding.plant(vertx, config, sample, Instant.now()).mapEmpty();
    }
}
