package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** Whoever may see above the searchable level is told that words find nothing there, whether or not there is anything. */
class WordsUpToDoorTest {
    private static final int SECOND_FACTOR = 2;
    private static final int HARDWARE_KEY = 3;
    private static final String SEARCH = "/records?purpose=" + Exports.PURPOSE;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    @BeforeEach
    void open() throws Exception {
        gateway = RunningGateway.under(home, World::exporting);
        contract = new KeptContract(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> get(int strength, String path) {
        return gateway.send(gateway.request(path)
                .header("Test-Account", Exports.EXPORTER)
                .header("Test-Strength", String.valueOf(strength))
                .build());
    }

    private JsonObject page(int strength, String path) {
        return contract.keeps("searchRecords", 200, get(strength, path));
    }

    private Optional<String> ofExport(int strength, Map<String, String> members) {
        HttpResponse<String> page = get(strength, "/exports/" + Exports.order(gateway, members) + "/pages");
        assertEquals(200, page.statusCode(), page::body);
        return page.headers().firstValue("Passerelle-Words-Up-To");
    }

    @Test
    void whoMaySeeAboveTheLevelIsToldThatWordsFindNothingThere() {
        JsonObject page = page(HARDWARE_KEY, SEARCH + "&q=ford&count=true");
        assertEquals(Level.CONFIDENTIAL.number(), page.getInteger("wordsUpTo"));
        assertTrue(page.getBoolean("complete"), "no page follows");
        assertEquals(Optional.of("2"), ofExport(HARDWARE_KEY, Map.of("q", "ford")));
    }

    @Test
    void aSavedSearchSaysSoToo() {
        Map<String, String> query = Map.of("purpose", Exports.PURPOSE, "q", "ford");
        HttpResponse<String> saved =
                gateway.post(Exports.EXPORTER, "/searches", Json.write(Map.of("name", "One", "query", query)));
        String id = Json.tree(saved.body()).path("id").asText();
        assertEquals(2, page(HARDWARE_KEY, "/records?saved=" + id).getInteger("wordsUpTo"));
    }

    @Test
    void whoSeesNothingAboveTheLevelMissesNothing() {
        assertFalse(page(SECOND_FACTOR, SEARCH + "&q=ford").containsKey("wordsUpTo"));
        assertEquals(Optional.empty(), ofExport(SECOND_FACTOR, Map.of("q", "ford")));
    }

    @Test
    void withoutWordsAllIsFound() {
        assertFalse(page(HARDWARE_KEY, SEARCH + "&type=incident").containsKey("wordsUpTo"));
        assertEquals(Optional.empty(), ofExport(HARDWARE_KEY, Map.of("type", "incident")));
    }

    /** Else it would tell that there is something. */
    @Test
    void whatIsStoredMakesNoDifference() {
        JsonObject before = page(HARDWARE_KEY, SEARCH + "&q=ford");
        assertEquals(2, before.getInteger("wordsUpTo"));
        gateway.answers.records.put("hidden", World.record("hidden", Level.STRICTLY_CONFIDENTIAL, "at the ford"));
        assertEquals(before, page(HARDWARE_KEY, SEARCH + "&q=ford"));
    }
}
