package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import org.passerelle.gateway.attachments.SampleFiles;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/** Files come in cleaned and whole or not at all, and leave as any portion does: decided, recorded, in time. */
class AttachmentDoorTest {
    private static final String LABEL = "UN CONFIDENTIAL//TLP:AMBER//REL RIVER";
    private static final byte[] LONG = longText();

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
        gateway.answers.records.put("theirs", World.record("theirs", Level.CONFIDENTIAL, "what they saw"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static byte[] longText() {
        byte[] text = new byte[2 * Attachments.PIECE + 17];
        Arrays.fill(text, (byte) 'x');
        return text;
    }

    private HttpResponse<String> attach(String record, String name, String type, String label, byte[] bytes) {
        return gateway.send(gateway.request(
                        "/records/" + record + "/attachments?name=" + encoded(name) + "&label=" + encoded(label))
                .header("Test-Account", "lake.officer")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> fetch(String account, String path) throws Exception {
        return http.send(
                gateway.request(path).header("Test-Account", account).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The record with a file beside its text. */
    private static StoredRecord with(StoredRecord record, String id, Level level, byte[] bytes) {
        Label general = record.facts().portions().getFirst().label().orElseThrow();
        Label label = new Label(
                level,
                general.tlp(),
                general.originators(),
                general.purposes(),
                general.compartments(),
                general.releasableTo(),
                general.notReleasableTo(),
                general.eyesOnly(),
                general.onward(),
                general.flags(),
                general.embargoUntil(),
                general.retainUntil(),
                general.markedAt());
        PortionFacts portion =
                new PortionFacts("a-" + id, PortionFacts.ATTACHMENT, Optional.of(label), "incident", List.of());
        Map<String, Content> contents = new HashMap<>(record.contents());
        int pieces = Math.ceilDiv(bytes.length, Attachments.PIECE);
        contents.put(
                portion.id(),
                new Content.Attachment(id, id + ".txt", "text/plain", bytes.length, Sha256.hex(bytes), pieces));
        return new StoredRecord(
                record.facts().and(List.of(portion)), contents, record.versionAt(), record.derivedFrom());
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
    void aPhotographIsKeptWithoutWhatItSaysBesideItsPicture() {
        HttpResponse<String> answer = attach("own", "bridge.jpg", "image/jpeg", LABEL, SampleFiles.jpeg());
        JsonNode told = Json.tree(
                new KeptContract(gateway).keeps("addAttachment", 201, answer).encode());
        Attachments.Attach attached = gateway.answers.attached.getFirst();
        Content.Attachment file = (Content.Attachment) attached.portion().content();
        byte[] kept = Base64.getDecoder().decode(gateway.answers.pieces.get(file.id() + " 0"));
        assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains(SampleFiles.AUTHOR));
        assertEquals(Sha256.hex(kept), file.hash());
        assertEquals(told.path("sha256").asText(), file.hash());
        assertEquals(told.path("size").asLong(), kept.length);
        assertEquals(Level.CONFIDENTIAL, attached.portion().label().level());
        assertEquals(Set.of("LAKE"), attached.portion().label().originators());
        assertEquals(
                "/api/v1/records/own/attachments/" + file.id(),
                answer.headers().firstValue("Location").orElse(""));
    }

    @Test
    void whatClaimsToBeSomethingElseOrCannotBeCleanedReachesNobody() {
        HttpResponse<String> wrong = attach("own", "a.png", "image/png", LABEL, SampleFiles.jpeg());
        assertEquals(422, wrong.statusCode());
        assertEquals("FILE_REFUSED", Json.tree(wrong.body()).path("code").asText());
        assertEquals(
                415,
                attach("own", "a.svg", "image/svg+xml", LABEL, new byte[] {1}).statusCode());
        assertEquals(
                400,
                attach("own", "a.png", "image/jpeg", LABEL, SampleFiles.jpeg()).statusCode());
        assertEquals(
                400,
                attach("own", "a/b.jpg", "image/jpeg", LABEL, SampleFiles.jpeg())
                        .statusCode());
        nothingReachedRecords();
    }

    @Test
    void aLabelIsReadAsStrictlyAsAnyOther() {
        HttpResponse<String> answer =
                attach("own", "a.txt", "text/plain", "UN CONFIDENTAIL//TLP:AMBER", new byte[] {'a'});
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("\"pointer\":\"label\""), answer.body());
        assertEquals(
                422,
                attach("own", "a.txt", "text/plain", "UN CONFIDENTIAL", new byte[] {'a'})
                        .statusCode());
        nothingReachedRecords();
    }

    @Test
    void whatIsTooLargeIsRefusedWhetherItSaysSoOrNot() {
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        Arrays.fill(large, (byte) 'x');
        assertEquals(413, attach("own", "a.txt", "text/plain", LABEL, large).statusCode());
        HttpResponse<String> unsaid =
                gateway.send(gateway.request("/records/own/attachments?name=a.txt&label=" + encoded(LABEL))
                        .header("Test-Account", "lake.officer")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(large)))
                        .build());
        assertEquals(413, unsaid.statusCode());
        nothingReachedRecords();
    }

    @Test
    void whoeverAsksBeforeSendingIsToldToGoOnOrRefusedAtOnce() {
        assertEquals(201, asking("a.txt").statusCode());
        assertEquals(400, asking("a.exe").statusCode());
    }

    private HttpResponse<String> asking(String name) {
        return gateway.send(gateway.request("/records/own/attachments?name=" + name + "&label=" + encoded(LABEL))
                .header("Test-Account", "lake.officer")
                .header("Content-Type", "text/plain")
                .version(HttpClient.Version.HTTP_1_1)
                .expectContinue(true)
                .timeout(java.time.Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(LONG))
                .build());
    }

    @Test
    void whatIsBrokenOffLeavesNothing() throws Exception {
        URI uri = gateway.request("/records/own/attachments?name=a.txt&label=" + encoded(LABEL))
                .build()
                .uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: x\r\n"
                            + "Test-Account: lake.officer\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n"
                            + "x".repeat(50_000))
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            RunningGateway.until(() -> gateway.answers.asked.contains("records.gather"));
        }
        // The places for uploads are free again, and what is whole goes through.
        for (int upload = 0; upload < 5; upload++) {
            assertEquals(
                    201,
                    attach("own", "b.txt", "text/plain", LABEL, new byte[] {'b'})
                            .statusCode());
        }
        assertEquals(5, gateway.answers.attached.size());
        assertTrue(gateway.answers.pieces.values().stream().allMatch("Yg=="::equals));
    }

    @Test
    void onlyTheReleasingPartyAttaches() {
        for (String record : List.of("theirs", "never")) {
            assertEquals(
                    404,
                    attach(record, "a.txt", "text/plain", LABEL, new byte[] {'a'})
                            .statusCode(),
                    record);
        }
        nothingReachedRecords();
    }

    @Test
    void whatRecordsDoesNotTakeIsForgotten() throws Exception {
        gateway.answers.attaching = false;
        assertEquals(404, attach("own", "a.txt", "text/plain", LABEL, LONG).statusCode());
        RunningGateway.until(() -> gateway.answers.discarded.size() == 1);
    }

    private void nothingReachedRecords() {
        assertEquals(List.of(), gateway.answers.attached);
        assertFalse(gateway.answers.asked.contains("records.attachment-open"));
        assertEquals(Map.of(), gateway.answers.pieces);
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
        assertEquals(Sha256.hex(Json.canonical(Map.of("record", "own", "attachment", listed))), item.viewHash());
        assertEquals(
                List.of("a-f1"), item.portions().stream().map(Audit.Portion::id).toList());
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
