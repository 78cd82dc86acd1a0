package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.gateway.world.Altered.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** What leaves as a file is what the pipeline lets leave for the action EXPORT, page by page. */
class ExportDoorTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        for (int number = 1; number <= 5; number++) {
            gateway.answers.records.put(
                    "own" + number, World.released("own" + number, "LAKE", Level.CONFIDENTIAL, "own text " + number));
        }
        gateway.answers.records.put("secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, "hidden text"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void thePagesOneBehindTheOtherAreTheFile() {
        String file = export("ndjson", 2);
        List<String> lines = file.lines().toList();
        assertEquals(5, lines.size(), file);
        for (String line : lines) {
            JsonNode view = Json.tree(line);
            HttpResponse<String> read =
                    gateway.get("lake.officer", "/records/" + view.path("id").asText() + "?purpose=early-warning");
            ((ObjectNode) view).remove(List.of("retainUntil", "created", "modified"));
            JsonNode whole = Json.tree(read.body());
            view.properties().forEach(member -> assertEquals(whole.get(member.getKey()), member.getValue(), line));
        }
        assertFalse(file.contains("hidden text"));
    }

    @Test
    void eachPageHasALeafOfItsOwnForTheActionExport() {
        export("ndjson", 2);
        assertEquals(3, gateway.answers.leaves.size());
        gateway.answers.leaves.forEach(leaf -> assertEquals(Action.EXPORT, leaf.action()));
        assertEquals(
                List.of(2, 2, 1),
                gateway.answers.leaves.stream().map(leaf -> leaf.items().size()).toList());
    }

    @Test
    void whatMayBeReadAndNotExportedStaysHere() {
        gateway.answers.records.clear();
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "read only text"));
        assertEquals(
                200,
                gateway.get("lake.officer", "/records/shared?purpose=early-warning")
                        .statusCode());
        assertEquals("", export("ndjson", 200));
    }

    @Test
    void aFeatureCollectionIsOneWhateverThePages() {
        for (int limit : List.of(1, 2, 200)) {
            JsonNode collection = Json.tree(export("geojson", limit).replace("\"geometry\":null", "\"geometry\":{}"));
            assertEquals(5, collection.path("features").size());
            assertEquals("Feature", collection.at("/features/4/type").asText());
        }
    }

    @Test
    void aTableHasOneHeaderAndRunsNoFormula() {
        gateway.answers.records.put(
                "own1", World.released("own1", "LAKE", Level.CONFIDENTIAL, "=HYPERLINK(\"http://x\")"));
        String table = export("csv", 2);
        List<String> rows = table.lines().toList();
        assertEquals(6, rows.size());
        assertTrue(rows.getFirst().startsWith("\uFEFFid,releaser,type"), rows.getFirst());
        assertEquals(1, times(table, "\uFEFF"), "of a file, and not of a page");
        assertTrue(rows.stream().anyMatch(row -> row.contains("\"'=HYPERLINK(")), rows::toString);
    }

    @Test
    void aBundleIsOneWhateverThePages() {
        for (int limit : List.of(1, 2, 200)) {
            JsonNode bundle = Json.tree(export("stix", limit));
            assertEquals("bundle", bundle.path("type").asText());
            List<String> incidents = new java.util.ArrayList<>();
            bundle.path("objects").forEach(object -> {
                if (object.path("type").asText().equals("incident")) {
                    incidents.add(object.path("description").asText());
                }
            });
            assertEquals(5, incidents.size());
            assertTrue(incidents.contains("own text 3"), incidents::toString);
        }
    }

    @Test
    void aBundleHoldsNothingOfWhatIsWithheldNorWhenItChanged() {
        StoredRecord plain = World.released("own1", "LAKE", Level.CONFIDENTIAL, "own text 1");
        gateway.answers.earlier.put("own1", List.of(at(plain, 0)));
        gateway.answers.records.put("own1", at(plain, 0));
        String without = export("stix", 200);
        gateway.answers.earlier.put("own1", List.of(at(withRiverText(plain, "hidden before"), 0)));
        gateway.answers.records.put("own1", at(withRiverText(plain, "hidden now"), 5));
        String with = export("stix", 200);
        assertFalse(with.contains("hidden"), with);
        assertEquals(without, with);
        gateway.answers.records.put("own1", at(World.released("own1", "LAKE", Level.CONFIDENTIAL, "corrected"), 5));
        String corrected = export("stix", 200);
        assertTrue(corrected.contains("\"modified\":\"2026-01-06T00:00:00.000Z\""), corrected);
        assertEquals(
                with.replace("own text 1", "corrected"),
                corrected.replace("\"modified\":\"2026-01-06", "\"modified\":\"2026-01-01"),
                "a correction leaves the id as it was");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv", "geojson"})
    void aFileSaysWhenWhatIsSeenChangedAndNothingElse(String format) {
        StoredRecord plain = World.released("own1", "LAKE", Level.CONFIDENTIAL, "own text 1");
        gateway.answers.records.put("own1", at(plain, 0));
        String without = export(format, 200);
        gateway.answers.earlier.put("own1", List.of(at(plain, 0)));
        gateway.answers.records.put("own1", at(withRiverText(plain, "hidden now"), 5));
        assertEquals(without, export(format, 200), "a change that is hidden is none");
        gateway.answers.records.put("own1", at(World.released("own1", "LAKE", Level.CONFIDENTIAL, "corrected"), 5));
        String corrected = export(format, 200);
        assertEquals(0, times(without, "2026-01-06T00:00:00Z"), without);
        assertEquals(1, times(corrected, "2026-01-06T00:00:00Z"), corrected);
        assertEquals(
                without.replace("own text 1", "corrected"),
                corrected.replace("2026-01-06T00:00:00Z", "2026-01-01T00:00:00Z"));
    }

    @Test
    void whatLeavesUnderOtherTermsIsNewerUnderTheSameId() throws Exception {
        gateway.answers.records.clear();
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "shared text"));
        gateway.change(version -> amended(version, Audience.only("MARSH"), 2));
        JsonNode object = incident();
        JsonNode event = event();
        gateway.change(version -> amended(version, Audience.nobody(), 3));
        JsonNode narrower = incident();
        assertEquals(object.path("id"), narrower.path("id"));
        assertNotEquals(object.path("object_marking_refs"), narrower.path("object_marking_refs"));
        assertEquals("2026-01-01T00:00:00.000Z", narrower.path("created").asText());
        assertEquals("2026-01-03T00:00:00.000Z", object.path("modified").asText());
        assertEquals("2026-01-04T00:00:00.000Z", narrower.path("modified").asText());
        JsonNode later = event();
        assertEquals(event.path("uuid"), later.path("uuid"));
        assertEquals(
                event.path("timestamp").asLong() + 86_400,
                later.path("timestamp").asLong());
    }

    /** RIVER and LAKE let LAKE pass on to these, since that day. */
    private static Bundle amended(long version, Audience onward, int day) {
        Bundle usual = World.exporting(version);
        Agreement agreement = usual.agreements().getFirst();
        Clause clause = With.with(agreement.clauses().getFirst(), "onward", onward);
        Agreement.Signature signature = new Agreement.Signature("k1", "h..s", World.BEGIN.plus(Duration.ofDays(day)));
        Agreement signed =
                With.with(agreement, "clauses", List.of(clause)).signed(agreement.hash(), Map.of("RIVER", signature));
        return With.with(usual, "agreements", List.of(signed));
    }

    private JsonNode incident() {
        return Json.tree(export("stix", 200))
                .path("objects")
                .valueStream()
                .filter(object -> object.path("type").asText().equals("incident"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode event() {
        return Json.tree(export("misp", 200)).at("/response/0/Event");
    }

    @Test
    void theEndOfValidityIsAChange() {
        Instant end = World.BEGIN.plus(Duration.ofDays(4));
        StoredRecord plain = World.released("own1", "LAKE", Level.CONFIDENTIAL, "own text 1");
        StoredRecord ended = Altered.facts(plain, "validUntil", Optional.of(end));
        StoredRecord stale = Altered.head(ended, head -> With.with(head, "validUntil", Optional.of(end)));
        gateway.answers.records.put("own1", stale);
        String file = export("ndjson", 200);
        assertEquals(1, times(file, "\"stale\":true"), file);
        assertEquals(1, times(file, "\"modified\":\"2026-01-05T00:00:00Z\""), file);
        assertEquals(5, times(file, "\"created\":\"2026-01-01T00:00:00Z\""), file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"misp", "geojson"})
    void aFileIsWholeWhereNothingOfItsFirstPageIsLeft(String format) {
        gateway.answers.remaining =
                versions -> versions.getFirst().facts().recordId().equals("own1") ? List.of() : versions;
        JsonNode file = Json.tree(export(format, 1).replace("\"geometry\":null", "\"geometry\":{}"));
        assertEquals(
                4, file.path(format.equals("misp") ? "response" : "features").size(), file::toString);
    }

    private static int times(String file, String text) {
        return file.split(Pattern.quote(text), -1).length - 1;
    }

    @Test
    void eventsHoldNothingOfWhatIsWithheldEither() {
        StoredRecord plain = World.released("own1", "LAKE", Level.CONFIDENTIAL, "own text 1");
        gateway.answers.records.put("own1", at(plain, 0));
        String without = export("misp", 2);
        assertEquals(5, Json.tree(without).path("response").size());
        gateway.answers.earlier.put("own1", List.of(at(plain, 0)));
        gateway.answers.records.put("own1", at(withRiverText(plain, "hidden now"), 5));
        assertEquals(without, export("misp", 2));
    }

    /** The record with a further portion, which is RIVER's and may not be exported. */
    private static StoredRecord withRiverText(StoredRecord own, String text) {
        return Altered.and(own, 1, Altered.third("source", "RIVER", Level.CONFIDENTIAL), text);
    }

    @Test
    void nobodyElseFetchesIt() {
        String id = order("ndjson");
        assertEquals(
                404, gateway.get("river.officer", "/exports/" + id + "/pages").statusCode());
        assertEquals(404, gateway.get("river.officer", "/exports/" + id).statusCode());
        assertEquals(404, gateway.get("lake.officer", "/exports/AAAA/pages").statusCode());
        new KeptContract(gateway).keeps("getExport", 200, gateway.get("lake.officer", "/exports/" + id));
    }

    @Test
    void saysToWhoeverOrderedItWhatWasOrdered() {
        Map<String, String> filters =
                Map.of("q", "ford or river", "level", "2", "from", "2015-01-20T09:00:00Z", "originator", "RIVER");
        String id = Exports.order(gateway, filters);
        JsonObject order =
                new KeptContract(gateway).keeps("getExport", 200, gateway.get("lake.officer", "/exports/" + id));
        assertEquals(filters, order.getJsonObject("filters").getMap());
        assertEquals("ndjson", order.getString("format"));
        assertEquals("early-warning", order.getString("purpose"));
        HttpResponse<String> others = gateway.get("river.officer", "/exports/" + id);
        assertEquals(404, others.statusCode());
        assertFalse(others.body().contains("ford or river"), others.body());
        JsonObject all = new KeptContract(gateway)
                .keeps("getExport", 200, gateway.get("lake.officer", "/exports/" + order("csv")));
        assertEquals(Map.of(), all.getJsonObject("filters").getMap());
    }

    @Test
    void aSearchCursorIsNoneOfAnExport() {
        String cursor = Json.tree(gateway.get("lake.officer", "/records?purpose=early-warning&limit=1")
                        .body())
                .path("next")
                .asText();
        assertFalse(cursor.isEmpty());
        assertEquals(
                400,
                gateway.get("lake.officer", "/exports/" + order("ndjson") + "/pages?cursor=" + Exports.encoded(cursor))
                        .statusCode());
    }

    @Test
    void aPurposeThatIsNotTheCallersIsRefusedAtOnce() {
        HttpResponse<String> answer =
                gateway.post("lake.officer", "/exports", "{\"purpose\":\"targeting\",\"format\":\"ndjson\"}");
        assertEquals(403, answer.statusCode(), answer.body());
        assertEquals(
                422,
                gateway.post("lake.officer", "/exports", "{\"purpose\":\"early-warning\",\"format\":\"pdf\"}")
                        .statusCode());
    }

    private String order(String format) {
        return Exports.order(gateway, Map.of("format", format));
    }

    private String export(String format, int limit) {
        return Exports.file(gateway, order(format), limit);
    }
}
