package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** Tear-lines: written by their author at a lower level, strictly; and of whose summary a record is, nobody learns who may not read both. */
final class TearLineDoorTest {
    private static final String AUTHOR = "minusma-system";

    /** Of the author's party; as they signed in they are not cleared for the source. */
    private static final String COLLEAGUE = "minusma.officer";

    /** Of a document: when it was asked for, and by whom. */
    private static final Pattern REFERENCE = Pattern.compile("<p class=\"reference\">.*?</p>|, on [^<]{9,60}?UTC");

    private static final String PARTNER = "unowa.officer";
    private static final String PURPOSE = "early-warning";
    private static final String SECRET = "Twelve men guard the ford below Tassiga; the third house is theirs.";
    private static final String OPEN = "Travellers should avoid the crossings south of the town for some days.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private House house;

    private String source = "";

    @BeforeEach
    void open() {
        house = new House(home);
        source = submitted(AUTHOR, source());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static ObjectNode source() {
        return record("UN STRICTLY CONFIDENTIAL", "AMBER", SECRET);
    }

    private static ObjectNode summary() {
        return record("UN UNCLASSIFIED", "GREEN", OPEN);
    }

    private ObjectNode tearLine() {
        return summary().put("tearLineOf", source);
    }

    private static ObjectNode record(String marking, String tlp, String text) {
        return (ObjectNode) Json.tree("""
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "geometry":{"type":"Point","coordinates":[-0.3,16.2]},
                 "label":{"marking":"%s","tlp":"%s"},"portions":[{"field":"body","text":"%s"}]}""".formatted(marking, tlp, text));
    }

    private HttpResponse<String> submit(String account, ObjectNode body) {
        return house.post(account, "/records", body.toString());
    }

    private String submitted(String account, ObjectNode body) {
        HttpResponse<String> answer = submit(account, body);
        assertEquals(201, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("id").asText();
    }

    private HttpResponse<String> revise(String account, String id, ObjectNode body) {
        return revise(account, id, "", body);
    }

    private HttpResponse<String> revise(String account, String id, String query, ObjectNode body) {
        HttpResponse<String> read = house.get(account, "/records/" + id + "?purpose=" + PURPOSE);
        return house.put(
                account,
                "/records/" + id + query,
                body.toString(),
                "If-Match",
                read.headers().firstValue("ETag").orElseThrow());
    }

    private JsonNode revised(String account, String id, ObjectNode body) {
        HttpResponse<String> answer = revise(account, id, body);
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body());
    }

    private JsonNode related(String account, String id) {
        HttpResponse<String> answer = house.get(account, "/records/" + id + "/tear-lines");
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body());
    }

    private static JsonNode json(String text) {
        return Json.tree(text);
    }

    /** A refusal as pointer, code and message. */
    private static List<String> faults(HttpResponse<String> answer) {
        assertEquals(422, answer.statusCode(), answer::body);
        List<String> faults = new ArrayList<>();
        Json.tree(answer.body())
                .path("errors")
                .forEach(error -> faults.add("%s %s %s"
                        .formatted(
                                error.path("pointer").asText(),
                                error.path("code").asText(),
                                error.path("message").asText())));
        return faults;
    }

    private static String withoutTrace(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body().replaceAll("\"trace\":\"[0-9a-f]+\"", "");
    }

    @Test
    void isARecordOfItsOwnThatInheritsNothing() {
        HttpResponse<String> answer = submit(AUTHOR, tearLine());
        assertEquals(201, answer.statusCode(), answer::body);
        JsonNode stored = Json.tree(answer.body());
        assertEquals(0, stored.at("/label/level").asInt());
        assertEquals(Json.tree("[]"), stored.path("derived"));
        String id = stored.path("id").asText();
        HttpResponse<String> read = house.get(PARTNER, "/records/" + id + "?purpose=" + PURPOSE);
        assertEquals(200, read.statusCode(), read::body);
        assertEquals(0, Json.tree(read.body()).at("/label/level").asInt(), read::body);
    }

