package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.submission.Parsed;

/** What was recalled says so in every format, in the way of that format, and is not taken in again as if it stood. */
class RecalledInFilesTest {
    private static final String MAPPING =
            "{\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\",\"purposes\":[\"early-warning\"]}}";
    private static final String EVENT = """
            [{"uuid":"5f1b2c3d-1111-4222-8333-444455556666","info":"Fuel convoy","date":"2016-05-12","timestamp":"1463040000",
             "Attribute":[{"uuid":"5f1b2c3d-1111-4222-8333-444455556667","type":"text","category":"Other","value":"A driver said so"}]}]""";
    private static final String CAMPAIGN = """
            {"type":"campaign","spec_version":"2.1","id":"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
             "created":"2016-04-06T20:03:00.000Z","modified":"2016-04-06T20:03:00.000Z","name":"Green convoy"}""";

    @Test
    void anObjectOfOursIsRevokedUnderItsIdAndNewer() {
        JsonNode before = object(view());
        JsonNode object = object(recalled(view()));
        assertFalse(before.has("revoked"));
        assertTrue(object.path("revoked").asBoolean());
        assertEquals(before.path("id"), object.path("id"));
        assertTrue(Instant.parse(object.path("modified").asText())
                .isAfter(Instant.parse(before.path("modified").asText())));
        assertEquals(
                List.of("/extensions/" + StixNames.EXTENSION + "/view/recalled recalled"),
                refused("stix", StixTest.bundle(ExactJson.write(object)), "{}"));
    }

    @Test
    void anEventOfOursHasRevokedAttributesAndIsNewer() {
        JsonNode before = event(view());
        JsonNode event = event(recalled(view()));
        assertEquals(before.path("uuid"), event.path("uuid"));
        assertEquals(
                before.path("timestamp").asLong() + 1, event.path("timestamp").asLong());
        assertEquals(3, event.path("Attribute").size());
        event.path("Attribute").forEach(attribute -> {
            assertTrue(attribute.path("deleted").asBoolean(), event::toString);
            assertEquals(event.path("timestamp"), attribute.path("timestamp"));
        });
        assertTrue(MispTags.names(event).contains("passerelle:state=\"recalled\""), event::toString);
        assertFalse(MispTags.names(before).contains("passerelle:state=\"recalled\""), before::toString);
        assertEquals(
                List.of("/Attribute/2/value/recalled recalled"),
                refused("misp", "[" + ExactJson.write(event) + "]", "{}"));
    }

    @Test
    void whatSomebodyElseMadeIsMarkedAndNotRevoked() {
        Map<String, Object> taken = Passage.views(new Misp(), EVENT, MAPPING).getFirst();
        JsonNode event = event(recalled(taken));
        assertTrue(MispTags.names(event).contains("passerelle:state=\"recalled\""), event::toString);
        assertFalse(event.at("/Attribute/0").has("deleted"), event::toString);
        assertEquals("1463040000", event.path("timestamp").asText());
        assertTrue(refused("misp", "[" + ExactJson.write(event) + "]", MAPPING).contains("/Tag recalled"));
        Map<String, Object> campaign =
                Passage.views(new Stix(), StixTest.bundle(CAMPAIGN), MAPPING).getFirst();
        JsonNode object = object(recalled(campaign));
        assertFalse(object.has("revoked"), object::toString);
        String said = "/extensions/" + StixNames.EXTENSION + "/view/recalled";
        assertTrue(object.at(said).asBoolean(), object::toString);
        assertTrue(refused("stix", StixTest.bundle(ExactJson.write(object)), MAPPING)
                .contains(said + " recalled"));
    }

    @Test
    void aTableHasAColumnForItAndKnowsThoseFromBefore() {
        int column = CsvExport.columns().indexOf("recalled");
        assertEquals("", row(view()).get(column));
        assertEquals("true", row(recalled(view())).get(column));
        List<String> undated = CsvExport.columns().stream()
                .filter(name -> !name.equals("created") && !name.equals("modified"))
                .toList();
        List<String> before = undated.stream()
                .filter(name -> !name.equals("recalled") && !name.equals("onward"))
                .toList();
        assertTrue(CsvExport.wrote(CsvExport.columns()) && CsvExport.wrote(undated) && CsvExport.wrote(before));
        assertFalse(CsvExport.wrote(before.subList(1, before.size())));
    }

    @Test
    void featuresAndLinesHaveItAmongTheirMembers() {
        String features = Passage.exported("geojson", List.of(recalled(view())), 1);
        assertTrue(Passage.tree(features).at("/features/0/properties/recalled").asBoolean(), features);
        String lines = Passage.exported("ndjson", List.of(recalled(view())), 1);
        assertTrue(Passage.tree(lines).path("recalled").asBoolean(), lines);
    }

    private static Map<String, Object> view() {
        Parsed parsed = StixTest.parser().parse("""
                {"type":"incident","language":"en","eventTime":"2015-01-20T09:00:00Z","grading":"B2",
                 "label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                 "portions":[{"field":"title","text":"Tabankort"},{"field":"body","text":"A strike."}]}""");
        return Passage.view(
                assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                        .draft(),
                Set.of());
    }

    private static Map<String, Object> recalled(Map<String, Object> view) {
        Map<String, Object> recalled = new LinkedHashMap<>(view);
        recalled.put("recalled", true);
        return recalled;
    }

    private static JsonNode object(Map<String, Object> view) {
        return StixTest.objects(Passage.tree(Passage.exported("stix", List.of(view), 1)))
                .getLast();
    }

    private static JsonNode event(Map<String, Object> view) {
        return Passage.tree(Passage.exported("misp", List.of(view), 1)).at("/response/0/Event");
    }

    /** The cells of a view before the first that may be quoted. */
    private static List<String> row(Map<String, Object> view) {
        return List.of(Passage.exported("csv", List.of(view), 1)
                .lines()
                .toList()
                .getLast()
                .split(",", 6));
    }

    private static List<String> refused(String format, String file, String mapping) {
        ImportFormat in = Formats.toImport(format).orElseThrow();
        Translator.Translated translated =
                Passage.translated(in, Passage.items(in, file).getFirst(), mapping);
        return assertInstanceOf(Translator.Translated.Refused.class, translated, translated::toString).faults().stream()
                .map(fault ->
                        fault.fault().pointer() + " " + fault.fault().code().text())
                .toList();
    }
}
