package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.json.Json;

class GeoJsonTest {
    private static final String COLLECTION = """
            {"type": "FeatureCollection", "name": "events", "features": [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.08, 17.45]},
             "properties": {"type": "incident", "language": "en"}},
            {"type": "Feature", "geometry": null, "properties": {"what": "A crowd", "when": "2020-03-05"}}
            ]}
            """;

    private static final String POINT = "{\"type\":\"Point\",\"coordinates\":[0.08,17.45]}";

    @Test
    void aFeatureBecomesASubmissionWithItsPlace() throws IOException {
        List<Item> items = items(COLLECTION);
        assertEquals(List.of(2L, 4L), items.stream().map(Item::line).toList());
        JsonNode body = body(items.get(0), Optional.empty());
        assertEquals("incident", body.path("type").asText());
        assertEquals("[0.08,17.45]", body.at("/geometry/coordinates").toString());
    }

    @Test
    void propertiesAreColumnsOfAMapping() throws IOException {
        String mapping = """
                {"constants": {"type": "incident"},
                 "columns": {"what": {"to": "portions.body"}, "when": {"to": "eventTime"}}}
                """;
        JsonNode body = body(items(COLLECTION).get(1), Optional.of(mapping));
        assertEquals("2020-03-05T00:00:00Z", body.path("eventTime").asText());
        assertEquals("A crowd", body.at("/portions/0/text").asText());
    }

    @Test
    void aFeatureIsAsExactAsItsPropertiesSay() throws IOException {
        String mapping = """
                {"constants": {"type": "incident"},
                 "columns": {"what": {"to": "portions.body"},
                             "how": {"to": "precision", "values": {"1": "point", "2": "25", "3": "none"}}}}
                """;
        assertEquals(
                "[0.08,17.45]",
                body(feature("1", POINT), Optional.of(mapping))
                        .at("/geometry/coordinates")
                        .toString());
        JsonNode wide = body(feature("2", POINT), Optional.of(mapping));
        assertEquals("Polygon", wide.at("/geometry/type").asText());
        assertEquals(17.225, wide.at("/geometry/coordinates/0/0/1").asDouble());
        assertTrue(
                body(feature("3", POINT), Optional.of(mapping)).path("geometry").isMissingNode());
        assertEquals(
                "/geometry contradiction",
                refused(feature("2", "{\"type\":\"LineString\",\"coordinates\":[[0,1],[1,1]]}"), mapping));
        assertEquals(
                "/geometry contradiction", refused(feature("3", "{\"type\":\"Point\",\"coordinates\":[]}"), mapping));
    }

    @Test
    void aFeatureThatDoesNotSayHowExactItIsIsNotExact() throws IOException {
        String mapping = """
                {"constants": {"type": "incident"}, "ignore": ["how", "more"],
                 "columns": {"what": {"to": "portions.body"}, "sure": {"to": "precision"}}}
                """;
        assertEquals("/geometry missing", refused(feature("x", POINT), mapping));
        String none = "x\",\"sure\":null,\"more\":\"";
        assertEquals("/geometry missing", refused(feature(none, POINT), mapping));
        assertTrue(body(feature(none, "null"), Optional.of(mapping))
                .path("geometry")
                .isMissingNode());
        String vague = mapping.replace("\"precision\"", "\"precision\", \"values\": {\"\": \"none\"}");
        assertTrue(
                body(feature(none, POINT), Optional.of(vague)).path("geometry").isMissingNode());
    }

    @Test
    void aFeatureHasItsPlaceOnce() throws IOException {
        String mapping = """
                {"constants": {"type": "incident"},
                 "columns": {"what": {"to": "portions.body"}, "how": {"to": "longitude"}, "y": {"to": "latitude"}}}
                """;
        assertEquals("/geometry contradiction", refused(feature("1\",\"y\":\"2", POINT), mapping));
        JsonNode body = body(feature("1\",\"y\":\"2", "null"), Optional.of(mapping));
        assertEquals("[1,2]", body.at("/geometry/coordinates").toString());
    }

    @Test
    void faultsAreToldAtTheLineOfTheFeatureAndTheirPropertyOrGeometry() throws IOException {
        var translated = assertInstanceOf(
                Translator.Translated.Submission.class,
                new GeoJson().translator(Optional.empty()).translate((Item.Whole)
                        items(COLLECTION).get(1)));
        LocatedFault placed = translated
                .placing()
                .apply(new LocatedFault(new Fault("/what", Fault.Code.UNKNOWN_FIELD, "unknown field"), 1, 9));
        assertEquals(4, placed.line());
        assertEquals("/properties/what", placed.fault().pointer());
    }

    @Test
    void whatIsNoCollectionOrBreaksOffIsUnreadableFromThere() {
        assertThrows(UnreadableFile.class, () -> items("{\"type\": \"Feature\"}"));
        assertThrows(UnreadableFile.class, () -> items("[]"));
        UnreadableFile broken = assertThrows(UnreadableFile.class, () -> items(COLLECTION.substring(0, 200)));
        assertEquals(4, broken.line());
    }

    @Test
    void whatStandsBehindTheFeaturesIsNotLeftOutWithoutAWord() throws IOException {
        assertEquals(2, items(COLLECTION + " \n\n").size());
        UnreadableFile second = assertThrows(UnreadableFile.class, () -> items(COLLECTION + COLLECTION));
        assertEquals(6, second.line());
        assertEquals("goes on behind the end of its document; each document is a file", second.getMessage());
        assertThrows(UnreadableFile.class, () -> items(COLLECTION + "x"));
        assertThrows(
                UnreadableFile.class,
                () -> items(COLLECTION.strip().substring(0, COLLECTION.strip().length() - 1)));
        UnreadableFile repeated =
                assertThrows(UnreadableFile.class, () -> items(COLLECTION.replace("\n]}", "\n],\"features\":[]}")));
        assertEquals("names a member twice", repeated.getMessage());
        assertEquals(
                2, items(COLLECTION.replace("\n]}", "\n],\"bbox\":[0,1,2,3]}")).size());
    }

    private static Item feature(String how, String geometry) throws IOException {
        return items("""
                        {"type":"FeatureCollection","features":[
                        {"type":"Feature","geometry":%s,"properties":{"what":"A crowd","how":"%s"}}]}
                        """.formatted(geometry, how)).getFirst();
    }

    private static String refused(Item item, String mapping) {
        Translator.Translated translated =
                new GeoJson().translator(Optional.of(mapping)).translate((Item.Whole) item);
        Fault fault = assertInstanceOf(Translator.Translated.Refused.class, translated, translated::toString)
                .faults()
                .getFirst()
                .fault();
        return fault.pointer() + " " + fault.code().text();
    }

    private static JsonNode body(Item item, Optional<String> mapping) {
        Translator.Translated translated = new GeoJson().translator(mapping).translate((Item.Whole) item);
        return Json.tree(assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString)
                .body());
    }

    private static List<Item> items(String file) throws IOException {
        List<Item> items = new ArrayList<>();
        new GeoJson()
                .items(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), Optional.empty())
                .forEachRemaining(items::add);
        return items;
    }
}
