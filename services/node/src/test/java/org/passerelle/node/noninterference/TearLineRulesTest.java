package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.node.noninterference.TearLineHouse.AUTHOR;
import static org.passerelle.node.noninterference.TearLineHouse.COLLEAGUE;
import static org.passerelle.node.noninterference.TearLineHouse.OPEN;
import static org.passerelle.node.noninterference.TearLineHouse.PARTNER;
import static org.passerelle.node.noninterference.TearLineHouse.faults;
import static org.passerelle.node.noninterference.TearLineHouse.record;
import static org.passerelle.node.noninterference.TearLineHouse.source;
import static org.passerelle.node.noninterference.TearLineHouse.summary;
import static org.passerelle.node.noninterference.TearLineHouse.withoutTrace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** A tear-line is written by the author of its source, at a lower level, strictly; whatever is not is refused. */
final class TearLineRulesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private TearLineHouse torn;

    @SuppressWarnings("NullAway.Init")
    private House house;

    private String source = "";

    @BeforeEach
    void open() {
        torn = new TearLineHouse(home);
        house = torn.house;
        source = torn.source;
    }

    @AfterEach
    void close() {
        torn.close();
    }

    @Test
    void aSourceThatTheSubmitterMayNotUseIsRefusedAsOneThatDoesNotExist() {
        String ofPartner = torn.submitted(PARTNER, record("UN CONFIDENTIAL", "AMBER", "Of the partner, and shared."));
        String recalled = torn.submitted(AUTHOR, source());
        assertEquals(
                201,
                house.post(AUTHOR, "/records/" + recalled + "/recalls", "{\"reason\":\"a mistake\"}")
                        .statusCode());
        HttpResponse<String> unknown = torn.submit(
                AUTHOR, summary().put("tearLineOf", UUID.randomUUID().toString()));
        assertEquals(List.of("/tearLineOf not-found no such record"), faults(unknown));
        for (String unusable : List.of(ofPartner, recalled)) {
            assertEquals(
                    withoutTrace(unknown),
                    withoutTrace(torn.submit(AUTHOR, summary().put("tearLineOf", unusable))));
        }
        assertEquals(
                withoutTrace(torn.submit(
                        COLLEAGUE, summary().put("tearLineOf", UUID.randomUUID().toString()))),
                withoutTrace(torn.submit(COLLEAGUE, torn.tearLine())));
        assertEquals(
                withoutTrace(torn.submit(
                        PARTNER, summary().put("tearLineOf", UUID.randomUUID().toString()))),
                withoutTrace(torn.submit(PARTNER, torn.tearLine())));
    }

    @Test
    void whatIsNotBelowIsRefusedAndSaysInWhat() {
        assertEquals(
                List.of("/tearLineOf not-below the label of the tear-line is that of the record, not below it"),
                faults(torn.submit(
                        AUTHOR,
                        record("UN STRICTLY CONFIDENTIAL", "AMBER", OPEN).put("tearLineOf", source))));
        ObjectNode sideways = record("UN CONFIDENTIAL", "RED", OPEN).put("tearLineOf", source);
        sideways.withObject("/label").putArray("eyesOnly").add(COLLEAGUE);
        assertEquals(
                List.of(
                        "/tearLineOf not-below the label of the tear-line is not below that of the record: TLP, eyes only"),
                faults(torn.submit(AUTHOR, sideways)));
        ObjectNode onePortion = torn.tearLine();
        onePortion
                .withArray("/portions")
                .addObject()
                .put("field", "source")
                .put("text", "A guide who asks not to be named in any paper.")
                .putObject("label")
                .put("marking", "UN STRICTLY CONFIDENTIAL")
                .put("tlp", "AMBER")
                .putArray("compartments")
                .add("SOURCE");
        assertEquals(
                List.of(
                        "/tearLineOf not-below the label of the tear-line is not below that of the record: compartments"),
                faults(torn.submit(AUTHOR, onePortion)));
    }

    @Test
    void noLabelIsLoweredByRepeatingWordForWord() {
        ObjectNode repeating = torn.tearLine();
        repeating
                .withArray("/portions")
                .addObject()
                .put("field", "body")
                .put("text", "twelve men guard the ford  below TASSIGA - the third house is theirs");
        assertEquals(
                List.of(
                        "/portions/1 not-below says word for word what the record says in a portion that is marked higher"),
                faults(torn.submit(AUTHOR, repeating)));
        String id = torn.submitted(AUTHOR, torn.tearLine());
        assertEquals(
                List.of(
                        "/portions/1 not-below says word for word what the record says in a portion that is marked higher"),
                faults(torn.revise(AUTHOR, id, summary().setAll(Map.of("portions", repeating.path("portions"))))));
        byte[] file = "a sketch of the third house".getBytes(StandardCharsets.UTF_8);
        String path = "/attachments?name=house.txt&label=STRICTLY+CONFIDENTIAL//TLP:AMBER";
        String low = "/attachments?name=house.txt&label=UNCLASSIFIED//TLP:GREEN";
        assertEquals(
                201,
                house.send(AUTHOR, "/records/" + source + path, "text/plain", file)
                        .statusCode());
        assertEquals(
                List.of("label not-below says word for word what the record says in a portion that is marked higher"),
                faults(house.send(AUTHOR, "/records/" + id + low, "text/plain", file)));
        assertEquals(
                201,
                house.send(AUTHOR, "/records/" + id + low, "text/plain", new byte[] {'a'})
                        .statusCode(),
                "another file");
    }

    @Test
    void contentOfOthersIsNotTornOff() {
        String ofPartner = torn.submitted(PARTNER, record("UN CONFIDENTIAL", "AMBER", "Of the partner, and shared."));
        ObjectNode derived = record("UN CONFIDENTIAL", "AMBER", "The same, says the partner.");
        ((ObjectNode) derived.at("/portions/0")).putArray("derivedFrom").add(ofPartner);
        String mixed = torn.submitted(AUTHOR, derived);
        List<String> faults = faults(torn.submit(AUTHOR, summary().put("tearLineOf", mixed)));
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.getFirst().startsWith("/tearLineOf not-own has content of other parties"), faults::toString);
    }

    @Test
    void aNewVersionIsHeldToTheSameRulesByWhoReadsTheSourceAndBindsNobodyElse() {
        String id = torn.submitted(AUTHOR, torn.tearLine());
        String plain = torn.submitted(AUTHOR, summary());
        ObjectNode raised = record("UN CONFIDENTIAL", "AMBER", OPEN);
        raised.withObject("/label").putArray("notReleasableTo").add("UNODC");
        assertEquals(
                List.of(
                        "/tearLineOf not-below the label of the tear-line is not below that of the record: not releasable to"),
                faults(torn.revise(AUTHOR, id, raised)));
        assertEquals(
                withoutTrace(torn.revise(COLLEAGUE, plain, raised)).replace(plain, "<id>"),
                withoutTrace(torn.revise(COLLEAGUE, id, raised)).replace(id, "<id>"));
        assertEquals(source, torn.related(AUTHOR, id).path("tearLineOf").asText());
    }

    @Test
    void aFileMayBringTearLines() {
        HttpResponse<String> job = house.post(
                AUTHOR,
                "/imports",
                "{\"name\":\"a.ndjson\",\"format\":\"ndjson\",\"digest\":\"%s\"}".formatted("ab".repeat(32)));
        String id = Json.tree(job.body()).path("id").asText();
        ObjectNode piece = ((ObjectNode) Json.tree("{}")).put("first", 1);
        piece.withArray("/items")
                .addObject()
                .put("line", 1)
                .put("text", torn.tearLine().toString());
        piece.withArray("/items")
                .addObject()
                .put("line", 2)
                .put("text", source().put("tearLineOf", source).toString());
        HttpResponse<String> stored = house.post(AUTHOR, "/imports/" + id + "/pieces", piece.toString());
        assertEquals(200, stored.statusCode(), stored::body);
        JsonNode faults = Json.tree(
                        house.get(AUTHOR, "/imports/" + id + "/faults").body())
                .path("items");
        assertEquals(
                "2 /tearLineOf not-below",
                faults.at("/0/line").asText() + " " + faults.at("/0/pointer").asText() + " "
                        + faults.at("/0/code").asText(),
                faults::toString);
        assertEquals(1, torn.related(AUTHOR, source).path("tearLines").size());
    }
}
