package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.text.PrintedPages;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** A record on paper is an export of the caller's view, and nothing else of it. */
class RecordDocumentDoorTest {
    private static final String DOCUMENT = "/document?purpose=early-warning";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("own", World.released("own", "LAKE", Level.CONFIDENTIAL, "what the convoy saw"));
        gateway.answers.records.put("secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, "hidden text"));
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "read only text"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ar"})
    void aPageHasTheMarkingAboveAndBelowAndBeforeEachPortion(String language) {
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/own" + DOCUMENT + "&lang=" + language);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("text/html; charset=utf-8", header(answer, "Content-Type"));
        assertEquals(language, header(answer, "Content-Language"));
        assertTrue(header(answer, "Content-Security-Policy").contains("default-src 'none'"));
        assertEquals("no-store", header(answer, "Cache-Control"));
        assertTrue(answer.body().contains("what the convoy saw"), answer.body());
        assertTrue(answer.body().contains("lake.officer"), answer.body());
        assertEquals(2, answer.body().split("class=\"marking\"", -1).length - 1, answer.body());
        assertTrue(answer.body().contains("TLP:AMBER"), answer.body());
    }

    @Test
    void paperSaysWhatThePageSays() throws IOException {
        byte[] pdf = printed("/records/own" + DOCUMENT + "&form=pdf");
        String said = PrintedPages.of(pdf).unbroken();
        assertTrue(said.contains("whattheconvoysaw"), said);
        assertTrue(said.contains("lake.officer"), said);
    }

    @Test
    void itLeavesAsAnExportAndIsRecordedBefore() {
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/own" + DOCUMENT);
        assertEquals(1, gateway.answers.leaves.size());
        assertEquals(Action.EXPORT, gateway.answers.leaves.getFirst().action());
        assertFalse(Json.tree(header(answer, "Passerelle-Disclosure"))
                .path("id")
                .asText()
                .isEmpty());
    }

    @Test
    void whatCannotBePrintedIsRecordedBeforeThatIsSaidAndNotQuoted() {
        gateway.answers.records.put("own", World.released("own", "LAKE", Level.CONFIDENTIAL, "the lake \u6e56"));
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/own" + DOCUMENT + "&form=pdf");
        assertEquals(406, answer.statusCode(), answer.body());
        assertFalse(answer.body().contains("\u6e56"), answer.body());
        assertEquals(Action.EXPORT, gateway.answers.leaves.getFirst().action());
        assertEquals(
                200,
                gateway.get("lake.officer", "/records/own" + DOCUMENT + "&form=html")
                        .statusCode());
    }

    @Test
    void whatMayOnlyBeReadIsHiddenAndAbsentAlike() {
        assertEquals(
                200,
                gateway.get("lake.officer", "/records/shared?purpose=early-warning")
                        .statusCode());
        gateway.answers.leaves.clear();
        for (String record : List.of("shared", "secret", "never")) {
            HttpResponse<String> answer = gateway.get("lake.officer", "/records/" + record + DOCUMENT);
            assertEquals(404, answer.statusCode(), record);
            assertFalse(answer.body().contains("text"), answer.body());
        }
        assertEquals(List.of(), gateway.answers.leaves);
    }

    /** By 429 here and 404 there, whoever keeps their places busy would learn without a leaf what they may export. */
    @Test
    void whoeverHasNoPlaceToPrintIsRefusedAlikeWhateverTheRecord() throws Exception {
        String never = "/records/never" + DOCUMENT + "&form=pdf";
        assertEquals(404, gateway.get("lake.officer", never).statusCode());
        gateway.answers.asked.clear();
        Promise<Void> gathering = Promise.promise();
        gateway.answers.gathering = gathering.future();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> first = new ArrayList<>();
            for (int place = 0; place < 3; place++) {
                first.add(callers.submit(() -> gateway.get("lake.officer", never)));
            }
            RunningGateway.until(() -> gathered() == 3);
            Set<String> refusals = new HashSet<>();
            for (String record : List.of("own", "shared", "secret", "never")) {
                HttpResponse<String> answer =
                        gateway.get("lake.officer", "/records/" + record + DOCUMENT + "&form=pdf");
                assertEquals(429, answer.statusCode(), record);
                refusals.add(answer.body().replaceAll("\"trace\":\"[0-9a-f]+\"", ""));
            }
            assertEquals(1, refusals.size(), refusals::toString);
            assertEquals(3, gathered(), "no record is looked for without a place");
            gathering.complete();
            for (Future<HttpResponse<String>> each : first) {
                assertEquals(404, each.get().statusCode());
            }
        }
        assertEquals(List.of(), gateway.answers.leaves);
        assertEquals(404, gateway.get("lake.officer", never).statusCode(), "there is a place again");
    }

    private long gathered() {
        return gateway.answers.asked.stream()
                .filter(Records.GATHER.name()::equals)
                .count();
    }

    @Test
    void aRetentionThatChangedWhileItWasPrintedIsPrintedAsItIsRecorded() {
        Instant sooner = Instant.parse("2091-05-06T00:00:00Z");
        gateway.answers.onceGathered = () -> gateway.answers.records.put(
                "own", World.retained("own", "LAKE", Level.CONFIDENTIAL, "what the convoy saw", Optional.of(sooner)));
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/own" + DOCUMENT);
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("2091"), answer.body());
        assertEquals(1, gateway.answers.leaves.size());
    }

    @Test
    void anUnknownFormOrLanguageIsNamed() {
        assertEquals(
                400,
                gateway.get("lake.officer", "/records/own" + DOCUMENT + "&form=doc")
                        .statusCode());
        assertEquals(
                400,
                gateway.get("lake.officer", "/records/own" + DOCUMENT + "&lang=de")
                        .statusCode());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private byte[] printed(String path) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(
                    gateway.request(path).header("Test-Account", "lake.officer").build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, answer.statusCode());
            return answer.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
