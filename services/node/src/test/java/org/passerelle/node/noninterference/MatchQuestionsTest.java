package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.node.noninterference.MatchBitTest.MANY;
import static org.passerelle.node.noninterference.MatchBitTest.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.json.Json;

/** Questions whether something is alike are on record at both sides, limited, and end with the terms. */
final class MatchQuestionsTest {
    private static final Map<String, String> TWO =
            Map.of("PASSERELLE_MATCHES_MOST", "2", "PASSERELLE_MATCHES_ANSWER_AFTER", "PT0S");

    @TempDir
    Path home;

    private final Random random = new Random(MatchBitTest.SEED);
    private final List<MatchBitTest.Held> held = new ArrayList<>();

    private ObjectNode person() {
        return MatchBitTest.person(random);
    }

    @Test
    void everyQuestionStandsInBothLogsAndTellsNeitherTheAnswer() {
        try (House house = new House(home, MANY)) {
            String own = stored(house, "minusma-system", person());
            String question = question("UNODC", own);
            assertFalse(hit(house.post("minusma-system", "/matches", question)));
            List<JsonNode> missed = asked(house, "unodc-system", 1);
            List<JsonNode> missing = asked(house, "minusma-system", 1);
            stored(house, "unodc-system", copy(held.getLast().body()));
            HttpResponse<String> answer = house.post("minusma-system", "/matches", question);
            assertTrue(hit(answer));
            List<JsonNode> met = asked(house, "unodc-system", 2);
            assertEquals(shape(missed.getFirst()), shape(met.getLast()));
            assertEquals(
                    shape(missing.getFirst()),
                    shape(asked(house, "minusma-system", 2).getLast()));
            assertEquals("MINUSMA", met.getLast().path("recipient").asText());
            JsonNode item = met.getLast().path("items").get(0);
            assertEquals("match", item.path("record").asText());
            assertEquals(
                    List.of("13-minusma-to-unodc", "13-unodc-to-minusma"),
                    StreamSupport.stream(item.path("clauses").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
            assertNotEquals(
                    missed.getFirst().path("items").get(0).path("view"),
                    item.path("view"),
                    "what was asked is not to be guessed from its hash");
            assertTrue(answer.headers().firstValue("Passerelle-Disclosure").isPresent());
        }
    }

    private static ObjectNode copy(ObjectNode body) {
        return body.deepCopy();
    }

    private String stored(House house, String author, ObjectNode body) {
        HttpResponse<String> answer = house.post(author, "/records", body.toString());
        assertEquals(201, answer.statusCode(), answer::body);
        held.add(new MatchBitTest.Held(Json.tree(answer.body()).path("id").asText(), author, body));
        return held.getLast().id();
    }

    private static boolean hit(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("hit").asBoolean();
    }

    /** Bodies of the leaves of questions in a party's own log, which so many reach before long, and no more. */
    private static List<JsonNode> asked(House house, String account, int many) {
        assertTrue(
                Waiting.until(() -> asked(house, account).size() >= many, Duration.ofMinutes(1)),
                () -> house.get(account, "/audit/entries").body());
        List<JsonNode> asked = asked(house, account);
        assertEquals(many, asked.size());
        return asked;
    }

    private static List<JsonNode> asked(House house, String account) {
        return StreamSupport.stream(
                        Json.tree(house.get(account, "/audit/entries").body())
                                .path("entries")
                                .spliterator(),
                        false)
                .map(entry -> entry.path("body"))
                .map(body -> body.isTextual() ? Json.tree(body.asText()) : body)
                .filter(body -> body.path("action").asText().equals("MATCH"))
                .toList();
    }

    /** Without what every leaf has of its own. */
    private static String shape(JsonNode leaf) {
        ObjectNode body = leaf.deepCopy();
        body.remove(List.of("disclosure", "at", "root"));
        ((ObjectNode) body.path("items").get(0)).remove("view");
        return body.toString();
    }

    @Test
    void beyondTheLimitAndWithoutTermsTheRefusalIsTheSameWhateverIsStored() {
        try (House house = new House(home, TWO)) {
            String own = stored(house, "minusma-system", person());
            for (String nobody : List.of("OHCHR", "NOBODY", "MINUSMA")) {
                HttpResponse<String> refused = house.post("minusma-system", "/matches", question(nobody, own));
                assertEquals(403, refused.statusCode(), refused::body);
                assertEquals(
                        "ACTION_NOT_ALLOWED",
                        Json.tree(refused.body()).path("code").asText());
            }
            assertEquals(
                    404,
                    house.post("minusma-system", "/matches", question("UNODC", "never"))
                            .statusCode());
            String theirs = stored(house, "unodc-system", person());
            assertEquals(
                    404,
                    house.post("minusma-system", "/matches", question("UNODC", theirs))
                            .statusCode());
            for (int i = 0; i < 2; i++) {
                hit(house.post("minusma-system", "/matches", question("UNODC", own)));
            }
            HttpResponse<String> exhausted = house.post("minusma-system", "/matches", question("UNODC", own));
            assertEquals(429, exhausted.statusCode(), exhausted::body);
            assertEquals(
                    Set.of("type", "title", "status", "trace"),
                    Json.tree(exhausted.body()).properties().stream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet()));
            hit(house.post("unodc-system", "/matches", question("MINUSMA", theirs)));
            asked(house, "unodc-system", 3);
        }
    }

    @Test
    void oneSideSuspendsAndNeitherMayAsk() {
        try (House house = new House(home, MANY)) {
            String own = stored(house, "minusma-system", person());
            String theirs = stored(house, "unodc-system", copy(held.getLast().body()));
            assertTrue(hit(house.post("minusma-system", "/matches", question("UNODC", own))));
            assertTrue(hit(house.post("unodc-system", "/matches", question("MINUSMA", theirs))));
            HttpResponse<String> suspended = house.post(
                    "unodc.administrator", "/agreements/13-match/suspensions", "{\"reason\":\"under review\"}");
            assertEquals(201, suspended.statusCode(), suspended::body);
            assertEquals(
                    403,
                    house.post("minusma-system", "/matches", question("UNODC", own))
                            .statusCode());
            assertEquals(
                    403,
                    house.post("unodc-system", "/matches", question("MINUSMA", theirs))
                            .statusCode());
        }
    }
}
