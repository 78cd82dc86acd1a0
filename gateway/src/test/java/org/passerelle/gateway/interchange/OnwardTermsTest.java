package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** To whom a recipient may pass on what it got stands in every format, and in words where others read words alone. */
class OnwardTermsTest {
    private static final List<String> NOBODY = List.of();

    @Test
    void inStixTheStatementOfTheMarkingSaysThem() {
        JsonNode bundle = Passage.tree(Passage.exported("stix", List.of(view(NOBODY, "body", "A patrol.")), 1));
        assertEquals(List.of("UN CONFIDENTIAL; onward to nobody"), bundle.findValuesAsText("statement"));
        assertTrue(
                bundle.findValues("granular_markings").isEmpty(),
                "a portion under the same terms is marked as the whole");
        JsonNode named =
                Passage.tree(Passage.exported("stix", List.of(view(List.of("un-entities"), "body", "A patrol.")), 1));
        assertEquals(List.of("UN CONFIDENTIAL; onward to un-entities"), named.findValuesAsText("statement"));
    }

    @Test
    void inMispTheLabelInWordsSaysThem() {
        JsonNode event = event(view(NOBODY, "body", "A patrol."));
        String words = "passerelle:label=\"UN CONFIDENTIAL; onward to nobody\"";
        assertTrue(names(event).contains(words), event::toString);
        assertTrue(names(event.at("/Attribute/0")).contains(words), event::toString);
    }

    @Test
    void anEventThatIsPassedOnHasThemAsATagThatBindsWhoeverTakesItIn() {
        String original = "{\"uuid\":\"5e0d1cb8-8a0c-4d52-9c7a-1f0f6a3a0001\",\"info\":\"A convoy\"}";
        JsonNode event = event(view(NOBODY, StixForeign.FIELD, original));
        assertTrue(names(event).contains("passerelle:onward=\"nobody\""), event::toString);
        assertBound(event);
        JsonNode named = event(view(List.of("LAKES", "un-entities"), StixForeign.FIELD, original));
        assertTrue(
                names(named).containsAll(List.of("passerelle:onward=\"LAKES\"", "passerelle:onward=\"un-entities\"")),
                named::toString);
        assertBound(named);
        String wider = original.replace("}", ",\"Tag\":[{\"name\":\"Passerelle:onward=\\\"ANYBODY\\\"\"}]}");
        assertFalse(event(view(NOBODY, StixForeign.FIELD, wider)).toString().contains("ANYBODY"), wider);
    }

    private static void assertBound(JsonNode event) {
        ObjectNode label = JsonNodeFactory.instance.objectNode();
        MispUndertakings.bind(label, event);
        assertEquals("{\"onward\":[]}", label.toString());
    }

    @Test
    void inATableTheyHaveAColumn() {
        int column = CsvExport.columns().indexOf("onward");
        assertEquals("purposes", CsvExport.columns().get(column - 1));
        String row = Passage.exported("csv", List.of(view(NOBODY, "body", "A patrol.")), 1);
        assertTrue(row.contains(",UN CONFIDENTIAL,AMBER,,,,nobody,"), row);
    }

    @Test
    void aFeatureHasTheLabelAsItIs() {
        JsonNode feature = Passage.tree(Passage.exported("geojson", List.of(view(NOBODY, "body", "A patrol.")), 1));
        assertEquals("[]", feature.at("/features/0/properties/label/onward").toString());
    }

    private static JsonNode event(Map<String, Object> view) {
        return Passage.tree(Passage.exported("misp", List.of(view), 1)).at("/response/0/Event");
    }

    private static List<String> names(JsonNode tagged) {
        return tagged.path("Tag").findValuesAsText("name");
    }

    private static Map<String, Object> view(List<String> onward, String field, String text) {
        Map<String, Object> label = Map.of("marking", "UN CONFIDENTIAL", "level", 2, "tlp", "AMBER", "onward", onward);
        return Map.of(
                "id",
                "r1",
                "releaser",
                "LAKE",
                "type",
                "incident",
                "language",
                "en",
                "label",
                label,
                "portions",
                List.of(Map.of("field", field, "text", text, "label", label)),
                "handling",
                List.of());
    }
}
