package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Parsed;

/** Tags in every place and shape: those that come in are heeded or refused, and those that leave agree with the label. */
class MispTagsTest {
    private static final String MAPPING =
            "{\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"CLEAR\"}}";
    private static final String EVENT =
            "{\"uuid\":\"5f1b2c3d-1111-4222-8333-444455556666\",\"info\":\"Camp\",\"date\":\"2016-05-12\",%s}";

    private final Misp misp = new Misp();

    @Test
    void tagsOfAnotherShapeAreRefusedAtTheirPlace() {
        String[][] shapes = {
            {"\"Tag\":\"tlp:red\"", "/Tag"},
            {"\"Tag\":7", "/Tag"},
            {"\"Tag\":{\"tlp\":\"red\"}", "/Tag"},
            {"\"Tag\":[{\"Name\":\"tlp:red\"}]", "/Tag/0"},
            {"\"Tag\":[{\"name\":[\"tlp:red\"]}]", "/Tag/0"},
            {"\"Tag\":[[\"tlp:red\"]]", "/Tag/0"},
            {"\"EventTag\":\"tlp:red\"", "/EventTag"},
            {"\"EventTag\":[\"tlp:red\"]", "/EventTag/0"},
            {"\"EventTag\":[{\"name\":\"tlp:red\"}]", "/EventTag/0"},
            {"\"EventTag\":[{\"Tag\":\"tlp:red\"}]", "/EventTag/0/Tag"},
            {"\"Attribute\":[{\"value\":\"x\",\"AttributeTag\":[\"tlp:red\"]}]", "/Attribute/0/AttributeTag/0"},
            {"\"Attribute\":[{\"value\":\"x\",\"Tag\":\"tlp:red\"}]", "/Attribute/0/Tag"},
        };
        for (String[] shape : shapes) {
            assertEquals(List.of(shape[1] + " wrong-type"), faults(EVENT.formatted(shape[0])), shape[0]);
        }
    }

    @Test
    void tagsAreReadInWhicheverWayTheyAreTied() {
        for (String tags : List.of(
                "\"Tag\":[{\"name\":\" TLP:Red \"}]",
                "\"Tag\":{\"name\":\"tlp:red\"}",
                "\"EventTag\":{\"Tag\":{\"name\":\"tlp:red\"}}",
                "\"EventTag\":[{\"Tag\":[\"tlp:red\"]}]")) {
            assertEquals(
                    Tlp.RED,
                    draft(EVENT.formatted(tags)).portions().getFirst().label().tlp(),
                    tags);
        }
        assertEquals(
                Tlp.CLEAR,
                draft(EVENT.formatted("\"Tag\":null,\"EventTag\":[]"))
                        .portions()
                        .getFirst()
                        .label()
                        .tlp());
        Draft bound =
                draft(EVENT.formatted("\"EventTag\":[{\"Tag\":{\"name\":\"passerelle:handling=\\\"no-copies\\\"\"}},"
                        + "{\"Tag\":{\"name\":\"passerelle:retain-until=\\\"2027-01-20T09:00:00Z\\\"\"}}]"));
        assertEquals(Audience.nobody(), bound.portions().getFirst().label().onward());
        assertTrue(bound.portions().getFirst().label().retainUntil().isPresent());
    }

    @Test
    void whatStandsBesideAnEventDoesNotMarkItUnseen() {
        String event = EVENT.formatted("\"Tag\":[]");
        String marked = "{\"Event\":" + event + ",\"Tag\":[{\"name\":\"tlp:red\"}]}";
        for (String file : List.of(marked, "[" + marked + "]", "{\"response\":[" + marked + "]}")) {
            assertInstanceOf(Item.Broken.class, Passage.items(misp, file).getFirst(), file);
        }
        assertInstanceOf(
                Item.Whole.class,
                Passage.items(misp, "{\"Event\":" + event + ",\"xml_version\":\"2.4\"}")
                        .getFirst());
    }

