package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** What its releaser took back says so to its own members, who alone still see it, and nothing new is written from it. */
final class RecalledDoorTest {
    private static final String AUTHOR = "minusma-system";
    private static final String PARTNER = "unowa-system";
    private static final String PURPOSE = "?purpose=early-warning";
    private static final String FERRY =
            "The ferry at Tassiga has not run since the morning; twelve men wait on the bank.";
    private static final String MARKET = "The old market was closed after shots were heard behind the granary.";

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

    private static String record(String text, String... sources) {
        ObjectNode body = (ObjectNode) Json.tree("""
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},"portions":[{"field":"body","text":"%s"}]}""".formatted(text));
        List.of(sources).forEach(body.withArray("derivedFrom")::add);
        return body.toString();
    }

    private String submitted(String text, String... sources) {
        HttpResponse<String> answer = house.post(AUTHOR, "/records", record(text, sources));
        assertEquals(201, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("id").asText();
    }

    private void recall(String id) {
        HttpResponse<String> answer = house.post(AUTHOR, "/records/" + id + "/recalls", "{\"reason\":\"mistaken\"}");
        assertEquals(201, answer.statusCode(), answer::body);
    }

    private HttpResponse<String> read(String account, String id) {
        return house.get(account, "/records/" + id + PURPOSE);
    }

    private static String tag(HttpResponse<String> read) {
        return read.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> revise(String id, String body) {
        return house.put(AUTHOR, "/records/" + id, body, "If-Match", tag(read(AUTHOR, id)));
    }

    private JsonNode found(String id) {
        HttpResponse<String> answer = house.get(AUTHOR, "/records" + PURPOSE);
        for (JsonNode item : Json.tree(answer.body()).path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError(answer.body());
    }

    @Test
    void saysSoWhereverItsOwnMembersMeetItAndIsAbsentForOthers() {
        String id = submitted(FERRY);
        HttpResponse<String> before = read(AUTHOR, id);
        assertFalse(Json.tree(before.body()).has("recalled"), before::body);
        assertEquals(200, read(PARTNER, id).statusCode());
        recall(id);
        HttpResponse<String> after = read(AUTHOR, id);
        assertTrue(Json.tree(after.body()).path("recalled").asBoolean(), after::body);
        assertNotEquals(tag(before), tag(after));
        assertTrue(found(id).path("recalled").asBoolean(), () -> found(id).toString());
        HttpResponse<String> versions = house.get(AUTHOR, "/records/" + id + "/versions" + PURPOSE);
        assertTrue(Json.tree(versions.body()).at("/items/0/view/recalled").asBoolean(), versions::body);
        HttpResponse<String> page = house.get(AUTHOR, "/records/" + id + "/document" + PURPOSE + "&lang=en");
        assertTrue(page.body().contains("RECALLED"), page::body);
        assertEquals(404, read(PARTNER, id).statusCode());
    }

    @Test
    void isCitedByNothingThatDidNotCiteItBefore() {
        String source = submitted(FERRY);
        String product = submitted(MARKET, source);
        String other = submitted("Rain has washed the road to the ford away.");
        recall(source);
        assertRecalled(house.post(AUTHOR, "/records", record("Nobody crosses the river at Tassiga.", source)));
        assertRecalled(revise(other, record("Rain has washed the road away.", source)));
        HttpResponse<String> again = revise(product, record(MARKET + " It is open again.", source));
        assertEquals(200, again.statusCode(), again::body);
    }

    private static void assertRecalled(HttpResponse<String> answer) {
        assertEquals(422, answer.statusCode(), answer::body);
        JsonNode fault = Json.tree(answer.body()).at("/errors/0");
        assertEquals("/derivedFrom/0", fault.path("pointer").asText(), answer::body);
        assertEquals("recalled", fault.path("code").asText(), answer::body);
    }

    @Test
    void isNamedAsSuchAndNotOfferedWhereSomethingRepeatsIt() {
        String id = submitted(FERRY);
        recall(id);
        HttpResponse<String> answer = house.post(AUTHOR, "/records", record(FERRY));
        JsonNode similar = Json.tree(answer.body()).at("/similar/0");
        assertEquals(id, similar.path("record").asText(), answer::body);
        assertTrue(similar.path("recalled").asBoolean(), answer::body);
        assertTrue(similar.path("offers").isEmpty(), answer::body);
    }
}
