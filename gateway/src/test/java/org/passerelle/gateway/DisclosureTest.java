package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** Nothing leaves without policy, without a decision, without its durable leaf; and hidden is absent. */
class DisclosureTest {
    private static final String SECRET = "the ford is guarded";
    private static final String READ = "?purpose=early-warning";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, SECRET));
        gateway.answers.records.put("secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, SECRET));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void disclosesWhatTheAgreementAllowsUnderADurableLeaf() {
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/shared" + READ);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains(SECRET));
        assertEquals(1, gateway.answers.leaves.size());
        JsonNode json = Json.tree(answer.body());
        assertEquals(
                gateway.answers.leaves.getFirst().disclosureId(),
                json.path("disclosure").path("id").asText());
        assertEquals("LAKE", gateway.answers.leaves.getFirst().recipient());
        assertEquals(
                List.of("river-to-lake"),
                gateway.answers.leaves.getFirst().items().getFirst().clauses());
    }

    @Test
    void aRecipientIsToldToWhomItMayPassOnWhatItGotAndItsReleaserIsNot() {
        JsonNode received =
                Json.tree(gateway.get("lake.officer", "/records/shared" + READ).body());
        for (JsonNode label : received.findValues("label")) {
            assertEquals("[]", label.path("onward").toString(), received::toString);
        }
        gateway.answers.records.put("own", World.released("own", "LAKE", Level.CONFIDENTIAL, SECRET));
        JsonNode own =
                Json.tree(gateway.get("lake.officer", "/records/own" + READ).body());
        assertEquals(List.of(), own.findValues("onward"), own::toString);
    }

    @Test
    void theViewHashInTheLeafIsThatOfTheViewWithoutItsEnvelope() throws Exception {
        ObjectNode view = (ObjectNode)
                Json.tree(gateway.get("lake.officer", "/records/shared" + READ).body());
        view.remove("disclosure");
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(Json.canonical(view));
        assertEquals(
                java.util.HexFormat.of().formatHex(hash),
                gateway.answers.leaves.getFirst().items().getFirst().viewHash());
    }

    @Test
    void aLeafNamesNoClauseAndNoOriginatorOfWhatStayedBehind() throws Exception {
        gateway.change(World::twoClauses);
        gateway.answers.records.put("shared", World.record("shared", Level.RESTRICTED, SECRET));
        String plain = view("shared");
        gateway.answers.records.put("shared", withSource("RIVER", World.record("shared", Level.RESTRICTED, SECRET)));
        assertEquals(plain, view("shared"));
        gateway.answers.records.put(
                "own", withSource("RIVER", World.released("own", "LAKE", Level.RESTRICTED, SECRET)));
        view("own");
        List<Audit.Item> told = gateway.answers.leaves.stream()
                .map(leaf -> leaf.items().getFirst())
                .toList();
        assertEquals(
                List.of(List.of("river-to-lake"), List.of("river-to-lake"), List.of()),
                told.stream().map(Audit.Item::clauses).toList());
        assertEquals(
                List.of(List.of("RIVER"), List.of("RIVER"), List.of("LAKE")),
                told.stream().map(Audit.Item::originators).toList());
        assertEquals(List.of(), told.getLast().agreementHashes());
    }

    /** The same with a source that the second clause alone reaches, and takes out. */
    private static StoredRecord withSource(String party, StoredRecord record) {
        return Altered.and(record, 2, Altered.third("source", party, Level.CONFIDENTIAL), "a driver");
    }

    private String view(String record) {
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/" + record + READ);
        assertEquals(200, answer.statusCode(), answer::body);
        ObjectNode view = (ObjectNode) Json.tree(answer.body());
        view.remove("disclosure");
        return view + " " + answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void hiddenAndAbsentAreTheSameBytesAfterTheSameQuestions() {
        gateway.answers.asked.clear();
        HttpResponse<String> hidden = gateway.get("lake.officer", "/records/secret" + READ);
        List<String> askedForHidden = List.copyOf(gateway.answers.asked);
        gateway.answers.asked.clear();
        HttpResponse<String> absent = gateway.get("lake.officer", "/records/absent" + READ);
        assertEquals(404, hidden.statusCode());
        assertEquals(without(absent), without(hidden));
        assertEquals(headers(absent), headers(hidden));
        assertEquals(List.copyOf(gateway.answers.asked), askedForHidden);
        assertTrue(hidden.body().contains("requestForInformation"));
        assertTrue(gateway.answers.leaves.isEmpty());
    }

    @Test
    void anIdThatIsLongerThanAnyNamesNothingAndIsNotedNowhere() {
        gateway.answers.asked.clear();
        for (String path : List.of("", "/attachments/f1", "/versions", "/document")) {
            HttpResponse<String> answer = gateway.get("lake.officer", "/records/" + "r".repeat(101) + path + READ);
            assertEquals(404, answer.statusCode(), path);
        }
        assertEquals(
                404,
                gateway.get("lake.officer", "/records/shared/attachments/" + "a".repeat(101) + READ)
                        .statusCode());
        assertEquals(List.of(), gateway.answers.notes);
        assertFalse(gateway.answers.asked.contains("records.gather"), gateway.answers.asked::toString);
    }

    @Test
    void writesToWhatIsHiddenAreWritesToWhatIsAbsent() {
        for (String path : List.of("/records/%s/recalls")) {
            HttpResponse<String> hidden =
                    gateway.post("lake.officer", path.formatted("shared"), "{\"reason\":\"it is wrong\"}");
            HttpResponse<String> absent =
                    gateway.post("lake.officer", path.formatted("absent"), "{\"reason\":\"it is wrong\"}");
            assertEquals(404, hidden.statusCode());
            assertEquals(without(absent), without(hidden));
        }
    }

    @Test
    void withholdsWhenTheLogCannotBeWritten() {
        gateway.answers.auditReachable = false;
        assertWithheld(503, gateway.get("lake.officer", "/records/shared" + READ));
        gateway.answers.auditReachable = true;
        assertEquals(200, gateway.get("lake.officer", "/records/shared" + READ).statusCode());
    }

    @Test
    void withholdsWhenPolicyCannotBeConfirmed() {
        gateway.answers.policyReachable = false;
        long until = System.nanoTime() + 10_000_000_000L;
        while (gateway.assembly().lease().current().isPresent() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/shared" + READ);
        assertWithheld(503, answer);
        assertEquals(Optional.of("2"), answer.headers().firstValue("Retry-After"));
        assertEquals("STALE_POLICY", Json.tree(answer.body()).path("code").asText());
        assertTrue(gateway.answers.leaves.isEmpty());
    }

    @Test
    void withholdsWhenRecordsAreOutOfReach() {
        gateway.answers.recordsReachable = false;
        assertWithheld(503, gateway.get("lake.officer", "/records/shared" + READ));
    }

    @Test
    void decidesAgainWhenPolicyHasMoved() {
        gateway.answers.policyVersion = 2;
        gateway.answers.barrier = 2;
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/shared" + READ);
        assertEquals(200, answer.statusCode());
        assertEquals(2, gateway.answers.leaves.getFirst().policyVersion());
    }

    @Test
    void waitsForThePolicyThatTheBarrierAsksFor() {
        gateway.answers.barrier = 2;
        gateway.answers.whileAppending = () -> gateway.vertx.setTimer(400, later -> {
            gateway.answers.policyVersion = 2;
            gateway.assembly().lease().renew();
        });
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/shared" + READ);
        assertEquals(200, answer.statusCode());
        assertEquals(
                List.of(2L),
                gateway.answers.leaves.stream()
                        .map(leaf -> leaf.policyVersion())
                        .toList());
    }

    @Test
    void givesUpWhenPolicyKeepsMoving() {
        gateway.answers.barrier = 99;
        assertWithheld(503, gateway.get("lake.officer", "/records/shared" + READ));
        assertTrue(gateway.answers.leaves.isEmpty());
    }

    @Test
    void withholdsWhatWasRecordedTooLongAgo() {
        gateway.answers.whileAppending = () -> {
            long until = System.nanoTime() + 1_050_000_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        };
        assertWithheld(503, gateway.get("lake.officer", "/records/shared" + READ));
    }

    @Test
    void explainsARequestThatIsRefusedBeforeAnythingIsRead() {
        gateway.answers.asked.clear();
        HttpResponse<String> answer = gateway.get("lake.officer", "/records/shared?purpose=targeting");
        assertEquals(403, answer.statusCode());
        assertEquals("PURPOSE_PROHIBITED", Json.tree(answer.body()).path("code").asText());
        assertFalse(gateway.answers.asked.contains("records.gather"));
    }

    @Test
    void letsNobodyInWhoIsNotKnownOrNotPermitted() {
        assertEquals(401, gateway.send(gateway.request("/me").build()).statusCode());
        assertEquals(403, gateway.get("stranger", "/me").statusCode());
        assertEquals(403, gateway.get("forbidden.officer", "/me").statusCode());
    }

    @Test
    void searchFindsOnlyWhatTheCallerMaySee() {
        JsonNode page = Json.tree(gateway.get("lake.officer", "/records" + READ).body());
        assertEquals(1, page.path("items").size());
        assertEquals("shared", page.path("items").path(0).path("id").asText());
        assertFalse(page.has("next"));
        assertTrue(page.has("offer"));
    }

    @Test
    void aPageEndsAtSoManyBytesOfWhatIsSeenAndIsNotTheLast() {
        gateway.answers.records.clear();
        for (int record = 0; record < 5; record++) {
            gateway.answers.records.put(
                    "r" + record, World.record("r" + record, Level.CONFIDENTIAL, "x".repeat(1_000_000)));
        }
        JsonNode page = Json.tree(gateway.get("lake.officer", "/records" + READ).body());
        assertEquals(4, page.path("items").size());
        assertFalse(page.path("complete").asBoolean());
        gateway.answers.records.put("r00", World.record("r00", Level.STRICTLY_CONFIDENTIAL, "x".repeat(1_000_000)));
        JsonNode same = Json.tree(gateway.get("lake.officer", "/records" + READ).body());
        assertEquals(page.path("items"), same.path("items"), "what is hidden does not fill it");
        JsonNode last = Json.tree(gateway.get(
                        "lake.officer",
                        "/records" + READ + "&cursor=" + same.path("next").asText())
                .body());
        assertEquals("r4", last.path("items").path(0).path("id").asText());
        assertEquals(1, last.path("items").size());
        assertTrue(last.path("complete").asBoolean());
    }

    @Test
    void aCursorIsUselessToAnotherCallerOrQuery() {
        gateway.answers.records.put("third", World.record("third", Level.UNCLASSIFIED, "a third"));
        String cursor = Json.tree(gateway.get("lake.officer", "/records" + READ + "&limit=1")
                        .body())
                .path("next")
                .asText();
        assertEquals(
                200,
                gateway.get("lake.officer", "/records" + READ + "&limit=1&cursor=" + cursor)
                        .statusCode());
        assertEquals(
                400,
                gateway.get("river.officer", "/records" + READ + "&limit=1&cursor=" + cursor)
                        .statusCode());
        assertEquals(
                400,
                gateway.get("lake.officer", "/records" + READ + "&q=ford&cursor=" + cursor)
                        .statusCode());
    }

    @Test
    void storesNothingOfAFaultySubmission() {
        HttpResponse<String> answer = gateway.post("river.officer", "/records", "{\"type\":\"incident\"}");
        assertEquals(422, answer.statusCode());
        assertEquals(Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
        HttpResponse<String> large = gateway.post("river.officer", "/records", "x".repeat(1024 * 1024 + 1));
        assertEquals(413, large.statusCode());
        assertTrue(gateway.answers.submitted.isEmpty());
    }

    private static void assertWithheld(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode());
        assertFalse(answer.body().contains(SECRET));
    }

    private static JsonNode without(HttpResponse<String> answer) {
        ObjectNode json = (ObjectNode) Json.tree(answer.body());
        json.remove("trace");
        return json;
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        return new TreeMap<>(answer.headers().map());
    }
}