    @Test
    void theRelationIsToldToWhoMayReadBothAndToNobodyElse() {
        String id = submitted(AUTHOR, tearLine());
        assertEquals(json("{\"tearLineOf\":\"%s\",\"tearLines\":[]}".formatted(source)), related(AUTHOR, id));
        assertEquals(json("{\"tearLines\":[\"%s\"]}".formatted(id)), related(AUTHOR, source));
        assertEquals(json("{\"tearLines\":[]}"), related(COLLEAGUE, id));
        String nothing = UUID.randomUUID().toString();
        for (String account : List.of(COLLEAGUE, PARTNER)) {
            String absent = withoutTrace(house.get(account, "/records/" + nothing + "/tear-lines"));
            assertTrue(absent.startsWith("404"), absent);
            assertEquals(absent, withoutTrace(house.get(account, "/records/" + source + "/tear-lines")));
        }
        assertEquals(
                withoutTrace(house.get(PARTNER, "/records/" + nothing + "/tear-lines")),
                withoutTrace(house.get(PARTNER, "/records/" + id + "/tear-lines")));
    }

    @Test
    void aSourceThatTheSubmitterMayNotUseIsRefusedAsOneThatDoesNotExist() {
        String ofPartner = submitted(PARTNER, record("UN CONFIDENTIAL", "AMBER", "Of the partner, and shared."));
        String recalled = submitted(AUTHOR, source());
        assertEquals(
                201,
                house.post(AUTHOR, "/records/" + recalled + "/recalls", "{\"reason\":\"a mistake\"}")
                        .statusCode());
        HttpResponse<String> unknown =
                submit(AUTHOR, summary().put("tearLineOf", UUID.randomUUID().toString()));
        assertEquals(List.of("/tearLineOf not-found no such record"), faults(unknown));
        for (String unusable : List.of(ofPartner, recalled)) {
            assertEquals(
                    withoutTrace(unknown), withoutTrace(submit(AUTHOR, summary().put("tearLineOf", unusable))));
        }
        assertEquals(
                withoutTrace(submit(
                        COLLEAGUE, summary().put("tearLineOf", UUID.randomUUID().toString()))),
                withoutTrace(submit(COLLEAGUE, tearLine())));
        assertEquals(
                withoutTrace(submit(
                        PARTNER, summary().put("tearLineOf", UUID.randomUUID().toString()))),
                withoutTrace(submit(PARTNER, tearLine())));
    }

    @Test
    void whatIsNotBelowIsRefusedAndSaysInWhat() {
        assertEquals(
                List.of("/tearLineOf not-below the label of the tear-line is that of the record, not below it"),
                faults(submit(
                        AUTHOR,
                        record("UN STRICTLY CONFIDENTIAL", "AMBER", OPEN).put("tearLineOf", source))));
        ObjectNode sideways = record("UN CONFIDENTIAL", "RED", OPEN).put("tearLineOf", source);
        sideways.withObject("/label").putArray("eyesOnly").add(COLLEAGUE);
        assertEquals(
                List.of(
                        "/tearLineOf not-below the label of the tear-line is not below that of the record: TLP, eyes only"),
                faults(submit(AUTHOR, sideways)));
        ObjectNode onePortion = tearLine();
        onePortion
                .withArray("/portions")
                .addObject()
                .put("field", "source")
                .put("text", "A guide who asks not to be named in any paper.")
                .putObject("label")
                .put("marking", "UN STRICTLY CONFIDENTIAL")
                .put("tlp", "AMBER")
                .putArray("compartments")
                .add("SOURCE");
        assertEquals(
                List.of(
                        "/tearLineOf not-below the label of the tear-line is not below that of the record: compartments"),
                faults(submit(AUTHOR, onePortion)));
    }

    @Test
    void noLabelIsLoweredByRepeatingWordForWord() {
        ObjectNode repeating = tearLine();
        repeating
                .withArray("/portions")
                .addObject()
                .put("field", "body")
                .put("text", "twelve men guard the ford  below TASSIGA - the third house is theirs");
        assertEquals(
                List.of(
                        "/portions/1 not-below says word for word what the record says in a portion that is marked higher"),
                faults(submit(AUTHOR, repeating)));
        String id = submitted(AUTHOR, tearLine());
        assertEquals(
                List.of(
                        "/portions/1 not-below says word for word what the record says in a portion that is marked higher"),
                faults(revise(AUTHOR, id, summary().setAll(Map.of("portions", repeating.path("portions"))))));
        byte[] file = "a sketch of the third house".getBytes(StandardCharsets.UTF_8);
        String path = "/attachments?name=house.txt&label=STRICTLY+CONFIDENTIAL//TLP:AMBER";
        String low = "/attachments?name=house.txt&label=UNCLASSIFIED//TLP:GREEN";
        assertEquals(
                201,
                house.send(AUTHOR, "/records/" + source + path, "text/plain", file)
                        .statusCode());
        assertEquals(
                List.of("label not-below says word for word what the record says in a portion that is marked higher"),
                faults(house.send(AUTHOR, "/records/" + id + low, "text/plain", file)));
        assertEquals(
                201,
                house.send(AUTHOR, "/records/" + id + low, "text/plain", new byte[] {'a'})
                        .statusCode(),
                "another file");
    }