    @Test
    void whatStandsBesideAListOfEventsDoesNotMarkThemUnseen() {
        String event = "{\"Event\":" + EVENT.formatted("\"Tag\":[]");
        for (String mark : List.of(
                "\"Tag\":[{\"name\":\"tlp:red\"}]",
                "\"EventTag\":[]",
                "\"distribution\":\"0\"",
                "\"tlp\":\"red\"",
                "\"meta\":{\"Classification\":\"NS\"}",
                "\"keywords\":[\"camp\",\"nato:classification=\\\"NS\\\"\"]")) {
            UnreadableFile marked = assertThrows(
                    UnreadableFile.class,
                    () -> Passage.items(misp, "{\"response\":[" + event + "}]," + mark + "}"),
                    mark);
            assertEquals(
                    "is marked beside its items, where nothing is heeded; marks stand at each of them",
                    marked.getMessage());
            for (String file : List.of(event + "," + mark + "}", "[" + event + "," + mark + "}]")) {
                assertInstanceOf(Item.Broken.class, Passage.items(misp, file).getFirst(), file);
            }
        }
        for (String about : List.of("\"errors\":[]", "\"generated\":\"2016-05-12T10:00:00Z\"", "\"page\":{\"of\":1}")) {
            assertEquals(
                    1,
                    Passage.items(misp, "{\"response\":[" + event + "}]," + about + "}")
                            .size());
        }
    }

    @Test
    void anEventOfOursThatIsMarkedMoreStrictlyByATiedTagIsRefused() {
        String red = "{\"Tag\":{\"name\":\"tlp:red\"}}";
        ObjectNode event = left(List.of());
        event.putArray("EventTag").add(Passage.tree(red));
        assertEquals(List.of("/EventTag/0/Tag contradiction"), faults(event.toString()));
        ObjectNode galaxy = left(List.of());
        galaxy.putArray("Galaxy").add(Passage.tree(red.replace("{\"name\":\"tlp:red\"}", "[{\"name\":\"tlp:red\"}]")));
        assertEquals(List.of("/Galaxy/0/Tag contradiction"), faults(galaxy.toString()));
        // What a neighbour is says nothing of the event.
        ObjectNode related = left(List.of());
        related.putArray("RelatedEvent").addObject().set("Event", Passage.tree(red));
        assertInstanceOf(Translator.Translated.Submission.class, translated(related.toString()));
    }

    @Test
    void attributesThatAreNoListAreNoFailure() {
        ObjectNode event = left(List.of());
        ObjectNode attributes = event.putObject("Attribute");
        attributes.putObject("0").put("comment", MispExport.VIEW).put("value", "{}");
        assertInstanceOf(Translator.Translated.Refused.class, translated(event.toString()));
    }

    @Test
    void tagsThatDescribeARecordDoNotContradictItsLabel() {
        List<String> tags = List.of(
                "event:type=\"clash\"",
                "tlp:clear",
                "TLP:ex:chr",
                "passerelle:label=\"UN UNCLASSIFIED\"",
                "admiralty-scale:source-reliability=\"a\"");
        ObjectNode event = left(tags);
        List<String> names = event.path("Tag").findValuesAsText("name");
        assertEquals(5, names.size(), names::toString);
        assertTrue(names.contains("event:type=\"clash\"") && names.contains("tlp:green"), names::toString);
        assertTrue(names.contains("admiralty-scale:source-reliability=\"b\""), names::toString);
        assertEquals(
                tags.size(),
                Passage.tree(event.path("Attribute").get(1).path("value").asText())
                        .path("tags")
                        .size(),
                "in the view they stay");
        JsonNode object = StixTest.objects(Passage.tree(Passage.exported("stix", List.of(view(tags)), 200)))
                .getLast();
        List<String> labels = new ArrayList<>(List.of("incident", "event:type=\"clash\""));
        labels.addAll(MispTags.words("B2"));
        assertEquals(labels, StixTags.of(object), "the grading is the record's");
    }

    @Test
    void whatLeavesToOthersSaysNothingMilderThanItsLabel() {
        String sent = EVENT.formatted(
                "\"Tag\":[{\"name\":\"tlp:clear\"},{\"name\":\"type:OSINT\"},"
                        + "{\"name\":\"passerelle:label=\\\"UN UNCLASSIFIED\\\"\"}],\"EventTag\":[{\"Tag\":{\"name\":\"TLP:white\"}}],"
                        + "\"Attribute\":[{\"value\":\"x\",\"Tag\":{\"name\":\"tlp:clear\"}},{\"value\":\"y\",\"Tag\":[{\"name\":\"tlp:red\"}]}]");
        Map<String, Object> view = foreign(sent);
        JsonNode own =
                Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
        assertEquals(5, own.path("Tag").size(), own::toString);
        assertEquals(Passage.tree(sent).path("Attribute"), own.path("Attribute"));
        view.put("releaser", "LAKE");
        JsonNode event =
                Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
        assertEquals(
                List.of("type:OSINT", "tlp:amber", "passerelle:label=\"UN CONFIDENTIAL\""),
                event.path("Tag").findValuesAsText("name"));
        assertTrue(event.path("EventTag").isEmpty(), event::toString);
        assertTrue(event.at("/Attribute/0/Tag").isEmpty(), event::toString);
        assertEquals("tlp:red", event.at("/Attribute/1/Tag/0/name").asText());
    }

