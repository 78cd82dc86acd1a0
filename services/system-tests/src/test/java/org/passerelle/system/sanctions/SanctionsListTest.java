package org.passerelle.system.sanctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.SignedIn;

/** A commander and a person in a record are named like listed ones: people are asked, and what was released stays released. */
@Live
final class SanctionsListTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COMMANDER = "Colonel Youssouf Kelintara";
    private static final String RECORDED = "Sidi Ould Bahmaïra";

    private static final String LIST = """
            <CONSOLIDATED_LIST dateGenerated="2026-01-10T10:00:00Z">
              <INDIVIDUALS>
                <INDIVIDUAL><DATAID>9001</DATAID><FIRST_NAME>Yusuf</FIRST_NAME><SECOND_NAME>KELINTARA</SECOND_NAME>
                  <UN_LIST_TYPE>Invented</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER></INDIVIDUAL>
                <INDIVIDUAL><DATAID>9002</DATAID><FIRST_NAME>Seedi Wuld BAHMAYRA</FIRST_NAME>
                  <UN_LIST_TYPE>Invented</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.002</REFERENCE_NUMBER></INDIVIDUAL>
              </INDIVIDUALS>
              <ENTITIES>
                <ENTITY><DATAID>9003</DATAID><FIRST_NAME>Front of Invention</FIRST_NAME>
                  <UN_LIST_TYPE>Invented</UN_LIST_TYPE><REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER></ENTITY>
              </ENTITIES>
            </CONSOLIDATED_LIST>
            """;

    private static final String RECORD = """
            {"type":"person","language":"en","country":"ML",
             "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["crime-analysis"]},
             "eventTime":"2015-03-02T00:00:00Z","grading":"C3",
             "portions":[{"field":"title","text":"Broker of fuel"},
                         {"field":"persons","text":"Known as %s (invented name)."}]}
            """.formatted(RECORDED);

    private final LiveSystem system;

    SanctionsListTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void aLikenessIsAskedOfPeopleAndDecidesNothing() throws Exception {
        GatewayClient platform = as("minusma.platform");
        GatewayClient focalPoint = as("minusma.focal-point");
        assertEquals(403, post(focalPoint, "minusma.focal-point", LIST).status());
        Answer broken = post(platform, "minusma.platform", LIST.replace("KELINTARA", "\u0019"));
        assertEquals(422, broken.status(), broken::text);
        assertEquals(3, broken.json().path("errors").path(0).path("line").asInt(), broken::text);
        Answer submitted = as("minusma.officer").post("minusma.officer", "/records", Map.of(), RECORD);
        assertEquals(201, submitted.status(), submitted::text);
        Answer taken = post(platform, "minusma.platform", LIST);
        assertEquals(201, taken.status(), taken::text);

        JsonNode commander = awaited(focalPoint, "COMMANDER");
        assertEquals(COMMANDER, commander.path("subject").path("name").asText());
        JsonNode record = awaited(focalPoint, "RECORD");
        assertTrue(!record.toString().contains(RECORDED), "the match shows what the record says");

        String ruling = "/sanctions/matches/" + commander.path("id").asText() + "/rulings";
        String body = "{\"same\":false,\"reason\":\"Born forty years later.\"}";
        Answer ruled = focalPoint.post("minusma.focal-point", ruling, Map.of(), body);
        assertEquals(201, ruled.status(), ruled::text);
        assertEquals("NO_MATCH", ruled.json().path("state").asText());
    }

    private static Answer post(GatewayClient client, String account, String list) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(list.getBytes(StandardCharsets.UTF_8));
        }
        String document = Base64.getEncoder().encodeToString(packed.toByteArray());
        return client.post(account, "/sanctions/lists", Map.of(), Json.write(Map.of("document", document)));
    }

    private static JsonNode awaited(GatewayClient client, String kind) {
        assertTrue(Waiting.until(() -> find(client, kind).isPresent(), PATIENCE), "nobody was asked about a " + kind);
        return find(client, kind).orElseThrow();
    }

    private static Optional<JsonNode> find(GatewayClient client, String kind) {
        Answer matches = client.get("minusma.focal-point", "/sanctions/matches").orFail("reading the matches");
        return StreamSupport.stream(matches.json().path("items").spliterator(), false)
                .filter(match -> match.path("state").asText().equals("OPEN"))
                .filter(match -> match.path("subject").path("kind").asText().equals(kind))
                .findFirst();
    }

    private GatewayClient as(String account) {
        return SignedIn.as(system, "sanctions", account, 2);
    }
}
