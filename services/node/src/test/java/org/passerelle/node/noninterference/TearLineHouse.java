package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.platform.json.Json;

/** A house with a record whose author writes tear-lines of it, and what is done there about them. */
final class TearLineHouse implements AutoCloseable {
    static final String AUTHOR = "minusma-system";

    /** Of the author's party; as they signed in they are not cleared for the source. */
    static final String COLLEAGUE = "minusma.officer";

    static final String PARTNER = "unowa.officer";
    static final String PURPOSE = "early-warning";
    static final String OPEN = "Travellers should avoid the crossings south of the town for some days.";

    private static final String SECRET = "Twelve men guard the ford below Tassiga; the third house is theirs.";

    final House house;

    /** The id of the record of which tear-lines are written. */
    final String source;

    TearLineHouse(Path home) {
        house = new House(home);
        source = submitted(AUTHOR, source());
    }

    static ObjectNode source() {
        return record("UN STRICTLY CONFIDENTIAL", "AMBER", SECRET);
    }

    static ObjectNode summary() {
        return record("UN UNCLASSIFIED", "GREEN", OPEN);
    }

    ObjectNode tearLine() {
        return summary().put("tearLineOf", source);
    }

    static ObjectNode record(String marking, String tlp, String text) {
        return (ObjectNode) Json.tree("""
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "geometry":{"type":"Point","coordinates":[-0.3,16.2]},
                 "label":{"marking":"%s","tlp":"%s"},"portions":[{"field":"body","text":"%s"}]}""".formatted(marking, tlp, text));
    }

    HttpResponse<String> submit(String account, ObjectNode body) {
        return house.post(account, "/records", body.toString());
    }

    String submitted(String account, ObjectNode body) {
        HttpResponse<String> answer = submit(account, body);
        assertEquals(201, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("id").asText();
    }

    HttpResponse<String> revise(String account, String id, ObjectNode body) {
        return revise(account, id, "", body);
    }

    HttpResponse<String> revise(String account, String id, String query, ObjectNode body) {
        HttpResponse<String> read = house.get(account, "/records/" + id + "?purpose=" + PURPOSE);
        return house.put(
                account,
                "/records/" + id + query,
                body.toString(),
                "If-Match",
                read.headers().firstValue("ETag").orElseThrow());
    }

    JsonNode revised(String account, String id, ObjectNode body) {
        HttpResponse<String> answer = revise(account, id, body);
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body());
    }

    JsonNode related(String account, String id) {
        HttpResponse<String> answer = house.get(account, "/records/" + id + "/tear-lines");
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body());
    }

    static JsonNode json(String text) {
        return Json.tree(text);
    }

    /** A refusal as pointer, code and message. */
    static List<String> faults(HttpResponse<String> answer) {
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

    static String withoutTrace(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body().replaceAll("\"trace\":\"[0-9a-f]+\"", "");
    }

    @Override
    public void close() {
        house.close();
    }
}
