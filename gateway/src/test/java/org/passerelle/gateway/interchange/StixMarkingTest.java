package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Parsed;

/** Markings of parts, and markings that somebody put on what had left from here: neither lowers anything, and neither tells of what is withheld. */
class StixMarkingTest {
    private static final String CLOSED = "marking-definition--7c5a4b1e-2f0d-4f6a-9a51-3d8e6c1b2f90";
    private static final String RED_OF_OTHERS = """
            {"type":"marking-definition","spec_version":"2.1","id":"%s","created":"2016-08-01T00:00:00.000Z",
             "definition_type":"tlp","name":"Sources in Gao","definition":{"tlp":"red"}}""".formatted(CLOSED);
    private static final String MARKED_IN_PART = StixTest.INDICATOR.replace(
            "{\"marking_ref\":\"" + StixTest.AMBER_1 + "\",\"selectors\":[\"description\",\"name\"]}",
            "{\"marking_ref\":\"%s\",\"selectors\":[\"description\"]}");

    @Test
    void theDefinitionOfWhatIsWithheldIsWithheldWithIt() {
        String object = MARKED_IN_PART.formatted(CLOSED);
        String file = StixTest.bundle(StixTest.STATEMENT, RED_OF_OTHERS, object);
        Draft draft = StixTest.draft(file, StixTest.MAPPING);
        int apart = draft.portions().size() - 1;
        assertEquals(Tlp.RED, draft.portions().get(apart).label().tlp());
        String less = String.valueOf(Passage.view(draft, Set.of(apart)));
        assertFalse(less.contains(CLOSED) || less.contains("Gao"), less);
        assertTrue(less.contains(StixTest.STATED), less);
        // Whoever sees all gets it all, and everything once.
        JsonNode all = Passage.tree(Passage.exported("stix", List.of(Passage.view(draft, Set.of())), 200));
        assertEquals(List.of(), StixShape.faults(all));
        assertEquals(
                Set.of(Passage.tree(object), Passage.tree(StixTest.STATEMENT), Passage.tree(RED_OF_OTHERS)),
                StixTest.originals(all, Passage.tree(file)));
        assertEquals(
                1,
                StixTest.objects(all).stream()
                        .filter(one -> one.path("id").asText().equals(CLOSED))
                        .count());
    }

    /** A partner's file need not be as the standard wants it, but what leaves is. */
    @Test
    void aSelectorThatIsNoListLeavesAsOne() {
        String marked = "\"labels\":[\"camp\"],\"granular_markings\":[{\"marking_ref\":\"" + StixTest.RED_2
                + "\",\"selectors\":\"%s\"}],\"value\"";
        for (String selector : List.of("labels", "labels.[0]", "value")) {
            String file = StixTest.bundle(StixTest.ADDRESS.replace("\"value\"", marked.formatted(selector)));
            Draft draft = StixTest.draft(file, StixTest.MAPPING);
            assertEquals(Tlp.RED, draft.portions().getLast().label().tlp());
            JsonNode all = Passage.tree(Passage.exported("stix", List.of(Passage.view(draft, Set.of())), 200));
            assertEquals(List.of(), StixShape.faults(all));
            JsonNode object = StixTest.objects(all).getLast();
            assertEquals(
                    Passage.tree("[{\"marking_ref\":\"" + StixTest.RED_2 + "\",\"selectors\":[\"" + selector + "\"]}]"),
                    object.path("granular_markings"));
        }
    }

    @Test
    void wordsOnAPartDoNotLowerTheWhole() {
        String mapping = StixTest.MAPPING.replace("UN UNCLASSIFIED", "UN CONFIDENTIAL");
        String object = StixTest.ADDRESS.replace(
                "\"value\"",
                "\"labels\":[\"camp\"],\"granular_markings\":[{\"marking_ref\":\"" + StixTest.STATED
                        + "\",\"selectors\":[\"labels\"]}],\"value\"");
        String lower = StixTest.STATEMENT.replace("UN CONFIDENTIAL", "UN UNCLASSIFIED");
        assertEquals(
                List.of("/granular_markings/0/marking_ref contradiction"),
                StixTest.faultsOf(StixTest.bundle(object, lower), mapping));
        // Nor do they raise it unseen: which of two markings is the stricter one is not known at the door.
        assertEquals(
                List.of("/granular_markings/0/marking_ref contradiction"),
                StixTest.faultsOf(StixTest.bundle(object, StixTest.STATEMENT), StixTest.MAPPING));
        Draft same = StixTest.draft(StixTest.bundle(object, StixTest.STATEMENT), mapping);
        assertEquals("UN CONFIDENTIAL", same.portions().getFirst().originalMarking());
        Draft whole = StixTest.draft(
                StixTest.bundle(MARKED_IN_PART.formatted(StixTest.STATED), StixTest.STATEMENT), StixTest.MAPPING);
        assertEquals("UN CONFIDENTIAL", whole.portions().getFirst().originalMarking());
    }

