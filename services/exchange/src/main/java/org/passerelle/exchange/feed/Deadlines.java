package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import java.time.Instant;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.Settings;
import org.passerelle.platform.policy.PartsReader;

/**
 * When a recall notice must have been acknowledged.
 *
 * @param dueAt from then on it is overdue
 * @param escalateAt from then on it is escalated
 */
record Deadlines(Instant dueAt, Instant escalateAt) {

    /** As the newest bundle sets them. The bundle decides nothing here, so its lease does not matter. */
    static Future<Deadlines> of(PartsReader<Chunk, Bundle> bundles, Instant recalledAt) {
        return bundles.newest().map(bundle -> of(bundle.settings(), recalledAt));
    }

    private static Deadlines of(Settings settings, Instant recalledAt) {
        Instant dueAt = recalledAt.plus(settings.recallDeadline());
        return new Deadlines(dueAt, dueAt.plus(settings.recallEscalation()));
    }
}
