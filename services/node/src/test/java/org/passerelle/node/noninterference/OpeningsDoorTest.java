package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** What a party may open of the operator's log tells hidden from absent as little as the answers do. */
final class OpeningsDoorTest {
    private static final String AUTHOR = "minusma-system";
    private static final String READER = "unowa.officer";
    private static final String PURPOSE = "early-warning";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> OFTEN = Map.of("PASSERELLE_AUDIT_INTERVAL", "PT0.5S");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @Test
    void hiddenAndAbsentLeaveNothingToOpen() {
        try (House house = new House(home, OFTEN)) {
            HttpResponse<String> stored = house.post(AUTHOR, "/records", body("UN STRICTLY CONFIDENTIAL"));
            assertEquals(201, stored.statusCode(), stored::body);
            String hidden = Json.tree(stored.body()).path("id").asText();
            String absent = UUID.randomUUID().toString();
            Doors doors = new Doors(house, READER, PURPOSE);
            for (String question : doors.ofRecord("none")) {
                assertEquals(doors.answer(question, absent), doors.answer(question, hidden), question);
            }
            // What is told, and was noted after everything else.
            HttpResponse<String> preview =
                    house.post(READER, "/previews?recipients=unodc-system", body("UN UNCLASSIFIED"));
            assertEquals(200, preview.statusCode(), preview::body);
            List<String> opened = opened(house);
            assertEquals(List.of("draft-previewed"), kinds(opened));
            for (String body : opened) {
                assertFalse(body.contains(hidden) || body.contains(absent), body);
            }
        }
    }

    private static String body(String marking) {
        return """
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "label":{"marking":"%s","tlp":"AMBER"},"portions":[{"field":"body","text":"Twelve men"}]}
                """.formatted(marking);
    }

    /** What there is to open, when the preview is among it. */
    private static List<String> opened(House house) {
        Instant end = Instant.now().plus(PATIENCE);
        List<String> bodies = List.of();
        while (!kinds(bodies).contains("draft-previewed")) {
            assertTrue(Instant.now().isBefore(end), "the operator's log has not taken in the preview");
            Thread.onSpinWait();
            HttpResponse<String> answer = house.get(READER, "/audit/openings?limit=1000");
            assertEquals(200, answer.statusCode(), answer::body);
            List<String> now = new ArrayList<>();
            Json.tree(answer.body())
                    .path("openings")
                    .forEach(one -> now.add(one.path("body").asText()));
            bodies = now;
        }
        return bodies;
    }

    /** Of what was noted, but for agreements: those of the configuration are signed at the start. */
    private static List<String> kinds(List<String> bodies) {
        return bodies.stream()
                .map(Json::tree)
                .map(body -> body.path("what"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(kind -> !kind.startsWith("agreement-"))
                .toList();
    }
}
