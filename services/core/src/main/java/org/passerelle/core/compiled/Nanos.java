package org.passerelle.core.compiled;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Instants as nanoseconds since 1970-01-01T00:00Z, in the range in which differences fit into a long (1843 to 2096). A bound outside it
 * becomes {@link #BEFORE} or {@link #AFTER} and still compares rightly with every exact instant; a fact outside it must not be compared.
 */
final class Nanos {

    /** Before every exact instant; also an absent one. */
    static final long BEFORE = Long.MIN_VALUE;

    /** After every exact instant. */
    static final long AFTER = Long.MAX_VALUE;

    private static final long MOST_SECONDS = 4_000_000_000L;
    private static final long PER_SECOND = 1_000_000_000L;

    private Nanos() {}

    static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds >= MOST_SECONDS) {
            return AFTER;
        }
        return seconds < -MOST_SECONDS ? BEFORE : seconds * PER_SECOND + instant.getNano();
    }

    static long of(Optional<Instant> instant, long absent) {
        return instant.isPresent() ? of(instant.get()) : absent;
    }

    /** A delay; one that is longer than any difference never passes. */
    static long of(Duration delay) {
        return delay.getSeconds() >= 2 * MOST_SECONDS ? AFTER : delay.getSeconds() * PER_SECOND + delay.getNano();
    }

    static boolean exact(long nanos) {
        return nanos != BEFORE && nanos != AFTER;
    }
}
