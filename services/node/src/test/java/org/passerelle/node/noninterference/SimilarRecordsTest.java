package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Sketch;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.json.Json;

/**
 * What a submission is said to resemble is what its submitter finds who reads every record, for every purpose of theirs, and compares: no
 * less, and nothing that they cannot read.
 */
final class SimilarRecordsTest {
    private static final long SEED = 20150620L;
    private static final int RECORDS = 45;

    /** More than are looked at at once. */
    private static final int CROWD = 201;

    private static final Level SEARCHABLE = Level.CONFIDENTIAL;

    @TempDir
    Path home;

    private final Random random = new Random(SEED);
    private final List<Drafts.Draft> drafted = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();
    private int flagged;
    private int hidden;
    private final Set<String> reasons = new TreeSet<>();

    @Test
    void areThoseThatWhoeverReadsEverythingFinds() {
        try (House house = new House(home)) {
            Drafts drafts = new Drafts(SEED);
            while (stored.size() < RECORDS) {
                Drafts.Draft draft = drafts.next();
                if (drafted.isEmpty() || random.nextInt(3) == 0) {
                    compare(house, draft);
                } else {
                    Drafts.Draft before = drafted.get(random.nextInt(drafted.size()));
                    String author = random.nextBoolean() ? before.author() : draft.author();
                    compare(house, new Drafts.Draft(author, varied(before.body())));
                }
            }
        }
        assertTrue(flagged > 0 && hidden > 0, () -> flagged + " were told of, " + hidden + " were hidden");
        assertEquals(Set.of("LIKE_TEXT", "SAME_EVENT", "SAME_TEXT"), reasons);
    }

    @Test
    void hiddenOnesCrowdNobodyOut() {
        try (House house = new House(home)) {
            assertEquals(
                    201, house.post("unodc-system", "/records", crowded("")).statusCode());
            crowd(house);
            HttpResponse<String> again = house.post("unodc-system", "/records", crowded(""));
            assertEquals(
                    List.of("UNODC"),
                    StreamSupport.stream(Json.tree(again.body()).path("similar").spliterator(), false)
                            .map(item -> Json.tree(house.get(
                                                    "unodc-system",
                                                    "/records/"
                                                            + item.path("record")
                                                                    .asText() + "?purpose="
                                                            + item.path("purpose")
                                                                    .asText())
                                            .body())
                                    .path("releaser")
                                    .asText())
                            .toList(),
                    again::body);
        }
    }

    /** Hidden ones, taken in as a file. */
    private static void crowd(House house) {
        String who = "minusma-system";
        HttpResponse<String> opened = house.post(
                who,
                "/imports",
                "{\"name\":\"crowd\",\"format\":\"ndjson\",\"digest\":\"%s\"}".formatted("0".repeat(64)));
        ObjectNode piece = ((ObjectNode) Json.tree("{}")).put("first", 1);
        for (int line = 1; line <= CROWD; line++) {
            piece.withArray("/items")
                    .addObject()
                    .put("line", line)
                    .put("text", crowded(",\"releasableTo\":[]").replace("\n", ""));
        }
        HttpResponse<String> stored = house.post(
                who, "/imports/" + Json.tree(opened.body()).path("id").asText() + "/pieces", piece.toString());
        assertEquals(CROWD, Json.tree(stored.body()).path("stored").asInt(), stored::body);
    }

    private static String crowded(String restriction) {
        return """
                {"type":"product","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"AMBER"%s},
                 "details":{"productType":"assessment"},
                 "portions":[{"field":"title","text":"Fuel is moved by night across the pass in lorries without plates"}]}
                """.formatted(restriction);
    }

