package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Tlp;

/** Labels of STIX objects that are markings elsewhere: heeded or refused when they come in, and no milder than the label when they leave. */
class StixTagsTest {
    private static final String WORDS = "passerelle:label=\\\"UN CONFIDENTIAL\\\"";

    @Test
    void aWordOfTlpAmongTheLabelsRaisesTheWhole() {
        Map<String, Tlp> expected = Map.of(
                "tlp:amber+strict", Tlp.AMBER_STRICT,
                " TLP:Red ", Tlp.RED,
                "tlp:red", Tlp.RED,
                "tlp:clear", Tlp.GREEN,
                "camp", Tlp.GREEN,
                "tlp", Tlp.GREEN);
        expected.forEach(
                (label, tlp) -> assertEquals(tlp, tlp(address("\"labels\":[\"camp\",\"" + label + "\"]")), label));
        String marked = "\"object_marking_refs\":[\"" + StixTest.AMBER_1 + "\"],\"labels\":[\"tlp:%s\"]";
        assertEquals(Tlp.RED, tlp(address(marked.formatted("red"))));
        assertEquals(Tlp.AMBER, tlp(address(marked.formatted("green"))));
    }

    @Test
    void labelsAreHeededAtAnyDepthAndInAnyShape() {
        for (String labels : List.of(
                "\"labels\":\"tlp:red\"",
                "\"labels\":[[\"tlp:red\"]]",
                "\"labels\":[{\"name\":\"tlp:red\"}]",
                "\"labels\":{\"0\":\"tlp:red\"}",
                "\"extensions\":{\"x\":{\"y\":[{\"labels\":[\"tlp:red\"]}]}}",
                "\"external_references\":[{\"labels\":[\"tlp:red\"]}]")) {
            assertEquals(Tlp.RED, tlp(address(labels)), labels);
        }
    }

    @Test
    void aWordThatMarksAndThatNobodyKnowsIsRefusedAtItsPlace() {
        for (String word : List.of("tlp:unclear", "TLP : red", "tlp:red!", "tlp=red", WORDS, "Passerelle:Label=x")) {
            assertEquals(
                    List.of("/labels/1 unknown-word"), faults(address("\"labels\":[\"camp\",\"" + word + "\"]")), word);
        }
        assertEquals(
                List.of("/extensions/x/labels/0 unknown-word"),
                faults(address("\"extensions\":{\"x\":{\"labels\":[\"tlp:unclear\"]}}")));
    }

    @Test
    void aBundleThatIsLabelledSoIsRefusedAsOneThatIsMarked() {
        String labelled = StixTest.bundle(StixTest.ADDRESS).replaceFirst("\\{", "{\"labels\":[\"%s\"],");
        assertThrows(UnreadableFile.class, () -> Passage.items(new Stix(), labelled.formatted("tlp:red")));
        assertInstanceOf(
                Translator.Translated.Refused.class,
                Passage.translated(new Stix(), new Item.Whole(1, labelled.formatted("tlp:red")), StixTest.MAPPING));
        assertEquals(1, Passage.items(new Stix(), labelled.formatted("camp")).size());
    }

    @Test
    void withADefinitionComesWhatItIsLabelledWith() {
        String object = address("\"object_marking_refs\":[\"" + StixTest.STATED + "\"]");
        String definition =
                StixTest.STATEMENT.replace("\"definition_type\"", "\"labels\":[\"%s\"],\"definition_type\"");
        assertEquals(
                Tlp.RED,
                StixTest.draft(StixTest.bundle(object, definition.formatted("tlp:red")), StixTest.MAPPING)
                        .portions()
                        .getFirst()
                        .label()
                        .tlp());
        assertEquals(
                List.of("/object_marking_refs/0 unknown-word"),
                StixTest.faultsOf(StixTest.bundle(object, definition.formatted("tlp:unclear")), StixTest.MAPPING));
    }

    @Test
    void theMappingSaysWhatOtherWordsStandFor() {
        String mapping = mapping("\"" + WORDS + "\":{\"marking\":\"UN CONFIDENTIAL\",\"tlp\":\"RED\"}");
        String object = address("\"labels\":[\"" + WORDS + "\"]");
        assertEquals(
                "UN CONFIDENTIAL",
                StixTest.draft(StixTest.bundle(object), mapping)
                        .portions()
                        .getFirst()
                        .originalMarking());
        assertEquals(
                Tlp.RED,
                StixTest.draft(StixTest.bundle(object), mapping)
                        .portions()
                        .getFirst()
                        .label()
                        .tlp());
        String within = address("\"external_references\":[{\"labels\":[\"" + WORDS + "\"]}]");
        assertEquals(
                List.of("/external_references/0/labels/0 contradiction"),
                StixTest.faultsOf(StixTest.bundle(within), mapping));
        String milder = mapping("\"tlp:red\":{\"tlp\":\"CLEAR\"}");
        assertEquals(
                Tlp.RED,
                StixTest.draft(StixTest.bundle(address("\"labels\":[\"tlp:red\"]")), milder)
                        .portions()
                        .getFirst()
                        .label()
                        .tlp());
    }

