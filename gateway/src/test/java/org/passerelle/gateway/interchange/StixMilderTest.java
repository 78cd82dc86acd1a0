package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Tlp;

/** Markings of somebody else's object as it leaves: none is milder than the label, and what cannot be compared stays. */
class StixMilderTest {
    private static final String GREEN_1 = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";
    private static final String GREEN_2 = StixNames.id(Tlp.GREEN);
    private static final String OTHER = "marking-definition--7c5a4b1e-2f0d-4f6a-9a51-3d8e6c1b2f90";
    private static final String WORDS = StixNames.named("marking-definition", "UN CONFIDENTIAL");

    @Test
    void noMarkingOfTheWholeThatLeavesToOthersIsMilderThanTheLabel() {
        String clear = StixNames.id(Tlp.CLEAR).toUpperCase(Locale.ROOT);
        String sent = object(marked(GREEN_1, StixTest.STATED, clear, StixTest.AMBER_1, GREEN_2, OTHER, StixTest.RED_2));
        String green = definition("\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"green\"}");
        JsonNode bundle = bundle("LAKE", sent, StixTest.STATEMENT, green);
        assertEquals(
                List.of(StixTest.STATED, StixTest.AMBER_1, StixTest.RED_2, StixNames.id(Tlp.AMBER), WORDS),
                references(bundle));
        assertEquals(List.of(), StixShape.faults(bundle));
        List<String> ids = bundle.path("objects").findValuesAsText("id");
        assertTrue(ids.contains(StixTest.STATED), ids::toString);
        assertFalse(ids.contains(OTHER), "nothing refers to it any more");
    }

    @Test
    void aDefinitionIsAsMildAsAnyWordOfIt() {
        String second = "\"extensions\":{\"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d\":"
                + "{\"extension_type\":\"property-extension\",\"tlp_2_0\":\"green\"}}";
        for (String states : List.of(
                "\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"WHITE\"}",
                "\"definition_type\":\"TLP\",\"definition\":{\"TLP\":\"TLP:GREEN\"}",
                "\"name\":\"TLP:GREEN\"",
                "\"definition_type\":\"statement\",\"definition\":{\"statement\":\"TLP:GREEN\"}",
                "\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"red\"}," + second,
                "\"definition_type\":\"statement\",\"definition\":{\"statement\":\"Copyright\"}," + second)) {
            JsonNode bundle = bundle("LAKE", object(marked(OTHER)), definition(states));
            assertEquals(List.of(StixNames.id(Tlp.AMBER), WORDS), references(bundle), states);
        }
    }

    @Test
    void whatCannotBeComparedStays() {
        String copyright = "\"definition_type\":\"statement\",\"definition\":{\"statement\":\"Copyright 2016\"}";
        String red = "\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"red\"}";
        for (String states : List.of(copyright, red, "\"definition_type\":\"acme\",\"definition\":{\"acme\":9}")) {
            JsonNode bundle = bundle("LAKE", object(marked(OTHER)), definition(states));
            assertEquals(List.of(OTHER, StixNames.id(Tlp.AMBER), WORDS), references(bundle), states);
            assertTrue(bundle.path("objects").findValuesAsText("id").contains(OTHER), states);
        }
        // What stands for it is not here.
        assertEquals(List.of(OTHER, StixNames.id(Tlp.AMBER), WORDS), references(bundle("LAKE", object(marked(OTHER)))));
    }