    /** What was submitted before, told by somebody else: at about the time and the place, or not, and in other words, or not. */
    private ObjectNode varied(ObjectNode before) {
        ObjectNode body = before.deepCopy();
        body.withArray("/portions").forEach(portion -> ((ObjectNode) portion).remove("derivedFrom"));
        Instant time = Instant.parse(body.path("eventTime").asText());
        body.put("eventTime", time.plusSeconds(3_600L * one(-9, -2, 0, 0, 3)).toString());
        JsonNode geometry = body.path("geometry");
        if (geometry.path("type").asText().equals("Point")) {
            ArrayNode place = (ArrayNode) geometry.path("coordinates");
            double north = place.get(1).asDouble() + one(0, 0, 3, 40) / 100.0;
            place.set(1, north);
        }
        if (body.path("type").asText().equals("incident")) {
            body.withObject("/details").putArray("actors").add(random.nextBoolean() ? "Group of the north" : "Band");
        }
        ObjectNode portion = (ObjectNode) body.withArray("/portions")
                .get(random.nextInt(body.withArray("/portions").size()));
        String text = portion.path("text").asText();
        portion.put("text", random.nextBoolean() ? text + " Nothing else." : text.substring(0, text.length() / 3 + 1));
        return body;
    }

    private int one(int... all) {
        return all[random.nextInt(all.length)];
    }

    private void compare(House house, Drafts.Draft draft) {
        String author = draft.author();
        ObjectNode body = draft.body();
        HttpResponse<String> preview = house.post(author, "/previews?recipients=" + author, body.toString());
        HttpResponse<String> answer = house.post(author, "/records", body.toString());
        if (answer.statusCode() != 201) {
            return;
        }
        assertTrue(Json.tree(answer.body()).path("compared").asBoolean(), answer::body);
        Map<String, String> told = told(answer);
        assertEquals(told, told(preview));
        assertEquals(naive(house, author, body), told, () -> author + " submitted " + body);
        flagged += told.size();
        drafted.add(draft);
        stored.add(Json.tree(answer.body()).path("id").asText());
    }

    private Map<String, String> told(HttpResponse<String> answer) {
        Map<String, String> told = new TreeMap<>();
        Json.tree(answer.body()).path("similar").forEach(item -> {
            item.path("why").forEach(why -> reasons.add(why.asText()));
            assertTrue(item.path("disclosure").has("salt"), item::toString);
            told.put(item.path("record").asText(), item.path("purpose").asText() + " " + item.path("why"));
        });
        return told;
    }

    private Map<String, String> naive(House house, String author, ObjectNode body) {
        Set<String> purposes = new TreeSet<>();
        Json.tree(house.get(author, "/me").body()).path("purposes").forEach(purpose -> purposes.add(purpose.asText()));
        Map<String, String> found = new TreeMap<>();
        for (String id : stored) {
            boolean meets = meets(house, id, body);
            Optional<String> read = purposes.stream()
                    .flatMap(purpose -> read(house, author, id, purpose, body, meets))
                    .findFirst();
            read.ifPresent(why -> found.put(id, why));
            if (read.isEmpty() && meets) {
                hidden++;
            }
        }
        return found;
    }

    private static Stream<String> read(
            House house, String author, String id, String purpose, ObjectNode body, boolean meets) {
        HttpResponse<String> view = house.get(author, "/records/" + id + "?purpose=" + purpose);
        if (view.statusCode() != 200) {
            return Stream.empty();
        }
        ArrayNode why = (ArrayNode) Json.tree("[]");
        Set<String> texts = NaiveTexts.alike(body, Json.tree(view.body()));
        texts.forEach(why::add);
        boolean event = NaiveEvents.same(body, Json.tree(view.body()));
        if (event) {
            why.add("SAME_EVENT");
        }
        return event || (meets && !texts.isEmpty()) ? Stream.of(purpose + " " + why) : Stream.empty();
    }

    /** Whether a text of the record that may be searched by is found by one that is submitted: a few of those just alike are not. */
    private static boolean meets(House house, String id, ObjectNode body) {
        return switch (house.ask(Records.GATHER, new Records.Gather(id, Optional.empty()))) {
            case Records.Gathered.Absent absent -> false;
            case Records.Gathered.Found(StoredRecord record) ->
                record.facts().portions().stream()
                        .filter(portion -> portion.label().orElseThrow().level().atMost(SEARCHABLE))
                        .map(portion -> record.contents().get(portion.id()))
                        .anyMatch(content -> content instanceof Content.Text text
                                && NaiveTexts.of(body)
                                        .anyMatch(mine ->
                                                !Collections.disjoint(Sketch.of(mine), Sketch.of(text.text()))));
        };
    }
}
