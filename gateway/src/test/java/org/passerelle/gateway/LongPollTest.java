package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Exchange;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** Whoever waits at the feed is given what comes while they are signed in. */
class LongPollTest {
    private static final String POLL = "/feed?purpose=early-warning&wait=30";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        gateway.answers.leaseMillis = 600_000;
        RunningGateway.until(() -> {
            gateway.assembly().lease().renew();
            Instant late = gateway.clock.instant().plusSeconds(500);
            return gateway.assembly()
                    .lease()
                    .current()
                    .filter(leased -> leased.inForce(late))
                    .isPresent();
        });
        gateway.answers.records.put("new", World.record("new", Level.CONFIDENTIAL, "what came while somebody waited"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void comesAfter(Duration later) {
        comesAfter(() -> gateway.clock.move(later));
    }

    /** At the first look there is nothing; the record is there at the next, after something has happened. */
    private void comesAfter(Runnable happening) {
        AtomicBoolean looked = new AtomicBoolean();
        gateway.answers.feed = read -> {
            if (!looked.getAndSet(true)) {
                happening.run();
                return List.of();
            }
            return List.of(new Exchange.Item.Offer(1, "new", 1));
        };
    }

    private JsonNode polled() {
        HttpResponse<String> answer = gateway.get("lake.officer", POLL);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.tree(answer.body());
    }

    @Test
    void whatComesMeanwhileIsDelivered() {
        comesAfter(Duration.ofSeconds(20));
        assertEquals(
                "new", polled().path("items").path(0).path("view").path("id").asText());
        assertEquals(1, gateway.answers.leaves.size());
    }

    @Test
    void nothingIsDeliveredOnceTheSignInIsOver() {
        comesAfter(Duration.ofSeconds(301));
        JsonNode page = polled();
        assertEquals(0, page.path("items").size());
        assertTrue(page.path("cursor").isTextual());
        assertTrue(page.path("disclosure").isMissingNode());
        assertEquals(List.of(), gateway.answers.leaves);
    }

    @Test
    void nothingIsDeliveredToWhoeverHasSignedOut() {
        comesAfter(() -> gateway.signedOut.set(true));
        assertEquals(0, polled().path("items").size());
        assertEquals(List.of(), gateway.answers.leaves);
    }

    @Test
    @Timeout(20)
    void aStreamEndsWhenItsReaderSignsOut() {
        comesAfter(() -> gateway.signedOut.set(true));
        String events = gateway.get("lake.officer", "/feed/stream?purpose=early-warning")
                .body();
        assertTrue(events.contains("event: end"), events);
        assertFalse(events.contains("event: record"), events);
        assertEquals(List.of(), gateway.answers.leaves);
    }
}
