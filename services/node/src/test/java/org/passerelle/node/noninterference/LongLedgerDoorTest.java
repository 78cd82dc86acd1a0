package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** A record that was read as often as its readers liked is corrected and recalled like any other. */
final class LongLedgerDoorTest {
    private static final String AUTHOR = "minusma-system";
    private static final String RECIPIENT = "unowa-system";
    private static final String PURPOSE = "early-warning";
    private static final int TIMES = 10;
    private static final int AT_ONCE = 15_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private House house;

    @BeforeEach
    void open() {
        // As it is configured when nobody says otherwise.
        house = new House(home, Map.of("PASSERELLE_BUS_ASK_TIMEOUT", "PT3S"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String body(String text) {
        return """
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "label":{"marking":"UN UNCLASSIFIED","tlp":"AMBER"},"portions":[{"field":"body","text":"%s"}]}
                """.formatted(text);
    }

    private HttpResponse<String> read(String account, String record) {
        HttpResponse<String> answer = house.get(account, "/records/" + record + "?purpose=" + PURPOSE);
        assertEquals(200, answer.statusCode(), answer::body);
        return answer;
    }

    private List<JsonNode> notices() {
        house.settle();
        return Notices.of(house, RECIPIENT, PURPOSE);
    }

    @Test
    void itsCorrectionAndItsRecallReachWhoeverHoldsIt() {
        HttpResponse<String> stored = house.post(AUTHOR, "/records", body("Twelve men"));
        assertEquals(201, stored.statusCode(), stored::body);
        String record = Json.tree(stored.body()).path("id").asText();
        String tag = read(AUTHOR, record).headers().firstValue("ETag").orElseThrow();
        String received = Json.tree(read(RECIPIENT, record).body())
                .path("disclosure")
                .path("id")
                .asText();
        for (int times = 0; times < TIMES; times++) {
            house.readBefore(record, AT_ONCE);
        }
        assertEquals(
                200,
                house.put(AUTHOR, "/records/" + record, body("Six men"), "If-Match", tag)
                        .statusCode());
        assertEquals(
                List.of("corrected " + received),
                notices().stream().map(LongLedgerDoorTest::told).toList());
        assertEquals(
                201,
                house.post(AUTHOR, "/records/" + record + "/recalls", "{\"reason\":\"a mistake\"}")
                        .statusCode());
        assertEquals(
                List.of("corrected " + received, "recalled " + received),
                notices().stream().map(LongLedgerDoorTest::told).toList());
    }

    private static String told(JsonNode notice) {
        return notice.path("verb").asText() + " " + notice.path("disclosure").asText();
    }

    @Test
    void itsLedgerIsToldInPages() {
        HttpResponse<String> stored = house.post(AUTHOR, "/records", body("Twelve men"));
        String record = Json.tree(stored.body()).path("id").asText();
        read(RECIPIENT, record);
        house.readBefore(record, 250);
        String asked = "/records/" + record + "/disclosures";
        JsonNode first = Json.tree(house.get(AUTHOR, asked).body());
        assertEquals(200, first.path("items").size());
        String cursor = first.path("next").asText();
        JsonNode last = Json.tree(house.get(AUTHOR, asked + "?cursor=" + cursor).body());
        assertEquals(51, last.path("items").size());
        assertFalse(last.has("next"), last::toString);
        assertEquals(
                400, house.get("minusma.officer", asked + "?cursor=" + cursor).statusCode());
        assertTrue(Json.tree(house.get(AUTHOR, asked + "?limit=1000").body())
                        .path("items")
                        .size()
                == 251);
    }
}
