package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
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

    /** A portion of a version of LAKE's; what is strictly confidential its reader does not see. */
    private record Part(String field, Level level, Content content) {
        static Part text(String field, Level level, String text) {
            return new Part(field, level, new Content.Text(text));
        }

        static Part file(String id, Level level, String hash) {
            return new Part(
                    PortionFacts.ATTACHMENT,
                    level,
                    new Content.Attachment(id, id + ".txt", "text/plain", 3, hash.repeat(64), 1));
        }
    }

    private static StoredRecord of(int version, Part... parts) {
        StoredRecord whole = World.released("one", "LAKE", Level.CONFIDENTIAL, "");
        List<PortionFacts> portions = new ArrayList<>();
        Map<String, Content> contents = new HashMap<>(whole.contents());
        portions.add(whole.facts().portions().getFirst());
        for (Part part : parts) {
            String id = Integer.toString(portions.size() + 1);
            PortionFacts like = World.released("one", "LAKE", part.level(), "")
                    .facts()
                    .portions()
                    .getLast();
            portions.add(new PortionFacts(id, part.field(), like.label(), like.sourceType(), like.custody()));
            contents.put(id, part.content());
        }
        return version(With.with(Altered.facts(whole, "portions", portions), "contents", contents), version);
    }

    private JsonNode history(StoredRecord... versions) {
        List<StoredRecord> all = List.of(versions);
        gateway.answers.earlier.put("one", all.subList(0, all.size() - 1));
        gateway.answers.records.put("one", all.getLast());
        HttpResponse<String> answer = versions();
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("items");
    }

    private static void isTimeAlone(JsonNode items, int index, String said) {
        assertTrue(items.get(index).has("at"), items::toString);
        assertFalse(items.get(index).has("view"), items::toString);
        assertFalse(items.toString().contains(said), items::toString);
    }

    @Test
    void whatWasMarkedUpStaysOutOfSightWhenItIsTakenOutLater() {
        for (String markedUp : List.of(BEFORE, BEFORE + "s")) {
            JsonNode items = history(
                    of(1, Part.text("source", Level.CONFIDENTIAL, BEFORE)),
                    of(2, Part.text("source", Level.STRICTLY_CONFIDENTIAL, markedUp)),
                    of(3, Part.text("source", Level.CONFIDENTIAL, "undisclosed")));
            isTimeAlone(items, 0, BEFORE);
            assertEquals("undisclosed", items.at("/2/view/portions/0/text").asText(), items::toString);
        }
    }

    @Test
    void aFileThatWasUploadedAgainAtAHigherLevelStaysOutOfSight() {
        isTimeAlone(
                history(
                        of(1, Part.file("ferry", Level.CONFIDENTIAL, "a")),
                        of(
                                2,
                                Part.file("again", Level.STRICTLY_CONFIDENTIAL, "a"),
                                Part.file("other", Level.CONFIDENTIAL, "b"))),
                0,
                "ferry");
    }

    @Test
    void whatWasPutInOtherWordsOutOfSightIsOutOfSightAsItWas() {
        isTimeAlone(
                history(
                        of(1, Part.text("body", Level.CONFIDENTIAL, "The ford is guarded, says the ferryman.")),
                        of(
                                2,
                                Part.text("body", Level.CONFIDENTIAL, "The ford is guarded."),
                                Part.text("source", Level.STRICTLY_CONFIDENTIAL, "whoever runs the boats"))),
                0,
                "ferryman");
    }

    @Test
    void aHiddenPortionThatIsExchangedClosesWhatWasBefore() {
        isTimeAlone(
                history(
                        of(
                                1,
                                Part.text("source", Level.CONFIDENTIAL, BEFORE),
                                Part.text("source", Level.STRICTLY_CONFIDENTIAL, "another")),
                        of(
                                2,
                                Part.text("source", Level.CONFIDENTIAL, "undisclosed"),
                                Part.text("source", Level.STRICTLY_CONFIDENTIAL, "whoever runs the boats"))),
                0,
                BEFORE);
    }

    @Test
    void whatWasHiddenAlreadyHidesNothingMore() {
        Part hidden = Part.text("source", Level.STRICTLY_CONFIDENTIAL, "a child of the village");
        JsonNode items = history(
                of(1, Part.text("body", Level.CONFIDENTIAL, BEFORE), hidden),
                of(2, Part.text("body", Level.CONFIDENTIAL, NOW), hidden));
        assertEquals(BEFORE, items.at("/0/view/portions/0/text").asText(), items::toString);
    }
}