    @Test
    void contentOfOthersIsNotTornOff() {
        String ofPartner = submitted(PARTNER, record("UN CONFIDENTIAL", "AMBER", "Of the partner, and shared."));
        ObjectNode derived = record("UN CONFIDENTIAL", "AMBER", "The same, says the partner.");
        ((ObjectNode) derived.at("/portions/0")).putArray("derivedFrom").add(ofPartner);
        String mixed = submitted(AUTHOR, derived);
        List<String> faults = faults(submit(AUTHOR, summary().put("tearLineOf", mixed)));
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.getFirst().startsWith("/tearLineOf not-own has content of other parties"), faults::toString);
    }

    @Test
    void hintsDoNotNameTheSourceItself() {
        assertTrue(similar(submit(AUTHOR, summary())).contains(source), "the same event");
        HttpResponse<String> preview =
                house.post(AUTHOR, "/previews?recipients=" + PARTNER, tearLine().toString());
        assertEquals(200, preview.statusCode(), preview::body);
        List<String> ofPreview = similar(preview);
        List<String> ofTearLine = similar(submit(AUTHOR, tearLine()));
        assertEquals(ofPreview, ofTearLine);
        assertEquals(1, ofTearLine.size(), "what was submitted first is named as ever");
        assertFalse(ofTearLine.contains(source));
    }

    private static List<String> similar(HttpResponse<String> answer) {
        List<String> records = new ArrayList<>();
        Json.tree(answer.body())
                .path("similar")
                .forEach(item -> records.add(item.path("record").asText()));
        return records;
    }

    @Test
    void aNewVersionKeepsTheRelationOrStatesAnotherOrNone() {
        String id = submitted(AUTHOR, tearLine());
        revised(AUTHOR, id, record("UN UNCLASSIFIED", "GREEN", "Avoid the crossings for a week."));
        assertEquals(source, related(AUTHOR, id).path("tearLineOf").asText());
        String other = submitted(AUTHOR, source());
        assertEquals(
                List.of("/tearLineOf contradiction is the record itself"),
                faults(revise(AUTHOR, id, summary().put("tearLineOf", id))));
        revised(AUTHOR, id, summary().put("tearLineOf", other));
        assertEquals(other, related(AUTHOR, id).path("tearLineOf").asText());
        assertEquals(json("{\"tearLines\":[]}"), related(AUTHOR, source));
        revised(AUTHOR, id, summary().putNull("tearLineOf"));
        assertEquals(json("{\"tearLines\":[]}"), related(AUTHOR, id));
        revised(AUTHOR, id, record("UN STRICTLY CONFIDENTIAL", "AMBER", OPEN));
    }

    @Test
    void aNewVersionIsHeldToTheSameRulesByWhoReadsTheSourceAndBindsNobodyElse() {
        String id = submitted(AUTHOR, tearLine());
        String plain = submitted(AUTHOR, summary());
        ObjectNode raised = record("UN CONFIDENTIAL", "AMBER", OPEN);
        raised.withObject("/label").putArray("notReleasableTo").add("UNODC");
        assertEquals(
                List.of(
                        "/tearLineOf not-below the label of the tear-line is not below that of the record: not releasable to"),
                faults(revise(AUTHOR, id, raised)));
        assertEquals(
                withoutTrace(revise(COLLEAGUE, plain, raised)).replace(plain, "<id>"),
                withoutTrace(revise(COLLEAGUE, id, raised)).replace(id, "<id>"));
        assertEquals(source, related(AUTHOR, id).path("tearLineOf").asText());
    }

    @Test
    void whoCorrectsOrRecallsTheSourceIsToldOfItsTearLinesAndTheyStay() {
        String id = submitted(AUTHOR, tearLine());
        assertEquals(
                json("[\"%s\"]".formatted(id)),
                revised(AUTHOR, source, record("UN STRICTLY CONFIDENTIAL", "AMBER", "Six men, not twelve."))
                        .path("tearLines"));
        assertEquals(json("[]"), revised(AUTHOR, id, summary()).path("tearLines"));
        assertEquals(
                json("[\"%s\"]".formatted(id)),
                Json.tree(revise(
                                        AUTHOR,
                                        source,
                                        "?lifting=true",
                                        record("UN UNCLASSIFIED", "GREEN", "Six men, and everybody knows."))
                                .body())
                        .path("tearLines"),
                "what is declassified is below nothing");
        HttpResponse<String> recalled =
                house.post(AUTHOR, "/records/" + source + "/recalls", "{\"reason\":\"invented\"}");
        assertEquals(201, recalled.statusCode(), recalled::body);
        assertEquals(json("[\"%s\"]".formatted(id)), Json.tree(recalled.body()).path("tearLines"));
        house.settle();
        assertEquals(
                json("[\"%s\"]".formatted(id)),
                Json.tree(house.get(AUTHOR, "/records/" + source + "/recalls").body())
                        .at("/items/0/tearLines"));
        assertEquals(
                200,
                house.get(PARTNER, "/records/" + id + "?purpose=" + PURPOSE).statusCode());
        revised(AUTHOR, id, record("UN UNCLASSIFIED", "GREEN", "Nothing of this was true."));
    }

    @Test
    void aFileMayBringTearLines() {
        HttpResponse<String> job = house.post(
                AUTHOR,
                "/imports",
                "{\"name\":\"a.ndjson\",\"format\":\"ndjson\",\"digest\":\"%s\"}".formatted("ab".repeat(32)));
        String id = Json.tree(job.body()).path("id").asText();
        ObjectNode piece = ((ObjectNode) Json.tree("{}")).put("first", 1);
        piece.withArray("/items")
                .addObject()
                .put("line", 1)
                .put("text", tearLine().toString());
        piece.withArray("/items")
                .addObject()
                .put("line", 2)
                .put("text", source().put("tearLineOf", source).toString());
        HttpResponse<String> stored = house.post(AUTHOR, "/imports/" + id + "/pieces", piece.toString());
        assertEquals(200, stored.statusCode(), stored::body);
        JsonNode faults = Json.tree(
                        house.get(AUTHOR, "/imports/" + id + "/faults").body())
                .path("items");
        assertEquals(
                "2 /tearLineOf not-below",
                faults.at("/0/line").asText() + " " + faults.at("/0/pointer").asText() + " "
                        + faults.at("/0/code").asText(),
                faults::toString);
        assertEquals(1, related(AUTHOR, source).path("tearLines").size());
    }

    /** A store with the relation and the same store without it: what is asked covers every door. */
    @Test
    void norDoesAByteOfItReachARecipient() {
        String id = submitted(AUTHOR, summary());
        house.settle();
        Map<String, String> before = told(id);
        assertTrue(before.values().stream().anyMatch(answer -> answer.contains(OPEN)), "the record is theirs to read");
        revised(AUTHOR, id, tearLine());
        house.settle();
        assertEquals(source, related(AUTHOR, id).path("tearLineOf").asText());
        assertEquals(before, told(id));
        revised(AUTHOR, source, record("UN STRICTLY CONFIDENTIAL", "AMBER", "Six men, not twelve."));
        house.settle();
        assertEquals(before, told(id));
        revised(AUTHOR, id, summary().putNull("tearLineOf"));
        house.settle();
        assertEquals(before, told(id));
        revised(AUTHOR, id, record("UN UNCLASSIFIED", "GREEN", "Something else."));
        house.settle();
        assertNotEquals(before, told(id), "what they may see does reach them");
    }

    private Map<String, String> told(String id) {
        Map<String, String> told = new TreeMap<>();
        for (String account : List.of(PARTNER, "unowa-system", "french-system")) {
            Doors doors = new Doors(house, account, PURPOSE);
            List<String> questions = new ArrayList<>(doors.questions());
            questions.add(Doors.PREVIEW + summary());
            questions.forEach(question -> told.put(account + " " + question, doors.answer(question)));
            doors.ofRecord("none")
                    .forEach(question -> told.put(
                            account + " of it " + question,
                            REFERENCE.matcher(doors.answer(question, id)).replaceAll("")));
        }
        return told;
    }
}
