package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;

/** Previews at the door: as the OpenAPI file says, for the releasing side alone, and never more than the caller may read. */
class PreviewDoorTest {
    private static final String DRAFT = """
            {"type":"incident","language":"en","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"},
             "portions":[{"field":"body","text":"the ford is guarded"}]}""";
    private static final String STORED = "{\"record\":\"shared\"}";
    private static final String AUDIENCE = "/records/%s/audience?purpose=early-warning";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "the ford is guarded"));
        contract = new KeptContract(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aDraftIsShownToWhomItWouldGoAndNotStored() {
        JsonObject preview = contract.keeps("previewRecord", 200, gateway.post("river.officer", "/previews", DRAFT));
        JsonObject lake = outcome(preview, "LAKE", "early-warning");
        assertTrue(lake.getBoolean("gets"));
        assertEquals(
                "the ford is guarded",
                lake.getJsonObject("view")
                        .getJsonArray("portions")
                        .getJsonObject(0)
                        .getString("text"));
        assertFalse(lake.getJsonObject("view").containsKey("id"));
        assertEquals(
                new JsonArray().add("PURPOSE"),
                outcome(preview, "LAKE", "mediation").getJsonObject("why").getJsonArray("causes"));
        JsonObject marsh = outcome(preview, "MARSH", "early-warning");
        assertFalse(marsh.getBoolean("gets"));
        assertEquals(
                new JsonArray().add("NO_AGREEMENT"), marsh.getJsonObject("why").getJsonArray("causes"));
        assertEquals(List.of(), gateway.answers.submitted);
        assertEquals(
                List.of("draft-previewed"),
                gateway.answers.notes.stream().map(Audit.Note::kind).toList());
    }

    @Test
    void aDraftHasTheFaultsOfASubmission() {
        String faulty = DRAFT.replace("AMBER", "ORANGE");
        JsonObject submitted = contract.keeps("submitRecord", 422, gateway.post("river.officer", "/records", faulty));
        JsonObject previewed = contract.keeps("previewRecord", 422, gateway.post("river.officer", "/previews", faulty));
        assertEquals(submitted.getJsonArray("errors"), previewed.getJsonArray("errors"));
        contract.keeps("previewRecord", 400, gateway.post("river.officer", "/previews", "{"));
        contract.keeps("previewRecord", 400, gateway.post("river.officer", "/previews?purpose=early-warning", DRAFT));
        contract.keeps("previewRecord", 400, gateway.post("river.officer", "/previews?recipients=NOBODY", DRAFT));
        contract.keeps("previewRecord", 400, gateway.post("river.officer", "/previews?actions=NOTICE", DRAFT));
    }

    @Test
    void theTypeOfWhatADraftIsLikeIsToldWithItsHeadAlone() {
        List<JsonObject> hidden = new ArrayList<>();
        for (String type : List.of("incident", "human-rights-allegation")) {
            hidden.add(similar(type, Level.STRICTLY_CONFIDENTIAL));
        }
        assertEquals(hidden.getFirst(), hidden.getLast());
        assertEquals(new JsonArray().add("LINK").add("REVISE"), hidden.getLast().getJsonArray("offers"));
        assertEquals(
                new JsonArray().add("LINK").add("REVISE").add("CORROBORATE"),
                similar("human-rights-allegation", Level.CONFIDENTIAL).getJsonArray("offers"));
    }

    /** What is told of a record of the caller's party that says the same, whose head has that level. */
    private JsonObject similar(String type, Level head) {
        String text = "Fuel is moved by night across the pass in lorries without plates";
        gateway.answers.records.put(
                "shared", Altered.headAt(Altered.typed(World.record("shared", Level.CONFIDENTIAL, text), type), head));
        JsonArray similar = contract.keeps(
                        "previewRecord",
                        200,
                        gateway.post("river.officer", "/previews", DRAFT.replace("the ford is guarded", text)))
                .getJsonArray("similar");
        assertEquals(1, similar.size(), similar::encode);
        JsonObject told = similar.getJsonObject(0).copy();
        told.remove("disclosure");
        return told;
    }

    /** Else a draft could be tried until it is refused no more, and nobody would know. */
    @Test
    void aRefusedPreviewIsNotedToo() {
        String faulty = DRAFT.replace("AMBER", "ORANGE");
        assertEquals(422, gateway.post("river.officer", "/previews", faulty).statusCode());
        assertEquals(
                List.of("draft-previewed"),
                gateway.answers.notes.stream().map(Audit.Note::kind).toList());
    }

    @Test
    void theAudienceOfARecordIsItsPreviewAndADisclosureToWhoeverAsks() {
        JsonObject audience =
                contract.keeps("getAudience", 200, gateway.get("river.officer", AUDIENCE.formatted("shared")));
        JsonObject preview = contract.keeps(
                "previewRecord", 200, gateway.post("river.officer", "/previews?purpose=early-warning", STORED));
        assertEquals(without(audience), without(preview));
        JsonObject read = new JsonObject(gateway.get("lake.officer", "/records/shared?purpose=early-warning")
                .body());
        read.remove("disclosure");
        assertEquals(read, outcome(audience, "LAKE", "early-warning").getJsonObject("view"));
        assertEquals(
                List.of("shared", "preview"),
                gateway.answers.leaves.getFirst().items().stream()
                        .map(Audit.Item::recordId)
                        .toList());
    }

    private static JsonObject without(JsonObject answer) {
        JsonObject rest = answer.copy();
        rest.remove("disclosure");
        return rest;
    }

    @Test
    void toAnybodyElseTheRecordIsAbsentAfterTheSameQuestions() {
        gateway.answers.records.put("secret", World.record("secret", Level.CONFIDENTIAL, "the ford"));
        List<List<String>> questions = new ArrayList<>();
        for (String path : List.of("shared", "absent")) {
            for (String account : List.of("lake.officer", "river.clerk", "marsh.officer")) {
                gateway.answers.asked.clear();
                contract.keeps("getAudience", 404, gateway.get(account, AUDIENCE.formatted(path)));
                questions.add(List.copyOf(gateway.answers.asked));
            }
        }
        assertEquals(1, questions.stream().distinct().count(), questions::toString);
        assertEquals(List.of(), gateway.answers.leaves);
        contract.keeps(
                "getAudience",
                403,
                gateway.get("river.officer", AUDIENCE.formatted("x").replace("early-warning", "targeting")));
    }

    @Test
    void whatTheCallerMayNotReadIsNotShownAlthoughTheRecipientGetsIt() {
        gateway.answers.records.put("mixed", mixed());
        JsonObject officer =
                contract.keeps("getAudience", 200, gateway.get("river.officer", AUDIENCE.formatted("mixed")));
        assertTrue(outcome(officer, "LAKE", "early-warning").containsKey("view"));
        HttpResponse<String> answer = gateway.get("river.clerk", AUDIENCE.formatted("mixed"));
        JsonObject clerk = outcome(contract.keeps("getAudience", 200, answer), "LAKE", "early-warning");
        assertTrue(clerk.getBoolean("gets"));
        assertEquals("NOT_SHOWN", clerk.getString("because"));
        assertFalse(answer.body().contains("the ford is guarded"), answer.body());
        assertEquals(3, explained(outcome(officer, "LAKE", "early-warning")));
        assertEquals(2, explained(clerk), "a portion that the caller may not read is not spoken of");
    }

    private static int explained(JsonObject outcome) {
        return outcome.getJsonObject("why").getJsonArray("stories").stream()
                .mapToInt(story -> ((JsonObject) story).getJsonArray("fields").size())
                .sum();
    }

    /** A head that is open to everybody, with a text that is not. */
    private static StoredRecord mixed() {
        StoredRecord open = World.record("mixed", Level.UNCLASSIFIED, "an open word");
        return Altered.and(open, 2, Altered.third("body", "RIVER", Level.CONFIDENTIAL), "the ford is guarded");
    }

    private static JsonObject outcome(JsonObject preview, String party, String purpose) {
        return preview.getJsonArray("recipients").stream()
                .map(JsonObject.class::cast)
                .filter(recipient -> recipient.getString("party").equals(party))
                .flatMap(
                        recipient -> recipient.getJsonArray("outcomes").stream().map(JsonObject.class::cast))
                .filter(outcome -> outcome.getString("purpose").equals(purpose))
                .findFirst()
                .orElseThrow();
    }
}
