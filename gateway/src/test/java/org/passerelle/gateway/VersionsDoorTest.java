package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** What a record said before is for the party that released it; others learn when it changed. */
class VersionsDoorTest {
    private static final String BEFORE = "told by the ferryman";
    private static final String NOW = "told by a traveller";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void store(String party, Level before, Level now) {
        gateway.answers.earlier.put("one", List.of(version(World.released("one", party, before, BEFORE), 1)));
        gateway.answers.records.put("one", version(World.released("one", party, now, NOW), 2));
    }

    private static StoredRecord version(StoredRecord record, int version) {
        return Altered.at(Altered.facts(record, "version", version), version);
    }

    private HttpResponse<String> versions() {
        return gateway.get("lake.officer", "/records/one/versions?purpose=early-warning");
    }

    @Test
    void othersLearnThatItChangedAndNotWhatItSaid() {
        store("RIVER", Level.CONFIDENTIAL, Level.CONFIDENTIAL);
        HttpResponse<String> answer = versions();
        JsonNode items = Json.tree(answer.body()).path("items");
        assertEquals(2, items.size(), answer::body);
        assertEquals("2026-01-02T00:00:00Z", items.at("/0/at").asText());
        assertFalse(items.get(0).has("view"), answer::body);
        assertEquals(NOW, items.at("/1/view/portions/0/text").asText(), answer::body);
        assertFalse(answer.body().contains(BEFORE), answer::body);
        assertEquals(1, gateway.answers.leaves.getFirst().items().size());
    }

    @Test
    void theOwnPartySeesWhatItSaid() {
        store("LAKE", Level.CONFIDENTIAL, Level.CONFIDENTIAL);
        JsonNode items = Json.tree(versions().body()).path("items");
        assertEquals(BEFORE, items.at("/0/view/portions/0/text").asText(), items::toString);
        assertEquals(NOW, items.at("/1/view/portions/0/text").asText(), items::toString);
    }

    @Test
    void ofWhatWasMarkedUpTheOwnPartyIsToldTheTimeAlone() {
        StoredRecord open = World.released("one", "LAKE", Level.CONFIDENTIAL, BEFORE);
        gateway.answers.earlier.put("one", List.of(version(open, 1)));
        gateway.answers.records.put(
                "one", version(markedUp(World.released("one", "LAKE", Level.CONFIDENTIAL, BEFORE)), 2));
        HttpResponse<String> answer = versions();
        JsonNode items = Json.tree(answer.body()).path("items");
        assertEquals(2, items.size(), answer::body);
        assertFalse(items.get(0).has("view"), answer::body);
        assertFalse(answer.body().contains(BEFORE), answer::body);
    }

    /** The same with its text at a level that the reader is not cleared for. */
    private static StoredRecord markedUp(StoredRecord record) {
        StoredRecord secret = World.released("one", "LAKE", Level.STRICTLY_CONFIDENTIAL, BEFORE);
        List<PortionFacts> portions = Stream.concat(
                        record.facts().portions().stream()
                                .filter(portion -> portion.field().equals(PortionFacts.HEAD)),
                        secret.facts().portions().stream()
                                .filter(portion -> !portion.field().equals(PortionFacts.HEAD)))
                .toList();
        return Altered.facts(record, "portions", portions);
    }

    @Test
    void whatWasMarkedUpIsOutOfSightAsItWasBeforeToo() {
        store("RIVER", Level.CONFIDENTIAL, Level.STRICTLY_CONFIDENTIAL);
        assertEquals(404, versions().statusCode());
    }
}