    @Test
    void noTagOfAnEventThatLeavesToOthersIsMilderThanTheStrictestOfItsParts() {
        String sent = EVENT.formatted(
                "\"Tag\":[{\"name\":\"tlp:green\"},{\"name\":\"type:OSINT\"}],"
                        + "\"EventTag\":[{\"Tag\":{\"name\":\"tlp:green\"}}],"
                        + "\"Attribute\":[{\"value\":\"x\",\"Tag\":[{\"name\":\"tlp:green\"}]},{\"value\":\"y\",\"Tag\":[{\"name\":\"tlp:red\"}]}]");
        Map<String, Object> view =
                new TreeMap<>(Passage.views(misp, "[" + sent + "]", MAPPING).getFirst());
        JsonNode own =
                Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
        assertEquals("tlp:green", own.at("/Tag/0/name").asText(), "to its own party it leaves as it was");
        view.put("releaser", "LAKE");
        JsonNode event =
                Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
        assertEquals(
                List.of("type:OSINT", "tlp:red", "passerelle:label=\"UN UNCLASSIFIED\""),
                event.path("Tag").findValuesAsText("name"));
        assertTrue(event.path("EventTag").isEmpty(), event::toString);
        // What an attribute says of itself is as strict as its own label.
        assertEquals("tlp:green", event.at("/Attribute/0/Tag/0/name").asText());
        assertEquals("tlp:red", event.at("/Attribute/1/Tag/0/name").asText());
    }

    @Test
    void anEventThatItsPartyLabelledMoreStrictlyThanAnythingInItSaysNothingMilderToThatPartyEither() {
        Map<String, Object> view = foreign(
                EVENT.formatted(
                        "\"Tag\":[{\"name\":\"tlp:green\"}],\"Attribute\":[{\"value\":\"x\",\"Tag\":[{\"name\":\"tlp:clear\"}]}]"));
        JsonNode event =
                Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
        assertEquals(
                List.of("tlp:amber", "passerelle:label=\"UN CONFIDENTIAL\""),
                event.path("Tag").findValuesAsText("name"));
        assertTrue(event.at("/Attribute/0/Tag").isEmpty(), event::toString);
    }

    @Test
    void anEventWithOneTagLeavesAsAnyOther() {
        Map<String, Object> view = foreign(EVENT.formatted("\"Tag\":{\"name\":\"tlp:amber\"}"));
        assertEquals(
                List.of("tlp:amber", "passerelle:label=\"UN CONFIDENTIAL\""),
                Passage.tree(Passage.exported("misp", List.of(view), 200))
                        .at("/response/0/Event/Tag")
                        .findValuesAsText("name"));
    }

    /** The view of an event that was submitted under a label of its own. */
    private static Map<String, Object> foreign(String event) {
        String submission = """
                {"type":"foreign-object","language":"en","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"},
                 "details":{"format":"misp","objectType":"event","objectId":"x"},"portions":[]}""";
        ObjectNode body = (ObjectNode) Passage.tree(submission);
        body.withArray("portions").addObject().put("field", "object").put("text", event);
        return new TreeMap<>(Passage.view(accepted(body.toString()), Set.of()));
    }

    /** A view of ours with these tags. */
    private static Map<String, Object> view(List<String> tags) {
        Map<String, Object> view = new TreeMap<>(Passage.view(accepted("""
                {"type":"incident","language":"en","grading":"B2","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                 "portions":[{"field":"title","text":"Tabankort"}]}"""), Set.of()));
        view.put("tags", tags);
        return view;
    }

    private static ObjectNode left(List<String> tags) {
        return (ObjectNode)
                Passage.tree(Passage.exported("misp", List.of(view(tags)), 200)).at("/response/0/Event");
    }

    private Draft draft(String event) {
        Translator.Translated translated = translated(event);
        return accepted(assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString)
                .body());
    }

    private static Draft accepted(String body) {
        Parsed parsed = StixTest.parser().parse(body);
        return assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString).draft();
    }

    private Translator.Translated translated(String event) {
        return Passage.translated(misp, Passage.items(misp, "[" + event + "]").getFirst(), MAPPING);
    }

    private List<String> faults(String event) {
        Translator.Translated translated = translated(event);
        return assertInstanceOf(Translator.Translated.Refused.class, translated, translated::toString).faults().stream()
                .map(fault ->
                        fault.fault().pointer() + " " + fault.fault().code().text())
                .toList();
    }
}
