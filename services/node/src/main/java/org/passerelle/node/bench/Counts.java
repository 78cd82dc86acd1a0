package org.passerelle.node.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What the load has seen, counted by all readers at once. */
public final class Counts {
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong disclosures = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    final AtomicLong events = new AtomicLong();
    final AtomicLong streamsClosed = new AtomicLong();
    private final AtomicLong calledAgain = new AtomicLong();
    private final AtomicLong greatestDelay = new AtomicLong();

    /** An answer to a read. */
    void read(Doors.Reply reply) {
        reads.incrementAndGet();
        if (reply.disclosedAt().isPresent()) {
            disclosures.incrementAndGet();
            reply.disclosedAt().ifPresent(at -> received(at, reply.at()));
        } else if (reply.status() == 0 || reply.status() >= 500) {
            failed.incrementAndGet();
        } else {
            refused.incrementAndGet();
        }
    }

    /** A suspension or resumption was told to come again. */
    void calledAgain() {
        calledAgain.incrementAndGet();
    }

    /** Something recorded at one instant was there whole at another. */
    void received(Instant recorded, Instant there) {
        greatestDelay.accumulateAndGet(Duration.between(recorded, there).toMillis(), Math::max);
    }

    /**
     * What has been seen so far.
     *
     * @param refused reads that disclosed nothing
     * @param unavailable reads without an answer, or told to come again
     * @param calledAgain suspensions and resumptions that were told to come again
     * @param greatestDelayMillis the longest from a leaf to the client; the client's own delays are in it
     */
    public record Seen(
            long reads,
            long disclosures,
            long refused,
            long unavailable,
            long events,
            long streamsClosed,
            long calledAgain,
            long greatestDelayMillis) {}

    Seen seen() {
        return new Seen(
                reads.get(),
                disclosures.get(),
                refused.get(),
                failed.get(),
                events.get(),
                streamsClosed.get(),
                calledAgain.get(),
                greatestDelay.get());
    }
}
