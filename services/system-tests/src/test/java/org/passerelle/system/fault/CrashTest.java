package org.passerelle.system.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** Invariant I11, recorded: whatever dies at whatever moment, no foreign byte arrives without its durable leaf. */
@Live
@Order(Order.DEFAULT + 2)
class CrashTest {
    private static final int ROUNDS = 3;
    private static final long SEED = 20150620L;

    private final LiveSystem system;

    CrashTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void everyByteThatArrivedHasItsDurableLeaf() throws IOException, InterruptedException {
        Stage stage = system.stage();
        String record = stage.submit(
                "minusma-system",
                Draft.of("incident", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", "early-warning"))
                        .in("ML", "ML-7")
                        .portion("title", "read while processes die")
                        .portion("body", "again and again"));
        long before = entries("unowa-system").size();
        Set<String> received = ConcurrentHashMap.newKeySet();
        AtomicBoolean reading = new AtomicBoolean(true);
        AtomicBoolean pressing = new AtomicBoolean(true);
        List<Thread> readers = new ArrayList<>();
        for (int node = 0; node < system.gateways().size(); node++) {
            GatewayClient client = system.client(node);
            readers.add(Thread.ofPlatform().start(() -> read(client, record, reading, pressing, received)));
        }
        Random random = new Random(SEED);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                int enough = received.size() + 5 + random.nextInt(20);
                assertTrue(Waiting.until(() -> received.size() >= enough, Duration.ofSeconds(60)), "reads go on");
                system.kill("node-" + (1 + random.nextInt(system.gateways().size())));
                pressing.set(false);
                assertTrue(system.recovers(Duration.ofSeconds(90)), "every node is ready again");
                pressing.set(true);
            }
        } finally {
            // Whatever fails, the readers leave the machine to the other tests.
            reading.set(false);
        }
        for (Thread reader : readers) {
            reader.join();
        }
        assertFalse(received.isEmpty());
        Set<String> unrecorded = new HashSet<>(received);
        entries("unowa-system").stream()
                .filter(entry -> entry.has("body"))
                .map(entry -> Json.tree(entry.path("body").asText()))
                .forEach(body -> unrecorded.remove(body.path("disclosure").asText()));
        assertEquals(Set.of(), unrecorded, () -> received.size() + " received, log began at " + before);
        Shell.run(system, "./passerelle audit verify");
    }

    @Test
    void othersAnswerWhileOneNodeIsDead() {
        system.lookAway();
        try {
            system.kill("node-2");
            assertTrue(
                    Waiting.until(() -> answers(system.client(0)) && answers(system.client(2)), Duration.ofSeconds(15)),
                    "within 15 s the others answer again");
        } finally {
            system.watch();
        }
        assertTrue(system.recovers(Duration.ofSeconds(90)));
    }

    private static boolean answers(GatewayClient client) {
        try {
            return client.get("unowa-system", "/records?purpose=early-warning&limit=1")
                    .ok();
        } catch (StoryInterrupted unreachable) {
            return false;
        }
    }

    private static void read(
            GatewayClient client, String record, AtomicBoolean reading, AtomicBoolean pressing, Set<String> received) {
        while (reading.get()) {
            // Without a pause while a node is dead they take from it the processor with which it would come back.
            Waiting.until(
                    () -> !reading.get() || (read(client, record, received) && pressing.get()), Duration.ofSeconds(90));
        }
    }

    private static boolean read(GatewayClient client, String record, Set<String> received) {
        try {
            Answer answer = client.get("unowa-system", "/records/" + record + "?purpose=early-warning");
            return answer.ok()
                    && received.add(answer.json().path("disclosure").path("id").asText());
        } catch (StoryInterrupted dead) {
            return false;
        }
    }

    private List<JsonNode> entries(String account) {
        List<JsonNode> entries = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonNode page = page(account, after);
            page.path("entries").forEach(entries::add);
            if (page.path("entries").isEmpty()) {
                return entries;
            }
            after = entries.getLast().path("index").asLong() + 1;
        }
    }

    // A gateway that has just come back may say once more that it is unavailable.
    private JsonNode page(String account, long after) {
        AtomicReference<Answer> answer = new AtomicReference<>();
        boolean answered = Waiting.until(
                () -> {
                    answer.set(system.client().get(account, "/audit/entries?limit=1000&after=" + after));
                    return answer.get().ok();
                },
                Duration.ofSeconds(30));
        assertTrue(answered, "the log of " + account + " can be read");
        return answer.get().json();
    }
}
