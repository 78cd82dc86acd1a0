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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    private static final String WHAT = """
            {"constants": {"type": "incident"}, "ignore": ["how"], "columns": {"what": {"to": "portions.body"}}}
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
    void anAltitudeIsLeftOutWhetherItIsSaidHowExactAPlaceIsOrNot() throws IOException {
        String high = "{\"type\":\"Point\",\"coordinates\":[0.08,17.45,260.5]}";
        String precise = """
                {"constants": {"type": "incident"},
                 "columns": {"what": {"to": "portions.body"}, "how": {"to": "precision"}}}
                """;
        for (String mapping : List.of(WHAT, precise)) {
            assertEquals(
                    Json.tree(POINT),
                    body(feature("point", high), Optional.of(mapping)).path("geometry"));
        }
        String line = "{\"type\":\"LineString\",\"coordinates\":[[0,1,5],[1,1]]}";
        assertEquals(
                "[[0,1],[1,1]]",
                body(feature("1", line), Optional.of(WHAT))
                        .at("/geometry/coordinates")
                        .toString());
        assertEquals("/geometry contradiction", refused(feature("point", high.replace("17.45", "17.45,1")), precise));
    }

    @Test
    void aRingLeavesCounterclockwiseHoweverItCame() {
        List<List<Double>> clockwise =
                List.of(List.of(0.0, 0.0), List.of(0.0, 1.0), List.of(1.0, 1.0), List.of(0.0, 0.0));
        for (List<List<Double>> ring : List.of(clockwise, clockwise.reversed())) {
            Map<String, Object> polygon = Map.of("type", "Polygon", "coordinates", List.of(ring));
            String file = Passage.exported(
                    "geojson", List.of(Map.of("id", "r1", "releaser", "RIVER", "geometry", polygon)), 1);
            assertEquals(
                    "[[[0.0,0.0],[1.0,1.0],[0.0,1.0],[0.0,0.0]]]",
                    Passage.tree(file).at("/features/0/geometry/coordinates").toString());
        }
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "urn:ogc:def:crs:OGC::CRS84",
                "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                "EPSG:4326",
                "urn:ogc:def:crs:EPSG::4326"
            })
    void coordinatesOfTheWorldAreNamedInManyWays(String name) throws IOException {
        String crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + name + "\"}}";
        assertEquals(2, items(COLLECTION.replace("\"name\": \"events\"", crs)).size());
        assertEquals(2, items(COLLECTION.replace("\n]}", "\n]," + crs + "}")).size());
        assertTrue(translated(with("," + crs), Optional.of(WHAT)) instanceof Translator.Translated.Submission);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}}",
                "{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:43260\"}}",
                "{\"type\":\"link\",\"properties\":{\"href\":\"http://example.org/EPSG:4326\"}}",
                "{\"type\":\"name\"}",
                "\"EPSG:4326\"",
                "[]",
                "null"
            })
    void coordinatesOfAnotherSystemAreNoneOfOurs(String value) throws IOException {
        String crs = "\"crs\":" + value;
        UnreadableFile before =
                assertThrows(UnreadableFile.class, () -> items(COLLECTION.replace("\"name\": \"events\"", crs)));
        assertEquals(1, before.line());
        assertEquals("has coordinates of another system than WGS 84, longitude first (CRS84)", before.getMessage());
        assertThrows(UnreadableFile.class, () -> items(COLLECTION.replace("\n]}", "\n]," + crs + "}")));
        assertEquals("/crs contradiction", refused(with("," + crs), WHAT));
        String place = POINT.replace("}", "," + crs + "}");
        assertEquals("/geometry/crs contradiction", refused(feature("1", place), WHAT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"marking\":\"NATO SECRET\"",
                "\"tlp\":\"red\"",
                "\"TLP\":null",
                "\"classification\":\"S\"",
                "\"security-classification\":\"S\"",
                "\"x_handling\":[\"no copies\"]",
                "\"nato:classification\":\"NS\"",
                "\"label\":{\"marking\":\"UN CONFIDENTIAL\"}",
                "\"metadata\":[{\"releasableTo\":[\"LAKE\"]}]",
                "\"keywords\":[\"camp\",\" TLP:Red \"]"
            })
    void aCollectionThatIsMarkedIsRefused(String mark) throws IOException {
        for (String file : List.of(
                COLLECTION.replace("\"name\": \"events\"", mark), COLLECTION.replace("\n]}", "\n]," + mark + "}"))) {
            UnreadableFile marked = assertThrows(UnreadableFile.class, () -> items(file), file);
            assertEquals(
                    "is marked beside its items, where nothing is heeded; marks stand at each of them",
                    marked.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"description\":\"Crowds: a list\"",
                "\"metadata\":{\"generated\":1463040000,\"url\":\"https://example.org/a?b=c\"}",
                "\"timeStamp\":\"2016-05-12T10:00:00Z\",\"links\":[{\"href\":\"https://example.org\"}]"
            })
    void whatACollectionSaysOfItselfIsAboutTheFile(String about) throws IOException {
        assertEquals(2, items(COLLECTION.replace("\"name\": \"events\"", about)).size());
        assertEquals(2, items(COLLECTION.replace("\n]}", "\n]," + about + "}")).size());
    }

    @Test
    void whatAFeatureSaysBesidesItsPropertiesIsMappedOrIgnoredByName() throws IOException {
        Item named = with(",\"id\":7001,\"title\":\"A crowd at Gao\",\"bbox\":[0,1,2,3]");
        assertEquals("column \"#id\" is neither mapped nor ignored", message(named, Optional.of(WHAT)));
        String mapping = WHAT.replace(
                "\"columns\": {",
                "\"columns\": {\"#id\": {\"to\": \"portions.body\"}, \"#title\": {\"to\": \"portions.title\"},");
        JsonNode body = body(named, Optional.of(mapping));
        assertTrue(body.path("portions").toString().contains("\"A crowd at Gao\""), body::toString);
        assertTrue(body.path("portions").toString().contains("7001"), body::toString);
        String ignoring = WHAT.replace("\"ignore\": [", "\"ignore\": [\"#id\", \"#title\",");
        assertTrue(!body(named, Optional.of(ignoring)).toString().contains("7001"));
        assertEquals("/title unknown-field", refused(with(",\"title\":\"A crowd\""), Optional.empty()));
        assertEquals("/id unknown-field", refused(with(",\"id\":7001"), Optional.empty()));
        assertEquals(
                "column \"#id\" is there twice",
                message(feature("1\",\"#id\":\"2", "null,\"id\":3"), Optional.of(ignoring)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"POINT(0 1)\"", "[0,1]", "7", "false"})
    void aPlaceThatIsNoGeometryIsAFault(String geometry) throws IOException {
        assertEquals("/geometry wrong-type", refused(feature("1", geometry), WHAT));
        assertEquals("/geometry wrong-type", refused(feature("1", geometry), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12000000.0|12000000.0",
                "1.2E7|12000000",
                "12345678901234567890.5|12345678901234567890.5",
                "0.0000001|0.0000001",
                "7|7",
                "true|true"
            })
    void aNumberIsReadWithItsDigits(String number, String text) throws IOException {
        Item item = feature("1\",\"n\":" + number + ",\"m\":\"", "null");
        String mapping = WHAT.replace("\"what\": {\"to\": \"portions.body\"}", "\"n\": {\"to\": \"portions.body\"}")
                .replace("\"ignore\": [", "\"ignore\": [\"what\", \"m\",");
        assertEquals(
                text, body(item, Optional.of(mapping)).at("/portions/0/text").asText());
    }

    @Test
    void aNumberBeyondAllNumbersIsAFaultOfItsFeature() throws IOException {
        Item item = feature("1\",\"n\":1E999999999,\"m\":\"", "null");
        String mapping = WHAT.replace(
                        "\"what\": {\"to\": \"portions.body\"}", "\"n\": {\"to\": \"details.n\", \"as\": \"number\"}")
                .replace("\"ignore\": [", "\"ignore\": [\"what\", \"m\",");
        assertEquals("/details/n wrong-type", refused(item, mapping));
    }

    /** A feature with further members. */
    private static Item with(String members) throws IOException {
        return feature("1", "null" + members);
    }

    private static String message(Item item, Optional<String> mapping) {
        return assertInstanceOf(Translator.Translated.Refused.class, translated(item, mapping))
                .faults()
                .getFirst()
                .fault()
                .message();
    }

    private static Translator.Translated translated(Item item, Optional<String> mapping) {
        return new GeoJson().translator(mapping).translate((Item.Whole) item);
    }

    private static Item feature(String how, String geometry) throws IOException {
        return items("""
                        {"type":"FeatureCollection","features":[
                        {"type":"Feature","geometry":%s,"properties":{"what":"A crowd","how":"%s"}}]}
                        """.formatted(geometry, how)).getFirst();
    }

    private static String refused(Item item, String mapping) {
        return refused(item, Optional.of(mapping));
    }

    private static String refused(Item item, Optional<String> mapping) {
        Translator.Translated translated = translated(item, mapping);
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
