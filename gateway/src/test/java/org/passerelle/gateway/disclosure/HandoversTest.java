package org.passerelle.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandoversTest {
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Handovers handovers = new Handovers(meters, Duration.ofSeconds(1));

    @Test
    void countsAsLateWhatTheSocketTookAfterTheWindow() {
        handovers.taken(Duration.ofMillis(3).toNanos());
        handovers.taken(Duration.ofSeconds(1).toNanos());
        assertEquals(0, counted("passerelle.disclosure.chunks.late"));
        handovers.taken(Duration.ofSeconds(1).toNanos() + 1);
        assertEquals(1, counted("passerelle.disclosure.chunks.late"));
        assertEquals(3, counted("passerelle.disclosure.chunks"));
    }

    @Test
    void keepsTheLongest() {
        handovers.taken(Duration.ofMillis(1500).toNanos());
        handovers.taken(Duration.ofMillis(2).toNanos());
        assertEquals(
                1.5,
                meters.get("passerelle.disclosure.chunk.delay.greatest").gauge().value(),
                1e-6);
    }

    private double counted(String name) {
        return meters.get(name).counter().count();
    }
}
