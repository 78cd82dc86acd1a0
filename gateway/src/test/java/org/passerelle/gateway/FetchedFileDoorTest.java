package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.gateway.AttachmentDoorTest.LONG;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/** Files leave as any portion does: decided, recorded, in time. */
class FetchedFileDoorTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<byte[]> fetch(String account, String path) throws Exception {
        return DocumentedAnswers.held(http.send(
                gateway.request(path).header("Test-Account", account).build(),
                HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** The record with a file beside its text. */
    private static StoredRecord with(StoredRecord record, String id, Level level, byte[] bytes) {
        Label general = record.facts().portions().getFirst().label().orElseThrow();
        Label label = With.with(general, "level", level);
        PortionFacts portion =
                new PortionFacts("a-" + id, PortionFacts.ATTACHMENT, Optional.of(label), "incident", List.of());
        Map<String, Content> contents = new HashMap<>(record.contents());
        int pieces = Math.ceilDiv(bytes.length, Attachments.PIECE);
        contents.put(
                portion.id(),
                new Content.Attachment(id, id + ".txt", "text/plain", bytes.length, Sha256.hex(bytes), pieces));
        StoredRecord more = With.with(record, "facts", record.facts().and(List.of(portion)));
        return With.with(more, "contents", contents);
    }

    private void keep(String id, byte[] bytes) {
        for (int from = 0, ordinal = 0; from < bytes.length; from += Attachments.PIECE, ordinal++) {
            gateway.answers.pieces.put(
                    id + " " + ordinal,
                    Base64.getEncoder()
                            .encodeToString(
                                    Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Attachments.PIECE))));
        }
    }

    @Test
    void aFileLeavesPieceByPieceBehindALeafThatCitesItsHash() throws Exception {
        gateway.answers.records.put(
                "own", with(World.released("own", "LAKE", Level.CONFIDENTIAL, "text"), "f1", Level.CONFIDENTIAL, LONG));
        keep("f1", LONG);
        JsonNode view = Json.tree(gateway.get("lake.officer", "/records/own?purpose=early-warning")
                .body());
        JsonNode listed = view.path("attachments").path(0);
        assertEquals(Sha256.hex(LONG), listed.path("sha256").asText());
        gateway.answers.leaves.clear();
        RunningGateway.until(() -> chunks() == 1);
        HttpResponse<byte[]> answer = fetch("lake.officer", "/records/own/attachments/f1?purpose=early-warning");
        assertEquals(200, answer.statusCode());
        // Of 64 KiB each, whatever the pieces are in which it is kept.
        RunningGateway.until(() -> chunks() == 1 + 4 + 4 + 1);
        assertArrayEquals(LONG, answer.body());
        assertEquals("text/plain; charset=utf-8", header(answer, "Content-Type"));
        assertEquals("attachment; filename=\"f1.txt\"; filename*=UTF-8''f1.txt", header(answer, "Content-Disposition"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertTrue(header(answer, "Content-Security-Policy").startsWith("sandbox"));
        assertEquals("no-store", header(answer, "Cache-Control"));
        Audit.Item item = gateway.answers.leaves.getFirst().items().getFirst();
        assertEquals("B2", header(answer, "Passerelle-Grading"));
        assertEquals(
                Sha256.hex(Json.canonical(Map.of("record", "own", "attachment", listed, "grading", "B2"))),
                item.viewHash());
        assertEquals(
                List.of("a-f1"), item.portions().stream().map(Audit.Portion::id).toList());
    }

    @Test
    void aFileWhoseHeadIsHiddenLeavesUngradedWhateverTheHeadSays() throws Exception {
        StoredRecord hidden = World.record("shared", Level.STRICTLY_CONFIDENTIAL, "text");
        gateway.answers.records.put("shared", with(hidden, "f1", Level.CONFIDENTIAL, LONG));
        keep("f1", LONG);
        HttpResponse<byte[]> answer = fetch("lake.officer", "/records/shared/attachments/f1?purpose=early-warning");
        assertEquals(200, answer.statusCode());
        assertEquals("F6", header(answer, "Passerelle-Grading"));
    }

    @Test
    void hiddenAndAbsentFilesAreOneAnswerAfterTheSameQuestions() throws Exception {
        StoredRecord plain = World.record("mixed", Level.CONFIDENTIAL, "text");
        gateway.answers.records.put("mixed", with(plain, "secret", Level.STRICTLY_CONFIDENTIAL, LONG));
        keep("secret", LONG);
        String before = stripped(gateway.get("lake.officer", "/records/mixed?purpose=early-warning"));
        gateway.answers.records.put("mixed", plain);
        assertEquals(before, stripped(gateway.get("lake.officer", "/records/mixed?purpose=early-warning")));
        gateway.answers.records.put("mixed", with(plain, "secret", Level.STRICTLY_CONFIDENTIAL, LONG));
        List<String> answers = new ArrayList<>();
        List<List<String>> questions = new ArrayList<>();
        for (String path : List.of("mixed/attachments/secret", "mixed/attachments/never", "never/attachments/secret")) {
            gateway.answers.asked.clear();
            HttpResponse<String> answer = gateway.get("lake.officer", "/records/" + path + "?purpose=early-warning");
            assertEquals(404, answer.statusCode());
            answers.add(stripped(answer));
            questions.add(List.copyOf(gateway.answers.asked));
        }
        assertEquals(1, Set.copyOf(answers).size(), answers.toString());
        assertEquals(1, Set.copyOf(questions).size(), questions.toString());
    }

    private static String stripped(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"(trace|id|at|salt)\":\"[^\"]*\"", "")
                + answer.headers().map().keySet();
    }

    @Test
    void aPieceThatIsGoneBreaksOffAndIsNoFile() {
        gateway.answers.records.put(
                "own", with(World.released("own", "LAKE", Level.CONFIDENTIAL, "text"), "f1", Level.CONFIDENTIAL, LONG));
        keep("f1", LONG);
        gateway.answers.pieces.remove("f1 2");
        assertThrows(
                IOException.class, () -> fetch("lake.officer", "/records/own/attachments/f1?purpose=early-warning"));
        gateway.answers.pieces.remove("f1 0");
        assertEquals(
                503,
                gateway.get("lake.officer", "/records/own/attachments/f1?purpose=early-warning")
                        .statusCode());
        assertEquals(1, gateway.answers.leaves.size());
    }

    @Test
    void aFileBreaksOffWhenThePolicyMovesOn() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int times = 0; times < 40; times++) {
            all.writeBytes(LONG);
        }
        byte[] bytes = all.toByteArray();
        gateway.answers.records.put(
                "own",
                with(World.released("own", "LAKE", Level.CONFIDENTIAL, "text"), "f1", Level.CONFIDENTIAL, bytes));
        keep("f1", bytes);
        gateway.answers.whileReading = ordinal -> {
            if (ordinal == 1) {
                gateway.answers.policyVersion = 2;
                gateway.answers.barrier = 2;
                gateway.assembly().lease().renew();
                return gateway.assembly().lease().reach(2, java.time.Duration.ofSeconds(10));
            }
            return io.vertx.core.Future.succeededFuture();
        };
        assertThrows(
                IOException.class, () -> fetch("lake.officer", "/records/own/attachments/f1?purpose=early-warning"));
    }

    private double chunks() {
        return gateway.meters.get("passerelle.disclosure.chunks").counter().count();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
