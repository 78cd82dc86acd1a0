package org.passerelle.system.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** A taxonomy is handed to the running system; its tags may be used at every gateway at once, and a search for one is kept for its account. */
@Live
class ImportedVocabularyTest {
    private static final String TAXONOMY = """
            {"namespace":"caravan","description":"Caravans","version":1,
             "predicates":[{"value":"escorted"},{"value":"size"}],
             "values":[{"predicate":"size","entry":[{"value":"small"},{"value":"large"}]}]}
            """;
    private static final String RECORD = """
            {"type":"movement","language":"en","country":"ML","details":{"mode":"camel"},"tags":["caravan:escorted","caravan:size=\\"large\\""],
             "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["crime-analysis"]},
             "portions":[{"field":"title","text":"northbound"}]}
            """;
    private static final String SEARCH =
            "{\"name\":\"Caravans\",\"query\":{\"purpose\":\"crime-analysis\",\"tag\":\"caravan:escorted\"}}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final LiveSystem system;

    ImportedVocabularyTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void itsTagsMayBeUsedAtEveryGatewayAndAreFound() throws Exception {
        Path file = Files.writeString(directory.resolve("machinetag.json"), TAXONOMY);
        Path faulty = Files.writeString(directory.resolve("faulty.json"), TAXONOMY.replace("escorted", "es corted"));
        String said = Shell.run(system, "./passerelle vocabulary import " + faulty + " 2>&1 || echo ended with $?");
        assertTrue(said.contains("faulty.json:2:") && said.endsWith("ended with 1\n"), said);
        assertEquals(
                422,
                system.client()
                        .post("minusma-system", "/records", Map.of(), RECORD)
                        .status());
        String taken = Shell.run(system, "./passerelle vocabulary import " + file + " --json -");
        assertTrue(Json.tree(taken).path("at").isTextual(), taken);
        for (int node = 0; node < system.gateways().size(); node++) {
            Answer stored = system.client(node).post("minusma-system", "/records", Map.of(), RECORD);
            assertEquals(201, stored.status(), stored::text);
        }
        GatewayClient gateway = system.client();
        Answer saved = gateway.post("unodc-system", "/searches", Map.of(), SEARCH);
        assertEquals(201, saved.status(), saved::text);
        String run = "/records?saved=" + saved.json().path("id").asText();
        assertEquals(3, gateway.get("unodc-system", run).json().path("items").size());
        assertEquals(404, gateway.get("minusma-system", run).status());
    }
}