    @Test
    void whatLeavesToOthersHasNoLabelMilderThanItsMarking() {
        String sent = address("\"labels\":[\"TLP:white\",\"camp\",\"" + WORDS + "\",\"tlp:red\"],"
                + "\"external_references\":[{\"labels\":[\"tlp:clear\"]}],"
                + "\"granular_markings\":[{\"lang\":\"en\",\"selectors\":[\"labels.[1]\",\"value\"]},"
                + "{\"lang\":\"fr\",\"selectors\":[\"external_references.[0].labels.[0]\"]}]");
        Map<String, Object> view = view(sent);
        assertEquals(
                Passage.tree(sent).path("labels"), left(view).path("labels"), "to its own party it leaves as it was");
        view.put("releaser", "LAKE");
        JsonNode object = left(view);
        assertEquals(Passage.tree("[\"camp\",\"tlp:red\"]"), object.path("labels"));
        assertEquals(Passage.tree("[{}]"), object.path("external_references"));
        assertEquals(
                Passage.tree("[{\"lang\":\"en\",\"selectors\":[\"labels\",\"value\"]}]"),
                object.path("granular_markings"));
    }

    @Test
    void aListOfLabelsOfWhichNothingIsLeftLeavesWithoutATrace() {
        Map<String, Object> view = view(address("\"labels\":[\"tlp:white\"],"
                + "\"granular_markings\":[{\"lang\":\"en\",\"selectors\":[\"labels.[0]\"]}]"));
        view.put("releaser", "LAKE");
        JsonNode object = left(view);
        assertFalse(object.has("labels") || object.has("granular_markings"), object::toString);
    }

    @Test
    void whoLabelsWhatHadLeftMoreStrictlyIsNotOverruled() {
        ObjectNode own = StixMarkingTest.left("GREEN");
        own.withArray("labels").add("tlp:green").add("tlp:red").add("tlp:unclear");
        List<String> found = StixTest.faultsOf(StixTest.bundle(ExactJson.write(own)), "{}");
        assertEquals("/labels/2 contradiction", found.getFirst());
        assertEquals("/labels/3 unknown-word", found.get(1));
        ObjectNode passedOn = left(view(address("\"labels\":[\"camp\"]")));
        passedOn.withArray("labels").add("tlp:red");
        assertEquals(List.of("/labels/1 contradiction"), faults(ExactJson.write(passedOn)));
        passedOn.withArray("labels").set(1, "tlp:clear");
        assertEquals(
                1,
                Passage.views(new Stix(), StixTest.bundle(ExactJson.write(passedOn)), StixTest.MAPPING)
                        .size());
    }

    /** The view of an object that was submitted under a label of its own. */
    private static Map<String, Object> view(String object) {
        ObjectNode body = (ObjectNode) Passage.tree("""
                {"type":"foreign-object","language":"en","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"},
                 "details":{"format":"stix-2.1","objectType":"x","objectId":"x"},"portions":[]}""");
        body.withArray("portions").addObject().put("field", "object").put("text", object);
        return new TreeMap<>(Passage.view(new Translator.Translated.Submission(body.toString(), fault -> fault)));
    }

    private static ObjectNode left(Map<String, Object> view) {
        return (ObjectNode) StixTest.objects(Passage.tree(Passage.exported("stix", List.of(view), 200)))
                .getLast();
    }

    private static String address(String members) {
        return StixTest.ADDRESS.replace("\"value\"", members + ",\"value\"");
    }

    private static String mapping(String marking) {
        return StixTest.MAPPING.replace("{\"language\"", "{\"markings\":{" + marking + "},\"language\"");
    }

    private static Tlp tlp(String object) {
        return StixTest.draft(StixTest.bundle(object), StixTest.MAPPING)
                .portions()
                .getFirst()
                .label()
                .tlp();
    }

    private static List<String> faults(String object) {
        return StixTest.faultsOf(StixTest.bundle(object), StixTest.MAPPING);
    }
}
