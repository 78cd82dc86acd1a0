package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.node.noninterference.TearLineHouse.AUTHOR;
import static org.passerelle.node.noninterference.TearLineHouse.COLLEAGUE;
import static org.passerelle.node.noninterference.TearLineHouse.OPEN;
import static org.passerelle.node.noninterference.TearLineHouse.PARTNER;
import static org.passerelle.node.noninterference.TearLineHouse.PURPOSE;
import static org.passerelle.node.noninterference.TearLineHouse.faults;
import static org.passerelle.node.noninterference.TearLineHouse.json;
import static org.passerelle.node.noninterference.TearLineHouse.record;
import static org.passerelle.node.noninterference.TearLineHouse.source;
import static org.passerelle.node.noninterference.TearLineHouse.summary;
import static org.passerelle.node.noninterference.TearLineHouse.withoutTrace;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
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

/** Of whose summary a record is, those learn who may read both; nobody else learns that it is one. */
final class TearLineDoorTest {
    /** Of a document: when it was asked for, and by whom. */
    private static final Pattern REFERENCE = Pattern.compile("<p class=\"reference\">.*?</p>|, on [^<]{9,60}?UTC");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private TearLineHouse torn;

    @SuppressWarnings("NullAway.Init")
    private House house;

    private String source = "";

    @BeforeEach
    void open() {
        torn = new TearLineHouse(home);
        house = torn.house;
        source = torn.source;
    }

    @AfterEach
    void close() {
        torn.close();
    }

    @Test
    void isARecordOfItsOwnThatInheritsNothing() {
        HttpResponse<String> answer = torn.submit(AUTHOR, torn.tearLine());
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
        String id = torn.submitted(AUTHOR, torn.tearLine());
        assertEquals(json("{\"tearLineOf\":\"%s\",\"tearLines\":[]}".formatted(source)), torn.related(AUTHOR, id));
        assertEquals(json("{\"tearLines\":[\"%s\"]}".formatted(id)), torn.related(AUTHOR, source));
        assertEquals(json("{\"tearLines\":[]}"), torn.related(COLLEAGUE, id));
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
    void hintsDoNotNameTheSourceItself() {
        assertTrue(similar(torn.submit(AUTHOR, summary())).contains(source), "the same event");
        HttpResponse<String> preview = house.post(
                AUTHOR, "/previews?recipients=" + PARTNER, torn.tearLine().toString());
        assertEquals(200, preview.statusCode(), preview::body);
        List<String> ofPreview = similar(preview);
        List<String> ofTearLine = similar(torn.submit(AUTHOR, torn.tearLine()));
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
        String id = torn.submitted(AUTHOR, torn.tearLine());
        torn.revised(AUTHOR, id, record("UN UNCLASSIFIED", "GREEN", "Avoid the crossings for a week."));
        assertEquals(source, torn.related(AUTHOR, id).path("tearLineOf").asText());
        String other = torn.submitted(AUTHOR, source());
        assertEquals(
                List.of("/tearLineOf contradiction is the record itself"),
                faults(torn.revise(AUTHOR, id, summary().put("tearLineOf", id))));
        torn.revised(AUTHOR, id, summary().put("tearLineOf", other));
        assertEquals(other, torn.related(AUTHOR, id).path("tearLineOf").asText());
        assertEquals(json("{\"tearLines\":[]}"), torn.related(AUTHOR, source));
        torn.revised(AUTHOR, id, summary().putNull("tearLineOf"));
        assertEquals(json("{\"tearLines\":[]}"), torn.related(AUTHOR, id));
        torn.revised(AUTHOR, id, record("UN STRICTLY CONFIDENTIAL", "AMBER", OPEN));
    }

    @Test
    void whoCorrectsOrRecallsTheSourceIsToldOfItsTearLinesAndTheyStay() {
        String id = torn.submitted(AUTHOR, torn.tearLine());
        assertEquals(
                json("[\"%s\"]".formatted(id)),
                torn.revised(AUTHOR, source, record("UN STRICTLY CONFIDENTIAL", "AMBER", "Six men, not twelve."))
                        .path("tearLines"));
        assertEquals(json("[]"), torn.revised(AUTHOR, id, summary()).path("tearLines"));
        assertEquals(
                json("[\"%s\"]".formatted(id)),
                Json.tree(torn.revise(
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
        torn.revised(AUTHOR, id, record("UN UNCLASSIFIED", "GREEN", "Nothing of this was true."));
    }

    /** A store with the relation and the same store without it: what is asked covers every door. */
    @Test
    void norDoesAByteOfItReachARecipient() {
        String id = torn.submitted(AUTHOR, summary());
        house.settle();
        Map<String, String> before = told(id);
        assertTrue(before.values().stream().anyMatch(answer -> answer.contains(OPEN)), "the record is theirs to read");
        torn.revised(AUTHOR, id, torn.tearLine());
        house.settle();
        assertEquals(source, torn.related(AUTHOR, id).path("tearLineOf").asText());
        assertEquals(before, told(id));
        torn.revised(AUTHOR, source, record("UN STRICTLY CONFIDENTIAL", "AMBER", "Six men, not twelve."));
        house.settle();
        assertEquals(before, told(id));
        torn.revised(AUTHOR, id, summary().putNull("tearLineOf"));
        house.settle();
        assertEquals(before, told(id));
        torn.revised(AUTHOR, id, record("UN UNCLASSIFIED", "GREEN", "Something else."));
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
