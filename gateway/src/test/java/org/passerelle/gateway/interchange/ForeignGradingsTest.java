package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Somebody else's event or object leaves with the grading of the record, whatever it said itself. */
class ForeignGradingsTest {
    private static final String MAPPING =
            "{\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"}}";
    private static final String B3 =
            "{\"name\":\"admiralty-scale:source-reliability=\\\"b\\\"\"},{\"name\":\"admiralty-scale:information-credibility=\\\"3\\\"\"}";
    private static final List<String> C5 =
            List.of("admiralty-scale:source-reliability=\"c\"", "admiralty-scale:information-credibility=\"5\"");

    @Test
    void anEventLeavesWithTheGradingOfTheRecord() {
        for (String releaser : List.of("RIVER", "LAKE")) {
            for (String tags : List.of(
                    "\"Tag\":[%s]",
                    "\"Tag\":[],\"EventTag\":[{\"Tag\":[%s]}]",
                    "\"Tag\":[{\"name\":\"Admiralty-Scale:source-reliability=\\\"a\\\"\"},%s]",
                    "\"x_tags\":[%s]")) {
                Map<String, Object> view = view(tags.formatted(B3));
                view.put("releaser", releaser);
                view.put("grading", "C5");
                JsonNode event = left("misp", view).at("/response/0/Event");
                assertEquals(C5, graded(MispTags.names(event)), tags);
            }
        }
    }

    @Test
    void aGradingThatTheRecordHasNoMoreDoesNotLeave() {
        Map<String, Object> view = view("\"Tag\":[" + B3 + "]");
        view.remove("grading");
        assertEquals(List.of(), graded(MispTags.names(left("misp", view).at("/response/0/Event"))));
    }

    @Test
    void whatTheRecordDoesNotSayOtherwiseStaysAsItWas() {
        Map<String, Object> view = view("\"Tag\":[" + B3 + "]");
        assertEquals("B3", view.get("grading"));
        JsonNode event = left("misp", view).at("/response/0/Event");
        assertEquals(Passage.tree("[" + B3 + "]").get(0), event.at("/Tag/0"));
        assertEquals(Passage.tree("[" + B3 + "]").get(1), event.at("/Tag/1"));
        // Nor is anything said where the common facts are withheld.
        List.of("type", "language", "grading").forEach(view::remove);
        assertEquals(
                2,
                graded(MispTags.names(left("misp", view).at("/response/0/Event")))
                        .size());
        Map<String, Object> half = view(
                "\"Tag\":[{\"name\":\"admiralty-scale:source-reliability=\\\"b\\\"\"}],\"Attribute\":[{\"value\":\"x\",\"Tag\":["
                        + B3 + "]}]");
        assertEquals(
                1,
                graded(MispTags.names(left("misp", half).at("/response/0/Event")))
                        .size());
        half.put("grading", "C5");
        JsonNode graded = left("misp", half).at("/response/0/Event");
        assertEquals(C5, graded(MispTags.names(graded)));
        assertEquals(2, graded.at("/Attribute/0/Tag").size(), "an attribute has a grading of its own");
    }

    @Test
    void labelsOfAnObjectDoNotSayAnotherGradingThanTheRecord() {
        String labels = "\"labels\":[\"camp\",\"admiralty-scale:source-reliability=\\\"b\\\"\","
                + "\"admiralty-scale:information-credibility=\\\"3\\\"\"],\"value\"";
        String file = StixTest.bundle(StixTest.ADDRESS.replace("\"value\"", labels));
        Map<String, Object> view =
                new TreeMap<>(Passage.views(new Stix(), file, MAPPING).getFirst());
        assertEquals(3, object(view).path("labels").size(), "the record says none");
        view.put("grading", "B3");
        assertEquals(3, object(view).path("labels").size());
        view.put("grading", "C5");
        assertEquals(Passage.tree("[\"camp\"]"), object(view).path("labels"));
        assertEquals(
                "C5",
                object(view)
                        .at("/extensions/" + StixNames.EXTENSION + "/view/grading")
                        .asText());
        assertFalse(object(view).toString().contains("admiralty"));
    }

    private static JsonNode object(Map<String, Object> view) {
        return StixTest.objects(left("stix", view)).getLast();
    }

    private static List<String> graded(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.toLowerCase(Locale.ROOT).startsWith("admiralty"))
                .toList();
    }

    private static Map<String, Object> view(String members) {
        String file = "[{\"uuid\":\"5f1b2c3d-1111-4222-8333-444455556666\",\"info\":\"Camp\"," + members + "}]";
        return new TreeMap<>(Passage.views(new Misp(), file, MAPPING).getFirst());
    }

    private static JsonNode left(String format, Map<String, Object> view) {
        return Passage.tree(Passage.exported(format, List.of(view), 200));
    }
}
