package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** Whoever holds what a new version replaced is told, also where they may not read it; of what they never held nobody is. */
final class CorrectionDoorTest {
    private static final String AUTHOR = "minusma-system";
    private static final String READER = "unowa.officer";
    private static final String RECIPIENT = "unowa-system";
    private static final String STRANGER = "unodc-system";
    private static final String PURPOSE = "early-warning";
    private static final String OPEN = "UN UNCLASSIFIED";
    private static final String CLOSED = "UN STRICTLY CONFIDENTIAL";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private House house;

    private String record = "";

    @BeforeEach
    void open() {
        house = new House(home);
        HttpResponse<String> stored = house.post(AUTHOR, "/records", body("a child told us", OPEN, "Twelve men"));
        assertEquals(201, stored.statusCode(), stored::body);
        record = Json.tree(stored.body()).path("id").asText();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String body(String source, String marking, String text) {
        return """
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "label":{"marking":"UN UNCLASSIFIED","tlp":"AMBER"},
                 "portions":[{"field":"body","text":"%s","label":{"marking":"%s","tlp":"AMBER"}},
                    {"field":"source","text":"%s","label":{"marking":"UN STRICTLY CONFIDENTIAL","tlp":"AMBER"}}]}
                """.formatted(text, marking, source);
    }

    private void revise(String source, String marking, String text) {
        HttpResponse<String> read = read(AUTHOR);
        HttpResponse<String> revised = house.put(
                AUTHOR,
                "/records/" + record,
                body(source, marking, text),
                "If-Match",
                read.headers().firstValue("ETag").orElseThrow());
        assertEquals(200, revised.statusCode(), revised::body);
        house.settle();
    }

    private HttpResponse<String> read(String account) {
        return house.get(account, "/records/" + record + "?purpose=" + PURPOSE);
    }

    private List<JsonNode> notices(String account) {
        return Notices.of(house, account, PURPOSE);
    }

    private JsonNode told(String what) {
        HttpResponse<String> cases = house.get(AUTHOR, "/records/" + record + "/" + what);
        assertEquals(200, cases.statusCode(), cases::body);
        return Json.tree(cases.body()).path("items");
    }

    @Test
    void whoeverHoldsWhatWasReplacedIsToldOnceAndNobodyElse() {
        HttpResponse<String> received = read(READER);
        assertEquals(200, received.statusCode(), received::body);
        assertFalse(received.body().contains("a child"), received::body);
        String disclosure =
                Json.tree(received.body()).path("disclosure").path("id").asText();
        revise("two children told us", OPEN, "Twelve men");
        assertEquals(List.of(), notices(RECIPIENT));
        assertEquals(JsonNodeFactory.instance.arrayNode(), told("corrections"));
        revise("two children told us", CLOSED, "Six men");
        JsonNode notice = notices(RECIPIENT).getFirst();
        assertEquals("corrected", notice.path("verb").asText());
        assertEquals(record, notice.path("record").asText());
        assertEquals(disclosure, notice.path("disclosure").asText());
        assertFalse(notice.toString().contains("Six"), notice::toString);
        revise("nobody told us", CLOSED, "Three men");
        assertEquals(List.of(notice), notices(RECIPIENT));
        assertEquals(List.of(), notices(STRANGER));
    }

    @Test
    void theReleaserSeesWhoAcknowledgedACorrectionApartFromRecalls() {
        read(READER);
        revise("a child told us", OPEN, "Six men");
        String notice = notices(RECIPIENT).getFirst().path("id").asText();
        assertEquals(JsonNodeFactory.instance.arrayNode(), told("recalls"));
        assertEquals("UNOWA", told("corrections").at("/0/notices/0/party").asText());
        HttpResponse<String> acknowledged =
                house.post(RECIPIENT, "/feed/acknowledgements", "{\"notice\":\"%s\"}".formatted(notice));
        assertEquals(201, acknowledged.statusCode(), acknowledged::body);
        assertEquals(
                "acknowledged", told("corrections").at("/0/notices/0/state").asText());
        assertEquals(
                404, house.get(RECIPIENT, "/records/" + record + "/corrections").statusCode());
    }
}
