package org.passerelle.gateway.disclosure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the chunks of disclosures as sockets take them. A chunk is late when that is longer than W after it was last allowed: the
 * process was frozen between check and system call, or the reader did not read. Anything above none is worth a look.
 */
public final class Handovers {
    private static final String CHUNKS = "passerelle.disclosure.chunks";
    private static final String LATE = "passerelle.disclosure.chunks.late";
    private static final String GREATEST = "passerelle.disclosure.chunk.delay.greatest";
    private static final String OVERTAKEN = "passerelle.disclosure.overtaken";

    private final long windowNanos;
    private final Counter chunks;
    private final Counter late;
    private final Counter overtaken;
    private final AtomicLong greatest = new AtomicLong();

    /** @param window W */
    public Handovers(MeterRegistry meters, Duration window) {
        this.windowNanos = window.toNanos();
        this.chunks = Counter.builder(CHUNKS)
                .description("chunks of disclosures that a socket has taken")
                .register(meters);
        this.late = Counter.builder(LATE)
                .description("of these, chunks that were taken later than the release window allows")
                .register(meters);
        this.overtaken = Counter.builder(OVERTAKEN)
                .description("decisions whose leaf was refused because policy had moved on")
                .register(meters);
        Gauge.builder(GREATEST, greatest, nanos -> nanos.get() / 1e9)
                .baseUnit("seconds")
                .description("the longest from the last permission to the socket, since the start")
                .register(meters);
    }

    /** @param nanos since the chunk was last allowed: the first since the append was sent, each later one since its check */
    void taken(long nanos) {
        chunks.increment();
        greatest.accumulateAndGet(nanos, Math::max);
        if (nanos > windowNanos) {
            late.increment();
        }
    }

    void overtaken() {
        overtaken.increment();
    }
}
