package org.passerelle.platform.seal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.passerelle.platform.service.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a running node on the newest wrapping key, and takes data keys over from older ones until those can be retired. */
public final class KeyRollover {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRollover.class);

    private static final long FOLLOW_MILLIS = 5_000;

    private static final long TAKE_OVER_MILLIS = 60_000;

    private final WrappingProofs proofs;
    private final Rewrapping rewrapping;

    public KeyRollover(WrappingProofs proofs, Rewrapping rewrapping) {
        this.proofs = proofs;
        this.rewrapping = rewrapping;
    }

    /** Looks again and again. */
    public void start(Vertx vertx) {
        every(vertx, FOLLOW_MILLIS, proofs::follow, "the next wrapping key waits");
        every(vertx, TAKE_OVER_MILLIS, this::takeOver, "data keys stay under an older key");
    }

    private Future<Void> takeOver() {
        return rewrapping.rewrap().compose(rewrapped -> proofs.retire());
    }

    private static <T> void every(Vertx vertx, long millis, Supplier<Future<T>> work, String otherwise) {
        vertx.setPeriodic(
                millis, Rounds.oneAtATime(work, failure -> LOG.error("{}: {}", otherwise, failure.toString())));
    }
}