    @Test
    void noMarkingOfAPartOrWithinTheObjectIsMilder() {
        String sent = object("\"labels\":[\"camp\"],"
                + "\"external_references\":[{\"source_name\":\"x\",\"object_marking_refs\":[\"" + GREEN_2 + "\"]}],"
                + "\"granular_markings\":[" + part(GREEN_2, "labels") + "," + part(StixTest.RED_2, "labels.[0]") + ","
                + part(GREEN_1, "value") + ",{\"lang\":\"fr\",\"selectors\":[\"value\"]},"
                + part(GREEN_1, "labels").replace("{", "{\"lang\":\"en\",") + "]");
        JsonNode bundle = bundle("LAKE", sent);
        JsonNode object = StixTest.objects(bundle).getLast();
        assertEquals(
                Passage.tree("[" + part(StixTest.RED_2, "labels.[0]")
                        + ",{\"lang\":\"fr\",\"selectors\":[\"value\"]},{\"lang\":\"en\",\"selectors\":[\"labels\"]}]"),
                object.path("granular_markings"));
        assertEquals(Passage.tree("[{\"source_name\":\"x\"}]"), object.path("external_references"));
        assertEquals(List.of(), StixShape.faults(bundle));
        JsonNode nothingLeft = StixTest.objects(
                        bundle("LAKE", object("\"granular_markings\":[" + part(GREEN_2, "value") + "]")))
                .getLast();
        assertFalse(nothingLeft.has("granular_markings"), nothingLeft::toString);
    }

    @Test
    void markingsAsStrictAsTheLabelComeBackAsTheyWere() {
        String sent = object(marked(StixTest.AMBER_1, StixTest.STATED) + ",\"granular_markings\":["
                + part(StixTest.AMBER_1, "value") + "]");
        JsonNode bundle = bundle("LAKE", sent, StixTest.STATEMENT);
        assertEquals(Set.of(Passage.tree(sent)), StixTest.originals(bundle, Passage.tree(StixTest.bundle(sent))));
    }

    @Test
    void toItsOwnPartyAnObjectLeavesAsItWas() {
        String sent = object(marked(GREEN_2) + ",\"labels\":[\"camp\"],\"granular_markings\":["
                + part(StixTest.AMBER_1, "labels") + "]");
        JsonNode bundle = bundle("RIVER", sent);
        assertEquals(Set.of(Passage.tree(sent)), StixTest.originals(bundle, Passage.tree(StixTest.bundle(sent))));
    }

    @Test
    void itDoesNotWhereThePartyLabelledItMoreStrictlyThanAnythingInIt() {
        String sent = object(marked(GREEN_2) + ",\"labels\":[\"tlp:green\",\"camp\"],\"granular_markings\":["
                + part(GREEN_1, "labels") + "]");
        JsonNode bundle = bundle("RIVER", sent);
        JsonNode object = StixTest.objects(bundle).getLast();
        assertEquals(List.of(StixNames.id(Tlp.AMBER), WORDS), references(bundle));
        assertEquals(Passage.tree("[\"camp\"]"), object.path("labels"));
        assertFalse(object.has("granular_markings"), object::toString);
    }

    /** What leaves of an object that was submitted as AMBER, with definitions of its markings behind it. */
    private static JsonNode bundle(String releaser, String object, String... definitions) {
        ObjectNode body = (ObjectNode) Passage.tree("""
                {"type":"foreign-object","language":"en","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"},
                 "details":{"format":"stix-2.1","objectType":"x","objectId":"x"},"portions":[]}""");
        String kept = definitions.length == 0 ? object : "[" + object + "," + String.join(",", definitions) + "]";
        body.withArray("portions").addObject().put("field", "object").put("text", kept);
        Map<String, Object> view =
                new TreeMap<>(Passage.view(new Translator.Translated.Submission(body.toString(), fault -> fault)));
        view.put("releaser", releaser);
        return Passage.tree(Passage.exported("stix", List.of(view), 200));
    }

    private static List<String> references(JsonNode bundle) {
        return StixTest.objects(bundle)
                .getLast()
                .path("object_marking_refs")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static String object(String members) {
        return StixTest.ADDRESS.replace("\"value\"", members + ",\"value\"");
    }

    private static String marked(String... ids) {
        return "\"object_marking_refs\":[\"" + String.join("\",\"", ids) + "\"]";
    }

    private static String part(String id, String selector) {
        return "{\"marking_ref\":\"" + id + "\",\"selectors\":[\"" + selector + "\"]}";
    }

    private static String definition(String states) {
        return "{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"" + OTHER
                + "\",\"created\":\"2016-08-01T00:00:00.000Z\"," + states + "}";
    }
}
