package org.passerelle.gateway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Done;
import org.passerelle.platform.bus.Bus;

class PolicyAlertsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofSeconds(20));
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final PolicyAlerts alerts = new PolicyAlerts("node-1", bus, new SimpleMeterRegistry());
    private volatile boolean logged = true;

    @BeforeEach
    void answer() throws Exception {
        await(bus.answer(Audit.NOTE, note -> {
            asked.add(note.detail());
            return logged ? Future.succeededFuture(new Done()) : Future.failedFuture("the log is silent");
        }));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void theSameRefusalIsNotedOnce() throws Exception {
        await(alerts.raise(Suspicion.FORGED, 4));
        await(alerts.raise(Suspicion.FORGED, 4));
        await(alerts.raise(Suspicion.FORGED, 5));
        assertEquals(List.of("FORGED at version 4", "FORGED at version 5"), asked);
    }

    @Test
    void whatTheLogDidNotHearIsNotedTheNextTime() throws Exception {
        logged = false;
        assertThrows(ExecutionException.class, () -> await(alerts.raise(Suspicion.FORGED, 4)));
        logged = true;
        await(alerts.raise(Suspicion.FORGED, 4));
        await(alerts.raise(Suspicion.FORGED, 4));
        assertEquals(List.of("FORGED at version 4", "FORGED at version 4"), asked);
    }

    private static <T> void await(Future<T> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
