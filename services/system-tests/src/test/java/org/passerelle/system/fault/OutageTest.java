package org.passerelle.system.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** Without its database the gateway says when to come back, discloses nothing, and recovers by itself. */
@Live
@Order(Order.DEFAULT + 1)
class OutageTest {
    private static final String READ = "/records?purpose=early-warning&limit=1";

    private final LiveSystem system;

    OutageTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void databaseDown() {
        assertTrue(reads().ok());
        system.lookAway();
        try {
            system.kill("postgres");
            assertTrue(
                    Waiting.until(() -> reads().status() == 503, Duration.ofSeconds(20)),
                    "the gateway says that it is unavailable");
            Answer answer = reads();
            assertEquals(503, answer.status(), answer::text);
            assertTrue(answer.header("Retry-After").isPresent());
            assertTrue(answer.json().path("items").isMissingNode());
        } finally {
            system.watch();
        }
        assertTrue(system.recovers(Duration.ofSeconds(90)));
        assertTrue(Waiting.until(() -> reads().ok(), Duration.ofSeconds(30)));
        assertTrue(system.signsIn(Duration.ofSeconds(90)));
    }

    private Answer reads() {
        try {
            return system.client(0).get("unowa-system", READ);
        } catch (StoryInterrupted unreachable) {
            throw new AssertionError("the gateway must answer", unreachable);
        }
    }
}
