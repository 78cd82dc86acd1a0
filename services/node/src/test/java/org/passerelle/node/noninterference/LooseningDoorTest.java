package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** A new version loses no restriction of the one before it unless it says so; and what is hidden of that is neither compared nor told. */
final class LooseningDoorTest {
    private static final String AUTHOR = "minusma-system";

    /** Of the author's party; as they signed in they are not cleared for the source. */
    private static final String COLLEAGUE = "minusma.officer";

    private static final String PARTNER = "unowa-system";
    private static final String PURPOSE = "?purpose=early-warning";
    private static final String RESTRICTED = """
            ,"purposes":["early-warning"],"releasableTo":["OHCHR","UNODC"],"notReleasableTo":["UNOWA"],
             "eyesOnly":["minusma-system","minusma.analyst"],"onward":[],"flags":["personal-data-risk"],
             "embargoUntil":"2099-01-01T00:00:00Z","retainUntil":"2199-01-01T00:00:00Z\"""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private House house;

    @BeforeEach
    void open() {
        house = new House(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static ObjectNode record(String restrictions, String text) {
        return (ObjectNode) Json.tree(
                """
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "geometry":{"type":"Point","coordinates":[-0.3,16.2]},"label":%s,
                 "portions":[{"field":"body","text":"%s"}]}""".formatted("{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"%s}".formatted(restrictions), text));
    }

    private static ObjectNode portion(ObjectNode record) {
        return (ObjectNode) record.at("/portions/0");
    }

    private String submitted(String account, ObjectNode body) {
        HttpResponse<String> answer = house.post(account, "/records", body.toString());
        assertEquals(201, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("id").asText();
    }

    private HttpResponse<String> read(String account, String id) {
        return house.get(account, "/records/" + id + PURPOSE);
    }

    private HttpResponse<String> revise(String account, String id, String query, ObjectNode body) {
        String tag = read(account, id).headers().firstValue("ETag").orElseThrow();
        return house.put(account, "/records/" + id + query, body.toString(), "If-Match", tag);
    }

    private void revised(String id, String query, ObjectNode body) {
        HttpResponse<String> answer = revise(AUTHOR, id, query, body);
        assertEquals(200, answer.statusCode(), answer::body);
    }

    private static List<String> faults(HttpResponse<String> answer) {
        assertEquals(422, answer.statusCode(), answer::body);
        List<String> faults = new ArrayList<>();
        for (JsonNode error : Json.tree(answer.body()).path("errors")) {
            assertEquals("loosened", error.path("code").asText(), answer::body);
            faults.add(error.path("pointer").asText() + " "
                    + error.path("message").asText().replace("; lifting=true lifts it", ""));
        }
        return faults;
    }

    /** What a client writes that changes a word in what it read. */
    private ObjectNode fromTheView(String id, String text) {
        JsonNode view = Json.tree(read(AUTHOR, id).body());
        ObjectNode body = record("", text);
        ObjectNode label = body.withObject("/label");
        for (String member : List.of("tlp", "compartments", "releasableTo", "purposes")) {
            if (view.path("label").has(member)) {
                label.set(member, view.path("label").path(member));
            }
        }
        return body;
    }

    @Test
    void aVersionWrittenFromOnesOwnViewIsToldWhatItWouldLose() {
        String id = submitted(AUTHOR, record(RESTRICTED, "The ferry has not run since the morning."));
        ObjectNode written = fromTheView(id, "The ferry runs again.");
        List<String> lost = List.of(
                "/label/notReleasableTo no longer leaves out UNOWA",
                "/label/eyesOnly admits more than the version before, which admits only minusma-system, minusma.analyst",
                "/label/onward admits more than the version before, which admits nobody",
                "/label/flags no longer names personal-data-risk",
                "/label/embargoUntil ends before that of the version before, 2099-01-01T00:00:00Z",
                "/label/retainUntil ends after that of the version before, 2199-01-01T00:00:00Z");
        assertEquals(lost, faults(revise(AUTHOR, id, "", written)));
        assertEquals(lost, faults(revise(AUTHOR, id, "?lifting=false", written)));
        revised(id, "", record(RESTRICTED, "The ferry runs again."));
        revised(id, "?lifting=true", written);
        assertEquals(
                List.of(AUTHOR
                        + " [\"embargoUntil\",\"eyesOnly\",\"flags\",\"notReleasableTo\",\"onward\",\"retainUntil\"]"),
                liftings(AUTHOR, id));
        assertEquals(List.of(), liftings(COLLEAGUE, id), "as they may not read what was lifted");
        revised(id, "", record(RESTRICTED, "The ferry stopped again."));
        assertEquals(1, liftings(AUTHOR, id).size());
    }

    private JsonNode versions(String account, String id) {
        HttpResponse<String> answer = house.get(account, "/records/" + id + "/versions" + PURPOSE);
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body());
    }

    /** Who lifted what. */
    private List<String> liftings(String account, String id) {
        List<String> told = new ArrayList<>();
        JsonNode versions = versions(account, id);
        assertTrue(versions.path("liftings").isArray(), versions::toString);
        versions.path("liftings").forEach(one -> told.add(one.path("by").asText() + " " + one.path("lifted")));
        return told;
    }

    @Test
    void whoWasLeftOutStaysOutUnlessTheVersionSaysThatItLifts() {
        String id = submitted(AUTHOR, record(",\"notReleasableTo\":[\"UNOWA\"]", "The ferry has not run."));
        assertEquals(404, read(PARTNER, id).statusCode());
        assertEquals(
                List.of("/label/notReleasableTo no longer leaves out UNOWA"),
                faults(revise(AUTHOR, id, "", fromTheView(id, "The ferry runs again."))));
        assertEquals(404, read(PARTNER, id).statusCode());
        revised(id, "?lifting=true", fromTheView(id, "The ferry runs again."));
        assertEquals(200, read(PARTNER, id).statusCode());
        assertFalse(versions(PARTNER, id).has("liftings"), "it is the releaser's");
        assertEquals(List.of(AUTHOR + " [\"notReleasableTo\"]"), liftings(COLLEAGUE, id));
    }

    @Test
    void aPortionThatSaysItsOwnLabelIsNamedByItself() {
        ObjectNode body = record("", "The ferry has not run since the morning.");
        portion(body).putObject("label").put("marking", "UN CONFIDENTIAL").put("tlp", "AMBER");
        String id = submitted(AUTHOR, body);
        ObjectNode lower = record("", "The ferry runs again.");
        assertEquals(
                List.of(
                        "/portions/0/label/marking is below that of the version before",
                        "/portions/0/label/tlp is below that of the version before"),
                faults(revise(AUTHOR, id, "", lower)));
    }

    @Test
    void whatDerivesFromOthersStaysDerived() {
        String theirs = submitted(PARTNER, record("", "Six men were seen at the ford, says the partner."));
        ObjectNode derived = record("", "At the ford, says the partner.");
        portion(derived).putArray("derivedFrom").add(theirs);
        String id = submitted(AUTHOR, derived);
        assertEquals(
                List.of("/derivedFrom no longer names " + theirs),
                faults(revise(AUTHOR, id, "", record("", "At the bridge, says the partner."))));
        portion(derived).put("text", "At the bridge, says the partner.");
        revised(id, "", derived);
        revised(id, "?lifting=true", record("", "Nothing of it was so."));
    }

    /** Whoever may not read a portion is answered as where there is none. */
    @Test
    void whatIsHiddenFromWhoRevisesIsNeitherComparedNorTold() {
        ObjectNode plain = record("", "The ferry has not run since the morning.");
        ObjectNode more = plain.deepCopy();
        more.withArray("/portions")
                .addObject()
                .put("field", "source")
                .put("text", "the ferryman")
                .withObject("/label")
                .put("marking", "UN STRICTLY CONFIDENTIAL")
                .put("tlp", "AMBER")
                .putArray("notReleasableTo")
                .add("UNOWA");
        ObjectNode written = plain.deepCopy();
        written.withArray("/portions").addObject().put("field", "source").put("text", "the boatman");
        String without = submitted(AUTHOR, plain);
        String with = submitted(AUTHOR, more);
        assertFalse(read(COLLEAGUE, with).body().contains("ferryman"));
        assertEquals(
                List.of(
                        "/portions/1/label/marking is below that of the version before",
                        "/portions/1/label/tlp is below that of the version before",
                        "/portions/1/label/notReleasableTo no longer leaves out UNOWA"),
                faults(revise(AUTHOR, with, "", written)));
        HttpResponse<String> hidden = revise(COLLEAGUE, with, "", written);
        HttpResponse<String> absent = revise(COLLEAGUE, without, "", written);
        assertEquals(200, hidden.statusCode(), hidden::body);
        assertEquals(told(absent).replace(without, "<id>"), told(hidden).replace(with, "<id>"));
    }

    private static String told(HttpResponse<String> answer) {
        JsonNode body = Json.tree(answer.body());
        assertFalse(body.has("version"), "it would count the versions that are hidden");
        return answer.statusCode() + " " + body.path("id") + body.path("label") + body.path("derived");
    }
}
