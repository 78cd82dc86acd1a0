package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Parsed;

/** A portion of a view that came back, whose label somebody took away in whole or in part, is as restricted as the whole. */
class ReturnedViewTest {
    private static final String VIEW = "/extensions/" + StixNames.EXTENSION + "/view";

    @Test
    void aPortionWithoutALabelHasTheCompartmentsOfTheWhole() {
        compartments(portion -> portion.remove("label"));
    }

    @Test
    void soHasOneWhoseLabelIsNotWhole() {
        compartments(portion -> portion.putObject("label"));
        compartments(portion -> portion.putObject("label").put("tlp", "AMBER"));
        compartments(portion -> portion.putObject("label").put("marking", "UN CONFIDENTIAL"));
    }

    @Test
    void aLabelThatIsNoneIsRefused() {
        for (JsonNode label : List.of(NullNode.getInstance(), TextNode.valueOf("UN UNCLASSIFIED"))) {
            ObjectNode object = left();
            portion(object).set("label", label);
            assertEquals(
                    List.of(VIEW + " wrong-type"), StixTest.faultsOf(StixTest.bundle(ExactJson.write(object)), "{}"));
        }
    }

    private static void compartments(Consumer<ObjectNode> change) {
        ObjectNode object = left();
        change.accept(portion(object));
        Draft draft = StixTest.draft(StixTest.bundle(ExactJson.write(object)), "{}");
        assertEquals(2, draft.portions().size());
        for (Draft.Portion portion : draft.portions()) {
            assertEquals(Set.of("SOURCE"), portion.label().compartments(), portion::toString);
            assertEquals("UN CONFIDENTIAL", portion.originalMarking());
        }
    }

    private static ObjectNode portion(ObjectNode object) {
        return (ObjectNode) object.at(VIEW + "/portions/0");
    }

    /** The object of a view all of which is in a compartment. */
    private static ObjectNode left() {
        Parsed parsed = StixTest.parser().parse("""
                {"type":"incident","language":"en",
                 "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","compartments":["SOURCE"]},
                 "portions":[{"field":"body","text":"A clash."}]}""");
        Draft draft = assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                .draft();
        Map<String, Object> view = Passage.view(draft, Set.of());
        return (ObjectNode) StixTest.objects(Passage.tree(Passage.exported("stix", List.of(view), 200)))
                .getLast();
    }
}
