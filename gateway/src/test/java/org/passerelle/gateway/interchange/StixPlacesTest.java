package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Tlp;

/** Markings that stand where STIX has none, or otherwise than STIX has them: they are heeded or refused, and never passed over. */
class StixPlacesTest {
    private static final String RED = "\"" + StixTest.RED_2 + "\"";
    private static final String OTHER = "marking-definition--7c5a4b1e-2f0d-4f6a-9a51-3d8e6c1b2f90";
    private static final String OBSERVED = """
            {"type":"observed-data","spec_version":"2.1","id":"observed-data--b67d30ff-02ac-498a-92f9-32f845f448cf",
             "created":"2016-04-06T19:58:16.000Z","modified":"2016-04-06T19:58:16.000Z","first_observed":"2015-12-21T19:00:00Z",
             "last_observed":"2015-12-21T19:00:00Z","number_observed":1,
             "objects":{"0":{"type":"ipv4-addr","value":"198.51.100.3",%s}}}""";

    @Test
    void markingsOfAnotherShapeAreRefusedAtTheirPlace() {
        String[][] shapes = {
            {"\"object_marking_refs\":" + RED, "/object_marking_refs"},
            {"\"object_marking_refs\":{\"0\":" + RED + "}", "/object_marking_refs"},
            {"\"object_marking_refs\":null", "/object_marking_refs"},
            {"\"object_marking_refs\":[{\"id\":" + RED + "}]", "/object_marking_refs/0"},
            {"\"granular_markings\":{\"marking_ref\":" + RED + ",\"selectors\":[\"value\"]}", "/granular_markings"},
            {"\"granular_markings\":[{\"marking_refs\":[" + RED + "]}]", "/granular_markings/0"},
            {"\"granular_markings\":[{\"marking_ref\":[" + RED + "]}]", "/granular_markings/0"},
            {"\"granular_markings\":[" + RED + "]", "/granular_markings/0"},
            {"\"x_parts\":[{\"object_marking_refs\":" + RED + "}]", "/x_parts/0/object_marking_refs"},
        };
        for (String[] shape : shapes) {
            assertEquals(List.of(shape[1] + " wrong-type"), faults(address(shape[0])), shape[0]);
            assertEquals(List.of(shape[1] + " wrong-type"), faults(left(shape[0])), shape[0]);
        }
    }

    @Test
    void aMarkingWithinAnObjectIsOfTheWhole() {
        for (String marked : List.of(
                "\"object_marking_refs\":[" + RED + "]",
                "\"granular_markings\":[{\"marking_ref\":" + RED + ",\"selectors\":[\"value\"]}]")) {
            assertEquals(Tlp.RED, tlp(OBSERVED.formatted(marked)), marked);
            assertEquals(Tlp.RED, tlp(address("\"extensions\":{\"x\":{\"y\":[{" + marked + "}]}}")), marked);
            assertEquals(Tlp.RED, tlp(address("\"external_references\":[{" + marked + "}]")), marked);
        }
    }

    @Test
    void whatAMarkingWithinAnObjectSaysIsLookedForAsForAnyOther() {
        String observed = OBSERVED.formatted("\"object_marking_refs\":[\"" + OTHER + "\"]");
        assertEquals(List.of("/objects/0/object_marking_refs/0 unknown-word"), faults(observed));
        String definition = definition("\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"red\"}");
        assertEquals(Tlp.RED, tlp(observed, definition));
        String words = StixTest.STATEMENT.replace(StixTest.STATED, OTHER);
        assertEquals(
                List.of("/objects/0/object_marking_refs/0 contradiction"),
                StixTest.faultsOf(StixTest.bundle(observed, words), StixTest.MAPPING));
    }

    @Test
    void whoMarksSomethingWithinOurObjectIsNotOverruled() {
        assertEquals(
                List.of("/x_others/object_marking_refs/0 contradiction", "/x_others contradiction"),
                faults(left("\"x_others\":{\"object_marking_refs\":[" + RED + "]}")));
    }

