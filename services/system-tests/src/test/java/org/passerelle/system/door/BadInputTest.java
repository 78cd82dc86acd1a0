package org.passerelle.system.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** Bad submissions: refused with the JSON pointer of the fault, and nothing stored. */
@Live
class BadInputTest {
    private static final String GOOD = """
            {"type":"incident","language":"fr",
             "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"],"releasableTo":["UNOWA"]},
             "eventTime":"2015-01-20T09:00:00Z","country":"ML","admin1":["ML-7"],
             "geometry":{"type":"Point","coordinates":[-0.3,16.3]},
             "grading":"B2","tags":["event:type=\\"air-strike\\""],"derivedFrom":[],
             "portions":[{"field":"title","text":"MARKER","label":{"marking":"UN UNCLASSIFIED","tlp":"AMBER"}},
                         {"field":"body","text":"Un aéronef a engagé un véhicule."}]}
            """;

    private final GatewayClient gateway;

    BadInputTest(LiveSystem system) {
        this.gateway = system.client();
    }

    @ParameterizedTest(name = "{3} {2}: {0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "type":"incident"             | "type":"incidnet"                    | /type                     | 422
                    "type":"incident"             | "type":"incident","type":"alert"     | /type                     | 400
                    "language":"fr"               | "language":"fr","colour":"red"       | /colour                   | 422
                    "language":"fr"               | "language":7                         | /language                 | 422
                    "tlp":"AMBER","purposes"      | "tlp":"CLEAR","purposes"             | /label/tlp                | 422
                    "UN CONFIDENTIAL"             | "UN CONFIDENTAL"                     | /label/marking            | 422
                    "UN CONFIDENTIAL"             | "UN \u0421ONFIDENTIAL"               | /label/marking            | 422
                    "UN CONFIDENTIAL"             | "FR TRES SECRET"                     | /label/marking            | 422
                    ["early-warning"]             | ["early-warming"]                    | /label/purposes/0         | 422
                    ["UNOWA"]                     | ["UNOVA"]                            | /label/releasableTo/0     | 422
                    2015-01-20T09:00:00Z          | 2015-02-30T09:00:00Z                 | /eventTime                | 422
                    [-0.3,16.3]                   | [-0.3,116.3]                         | /geometry/coordinates     | 422
                    [-0.3,16.3]                   | [-0.3]                               | /geometry/coordinates     | 422
                    "country":"ML"                | "country":"NE"                       | /admin1                   | 422
                    "grading":"B2"                | "grading":"B7"                       | /grading                  | 422
                    air-strike                    | air-strick                           | /tags/0                   | 422
                    "field":"title"               | "field":"titel"                      | /portions/0/field         | 422
                    "grading":"B2",               | "grading":"B2","overall":{"marking":"UN UNCLASSIFIED","tlp":"AMBER"}, | /overall | 422
                    "derivedFrom":[]              | "derivedFrom":["no-such-record"]     | /derivedFrom              | 422
                    """)
    void isRefusedWithItsPlace(String right, String wrong, String pointer, int status) {
        String marker = "marker" + System.nanoTime();
        assertTrue(GOOD.contains(right), right);
        Answer answer = submit(GOOD.replace("MARKER", marker).replace(right, wrong));
        assertEquals(status, answer.status(), answer::text);
        assertEquals("application/problem+json", mediaType(answer));
        List<String> pointers = new ArrayList<>();
        for (JsonNode error : answer.json().path("errors")) {
            pointers.add(error.path("pointer").asText());
        }
        assertTrue(pointers.stream().anyMatch(found -> found.startsWith(pointer)), () -> pointer + " " + answer.text());
        assertNothingStored(marker);
    }

    @Test
    void malformedJsonIsRefusedWithItsLine() {
        Answer answer = submit(GOOD.replace("\"grading\":\"B2\",", "\"grading\":\"B2\""));
        assertEquals(400, answer.status(), answer::text);
        assertTrue(answer.json().path("errors").path(0).path("line").asInt() > 1, answer::text);
    }

    @Test
    void oversizeBodyIsRefused() {
        String marker = "marker" + System.nanoTime();
        Answer answer = submit(GOOD.replace("MARKER", marker + "x".repeat(20_000_000)));
        assertEquals(413, answer.status(), answer::text);
        assertNothingStored(marker);
    }

    @Test
    void otherMediaTypeIsRefused() {
        Answer answer = gateway.post("minusma-system", "/records", Map.of("Content-Type", "text/plain"), GOOD);
        assertEquals(415, answer.status(), answer::text);
    }

    @Test
    void theUnchangedSubmissionIsTaken() {
        assertEquals(201, submit(GOOD).status());
    }

    private Answer submit(String body) {
        return gateway.post("minusma-system", "/records", Map.of(), body);
    }

    private void assertNothingStored(String marker) {
        Answer found = gateway.get("minusma-system", "/records?purpose=early-warning&q=" + marker);
        assertEquals(0, found.json().path("items").size(), found::text);
    }

    private static String mediaType(Answer answer) {
        return answer.header("Content-Type").orElse("").replaceAll(";.*", "");
    }
}
