package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