    @Test
    void aBundleIsNoObjectAndHasNoMarkings() {
        String inner = StixTest.bundle(address("\"object_marking_refs\":[" + RED + "]"));
        assertEquals(List.of("/type wrong-type"), faults(inner));
        String marked = "\"object_marking_refs\":[" + RED + "],";
        String before = "{\"type\":\"bundle\"," + marked + "\"objects\":[" + StixTest.ADDRESS + "]}";
        String behind = "{\"type\":\"bundle\",\"objects\":[" + StixTest.ADDRESS + "]," + marked + "\"id\":\"x\"}";
        for (String file : List.of(before, behind, "{\"type\":\"bundle\",\"objects\":{}}")) {
            assertThrows(UnreadableFile.class, () -> Passage.items(new Stix(), file), file);
        }
        // An item as it is sent, whoever cut the file.
        for (String item : List.of(before, behind)) {
            Translator.Translated translated =
                    Passage.translated(new Stix(), new Item.Whole(1, item), StixTest.MAPPING);
            assertEquals(Translator.Translated.Refused.class, translated.getClass(), item);
        }
    }

    @Test
    void behindAnObjectStandDefinitionsOfItsMarkingsAlone() {
        String object = address("\"object_marking_refs\":[\"" + StixTest.STATED + "\"]");
        for (String behind : List.of(
                StixTest.STATEMENT + "," + StixTest.STATEMENT,
                StixTest.STATEMENT.replace(StixTest.STATED, OTHER),
                StixTest.STATEMENT.replace("\"marking-definition\"", "\"identity\""),
                "7")) {
            String item = "{\"type\":\"bundle\",\"objects\":[" + object + "," + behind + "]}";
            Translator.Translated translated =
                    Passage.translated(new Stix(), new Item.Whole(1, item), StixTest.MAPPING);
            assertEquals(Translator.Translated.Refused.class, translated.getClass(), behind);
        }
    }

    @Test
    void ofWhatADefinitionStatesTwiceTheStricterCounts() {
        String second =
                "\"extensions\":{\"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d\":{\"tlp_2_0\":\"%s\"}}";
        String first = "\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"green\"},";
        String words = "\"definition_type\":\"statement\",\"definition\":{\"statement\":\"UN UNCLASSIFIED\"},";
        String object = address("\"object_marking_refs\":[\"" + OTHER + "\"]");
        assertEquals(Tlp.RED, tlp(object, definition(first + second.formatted("red"))));
        assertEquals(Tlp.RED, tlp(object, definition(words + second.formatted("red"))));
        assertEquals(Tlp.RED, tlp(object, definition(words + "\"object_marking_refs\":[" + RED + "]")));
        for (String unknown : List.of(
                first + second.formatted("pink"),
                first + "\"object_marking_refs\":[\"" + StixTest.STATED + "\"]",
                "\"definition_type\":\"acme\",\"definition\":{\"acme\":9}," + second.formatted("green"))) {
            assertEquals(
                    List.of("/object_marking_refs/0 unknown-word"),
                    StixTest.faultsOf(StixTest.bundle(object, definition(unknown)), StixTest.MAPPING),
                    unknown);
        }
    }

    @Test
    void aMarkingThatIsDefinedTwiceIsOneThatNobodyKnows() {
        String lower = StixTest.STATEMENT.replace("UN CONFIDENTIAL", "UN UNCLASSIFIED");
        String object = address("\"object_marking_refs\":[\"" + StixTest.STATED + "\"]");
        assertEquals(
                List.of("/object_marking_refs/0 unknown-word"),
                StixTest.faultsOf(StixTest.bundle(lower, StixTest.STATEMENT, object), StixTest.MAPPING, 1));
        assertEquals(
                1,
                Passage.views(new Stix(), StixTest.bundle(lower, lower, object), StixTest.MAPPING)
                        .size());
    }

    private static String definition(String states) {
        return "{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"" + OTHER
                + "\",\"created\":\"2016-08-01T00:00:00.000Z\"," + states + "}";
    }

    private static String address(String members) {
        return StixTest.ADDRESS.replace("\"value\"", members + ",\"value\"");
    }

    /** An object of ours with members that somebody gave it. */
    private static String left(String members) {
        ObjectNode object = StixMarkingTest.left("GREEN");
        object.remove(List.of("object_marking_refs", "granular_markings"));
        return "{" + members + "," + ExactJson.write(object).substring(1);
    }

    private static Tlp tlp(String... objects) {
        return StixTest.draft(StixTest.bundle(objects), StixTest.MAPPING)
                .portions()
                .getFirst()
                .label()
                .tlp();
    }

    private static List<String> faults(String object) {
        return StixTest.faultsOf(StixTest.bundle(object), StixTest.MAPPING);
    }
}
