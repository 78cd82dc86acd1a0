package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** Searches under a name: their account's own, checked as a search is, and decided each time they are run. */
final class SavedSearchDoorTest {
    private static final String OFFICER = "unowa.officer";
    private static final String SAVE = """
            {"name":"The ford","query":{"purpose":"early-warning","q":"ford","type":"incident","bbox":"-1,15,1,20","level":"2"}}""";
    private static final String TYPED = "/records?purpose=early-warning&q=ford&type=incident&bbox=-1,15,1,20&level=2";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private House house;

    @BeforeEach
    void open() {
        house = new House(home);
        for (String place : List.of("ford", "bridge")) {
            assertEquals(
                    201, house.post("minusma-system", "/records", record(place)).statusCode());
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String record(String place) {
        return """
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"geometry":{"type":"Point","coordinates":[-0.3,19.1]},
                 "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"},"portions":[{"field":"body","text":"the %s is guarded"}]}""".formatted(place);
    }

    @Test
    void findsWhatItWouldFindIfItWereTyped() {
        String id = save(SAVE);
        HttpResponse<String> run = house.get(OFFICER, "/records?saved=" + id + "&count=true");
        assertEquals(items(house.get(OFFICER, TYPED + "&count=true")), items(run));
        assertEquals(1, Json.tree(run.body()).path("items").size(), run::body);
        assertEquals(1, Json.tree(run.body()).at("/counts/total").asInt());
        assertTrue(Json.tree(run.body()).path("disclosure").has("salt"), "decided and recorded as any search");
        JsonNode listed = Json.tree(house.get(OFFICER, "/searches").body()).path("items");
        assertEquals(1, listed.size());
        assertEquals(Json.tree(SAVE).path("query"), listed.get(0).path("query"));
        assertEquals("The ford", listed.get(0).path("name").asText());
    }

    @Test
    void pagesAreThoseOfTheSameSearch() {
        String id = save("{\"name\":\"All\",\"query\":{\"purpose\":\"early-warning\",\"type\":\"incident\"}}");
        JsonNode first =
                Json.tree(house.get(OFFICER, "/records?limit=1&saved=" + id).body());
        HttpResponse<String> second = house.get(
                OFFICER,
                "/records?limit=1&saved=" + id + "&cursor=" + first.path("next").asText());
        assertEquals(200, second.statusCode(), second::body);
        assertFalse(first.path("items").equals(Json.tree(second.body()).path("items")));
    }

    @Test
    void toAnybodyElseThereIsNone() {
        String id = save(SAVE);
        for (String account : List.of("unowa-system", "minusma.officer")) {
            assertEquals(
                    shape(house.get(account, "/records?saved=never")),
                    shape(house.get(account, "/records?saved=" + id)));
            assertEquals(
                    shape(house.delete(account, "/searches/never")), shape(house.delete(account, "/searches/" + id)));
            assertEquals(
                    0,
                    Json.tree(house.get(account, "/searches").body())
                            .path("items")
                            .size());
        }
        assertEquals(204, house.delete(OFFICER, "/searches/" + id).statusCode());
        assertEquals(404, house.get(OFFICER, "/records?saved=" + id).statusCode());
        assertEquals(404, house.delete(OFFICER, "/searches/" + id).statusCode());
    }

    @Test
    void faultsAreThoseOfASearchAndNameTheirPlaces() {
        assertEquals("/query/bbox", fault(SAVE.replace("-1,15", "-1,95")));
        assertEquals("/query/level", fault(SAVE.replace("\"2\"", "\"7\"")));
        assertEquals("/query/level", fault(SAVE.replace("\"2\"", "2")));
        assertEquals("/query/limit", fault(SAVE.replace("\"level\"", "\"limit\"")));
        assertEquals("/query/purpose", fault(SAVE.replace("\"purpose\":\"early-warning\",", "")));
        assertEquals("/name", fault(SAVE.replace("The ford", " ")));
        assertEquals(
                "/query/order",
                fault("{\"name\":\"x\",\"query\":{\"purpose\":\"early-warning\",\"order\":\"relevance\"}}"));
        assertEquals(
                403,
                house.post(OFFICER, "/searches", SAVE.replace("early-warning", "targeting"))
                        .statusCode());
        assertEquals(
                403,
                house.post(OFFICER, "/searches", SAVE.replace("early-warning", "judicial"))
                        .statusCode());
        String id = save(SAVE);
        assertEquals(
                "q",
                Json.tree(house.get(OFFICER, "/records?q=bridge&saved=" + id).body())
                        .at("/errors/0/pointer")
                        .asText());
        assertEquals(400, house.get(OFFICER, "/records?q=bridge").statusCode(), "a search states its purpose");
    }

    private String save(String body) {
        HttpResponse<String> saved = house.post(OFFICER, "/searches", body);
        assertEquals(201, saved.statusCode(), saved::body);
        String id = Json.tree(saved.body()).path("id").asText();
        assertEquals(
                "/api/v1/searches/" + id, saved.headers().firstValue("Location").orElse(""));
        return id;
    }

    private String fault(String body) {
        HttpResponse<String> refused = house.post(OFFICER, "/searches", body);
        assertEquals(422, refused.statusCode(), refused::body);
        List<String> pointers = StreamSupport.stream(
                        Json.tree(refused.body()).path("errors").spliterator(), false)
                .map(error -> error.path("pointer").asText())
                .distinct()
                .toList();
        assertEquals(1, pointers.size(), refused::body);
        return pointers.getFirst();
    }

    private static JsonNode items(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer::body);
        ObjectNode body = (ObjectNode) Json.tree(answer.body());
        body.remove("disclosure");
        return body;
    }

    private static String shape(HttpResponse<String> answer) {
        ObjectNode body = (ObjectNode) Json.tree(answer.body());
        body.remove("trace");
        return answer.statusCode() + " " + body;
    }
}