    @Test
    void whoMarksAPartOfOurObjectMoreStrictlyIsNotOverruled() {
        for (String tlp : List.of("GREEN", "RED")) {
            // Where another part is as strict, this one is not yet.
            ObjectNode object = left(tlp);
            mark(object, StixTest.RED_2, "name");
            assertEquals(
                    List.of("/granular_markings/" + last(object) + "/marking_ref contradiction"),
                    StixTest.faultsOf(StixTest.bundle(ExactJson.write(object)), "{}"));
        }
        ObjectNode milder = left("GREEN");
        mark(milder, StixNames.id(Tlp.GREEN), "description");
        assertEquals(
                1,
                Passage.views(new Stix(), StixTest.bundle(ExactJson.write(milder)), "{}")
                        .size());
    }

    @Test
    void whoMarksOurObjectInOtherWordsIsNotOverruled() {
        String secret = StixTest.STATEMENT.replace("UN CONFIDENTIAL", "UN STRICTLY CONFIDENTIAL");
        ObjectNode object = left("GREEN");
        int at = object.withArray("object_marking_refs").add(StixTest.STATED).size() - 1;
        assertEquals(
                List.of("/object_marking_refs/" + at + " contradiction"),
                StixTest.faultsOf(StixTest.bundle(ExactJson.write(object), secret), "{}"));
        String mapping = "{\"markings\":{\"" + StixTest.STATED + "\":{\"marking\":\"UN CONFIDENTIAL\"}}}";
        assertEquals(
                List.of("/object_marking_refs/" + at + " contradiction"),
                StixTest.faultsOf(StixTest.bundle(ExactJson.write(object)), mapping));
        ObjectNode part = left("GREEN");
        mark(part, StixTest.STATED, "description");
        assertEquals(
                List.of("/granular_markings/" + last(part) + "/marking_ref contradiction"),
                StixTest.faultsOf(StixTest.bundle(ExactJson.write(part), secret), "{}"));
    }

    @Test
    void whoMarksWhatWasPassedOnMoreStrictlyIsNotOverruled() {
        String passedOn = Passage.exported(
                "stix",
                Passage.views(new Stix(), StixTest.bundle(StixTest.INDICATOR, StixTest.STATEMENT), StixTest.MAPPING),
                200);
        ObjectNode object =
                (ObjectNode) StixTest.objects(Passage.tree(passedOn)).getLast();
        String statement = StixTest.STATEMENT;
        mark(object, StixTest.RED_2, "description");
        assertEquals(
                List.of("/granular_markings/2/marking_ref contradiction"),
                StixTest.faultsOf(StixTest.bundle(ExactJson.write(object), statement), "{}"));
        // The whole of it too, and also where the file says that we had added it.
        ObjectNode whole = object.deepCopy();
        whole.withArray("granular_markings").remove(2);
        int at = whole.withArray("object_marking_refs").add(StixTest.RED_2).size() - 1;
        ((ObjectNode) whole.at("/extensions/" + StixNames.EXTENSION))
                .withArray("added_markings")
                .add(StixTest.RED_2);
        assertEquals(
                List.of("/object_marking_refs/" + at + " contradiction"),
                StixTest.faultsOf(StixTest.bundle(ExactJson.write(whole), statement), "{}"));
    }

    /** The object of a view whose body is GREEN and whose source is marked as stated. */
    static ObjectNode left(String tlp) {
        Parsed parsed = StixTest.parser().parse("""
                {"type":"incident","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                 "portions":[{"field":"title","text":"Gao"},{"field":"body","text":"A clash."},
                  {"field":"source","text":"A driver.","label":{"tlp":"%s"}}]}""".formatted(tlp));
        Draft draft = assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                .draft();
        Map<String, Object> view = Passage.view(draft, Set.of());
        return (ObjectNode) StixTest.objects(Passage.tree(Passage.exported("stix", List.of(view), 200)))
                .getLast();
    }

    private static void mark(ObjectNode object, String marking, String selector) {
        ObjectNode one = object.withArray("granular_markings").addObject();
        one.put("marking_ref", marking);
        one.putArray("selectors").add(selector);
    }

    private static int last(ObjectNode object) {
        return object.path("granular_markings").size() - 1;
    }
}
