package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Parsed;

/** What somebody added to what had left from here, or changed in it, is refused at its place: the record that comes back would not have it. */
class ForeignChangesTest {

    @Test
    void anEventOfOursWithMoreOrOtherWordsIsRefusedWhereTheyStand() {
        refused("misp", event -> event.put("info", "Another title"), "/info");
        refused("misp", event -> event.put("date", "2015-01-21"), "/date");
        refused("misp", event -> attribute(event, 1).put("value", "Other words"), "/Attribute/1/value");
        refused("misp", event -> attribute(event, 1).put("comment", "a comment"), "/Attribute/1/comment");
        refused("misp", event -> attribute(event, 1).put("deleted", true), "/Attribute/1/deleted");
        refused(
                "misp",
                event -> attribute(event, 1).put("uuid", "5f1b2c3d-1111-4222-8333-444455556667"),
                "/Attribute/1");
        refused("misp", event -> event.withArray("Attribute").addObject().put("value", "198.51.100.3"), "/Attribute/3");
        for (String added : List.of("Object", "EventReport", "Note", "Opinion", "Sighting", "ShadowAttribute")) {
            refused("misp", event -> event.putArray(added).addObject().put("x", 1), "/" + added);
            refused(
                    "misp",
                    event -> attribute(event, 0).putArray(added).addObject().put("x", 1),
                    "/Attribute/0/" + added);
            taken("misp", event -> event.putArray(added));
        }
    }

    @Test
    void anEventOfOursThatIsLabelledOrGradedAnewIsRefused() {
        refused(
                "misp",
                event -> event.withArray("Tag").addObject().put("name", "passerelle:label=\"UN CONFIDENTIAL\""),
                "/Tag");
        refused(
                "misp",
                event -> attribute(event, 0).withArray("Tag").addObject().put("name", "passerelle:label=\"X\""),
                "/Attribute/0/Tag");
        refused(
                "misp",
                event -> event.withArray("Tag").addObject().put("name", "admiralty-scale:source-reliability=\"f\""),
                "/Tag");
    }

    @Test
    void whatItsKeeperWritesToAnEventIsNoChange() {
        taken(
                "misp",
                event -> event.put("id", "12").put("timestamp", "1463040001").put("published", true));
        taken("misp", event -> event.withArray("Tag").addObject().put("name", "workflow:state=\"complete\""));
        taken(
                "misp",
                event -> event.putArray("RelatedEvent")
                        .addObject()
                        .putObject("Event")
                        .putArray("Object")
                        .add(1));
        taken(
                "misp",
                event -> attribute(event, 1).put("value", " A strike.\r\n").put("deleted", false));
        taken(
                "misp",
                event -> event.withArray("Attribute")
                        .insert(0, event.withArray("Attribute").remove(2)));
    }

    @Test
    void anObjectOfOursWithMoreOrOtherWordsIsRefusedWhereTheyStand() {
        refused("stix", object -> object.put("name", "Another title"), "/name");
        refused("stix", object -> object.put("description", "Other words"), "/description");
        refused("stix", object -> object.put("abstract", "More words"), "/abstract");
        refused("stix", object -> object.put("confidence", 10), "/confidence");
        refused("stix", object -> object.put("lang", "fr"), "/lang");
        refused("stix", object -> object.put("revoked", true), "/revoked");
        refused("stix", object -> object.put("revoked", "false"), "/revoked");
        refused("stix", object -> object.withArray("labels").add("camp"), "/labels/3");
        refused("stix", object -> object.put("labels", "incident"), "/labels");
        refused(
                "stix",
                object -> object.withArray("external_references").addObject().put("url", "x"),
                "/external_references");
        refused(
                "stix",
                object -> ((ObjectNode) object.get("extensions")).putObject("x").put("y", 1),
                "/extensions/x");
        taken("stix", object -> object.put("revoked", false));
        taken("stix", object -> object.put("modified", "2027-01-01T00:00:00.000Z"));
        taken("stix", object -> object.remove("labels"));
    }

    @Property(tries = 200)
    void whatNobodyChangedComesBack(@ForAll long seed) {
        for (String format : List.of("stix", "misp")) {
            ImportFormat in = Formats.toImport(format).orElseThrow();
            for (Item item : Passage.items(in, Passage.exported(format, RandomViews.views(seed, 3), 2))) {
                if (Passage.translated(in, item, "{}") instanceof Translator.Translated.Refused refused) {
                    // These views have labels at random, also parts that are stricter than the whole, and may lack a
                    // type.
                    List<Fault> changes = refused.faults().stream()
                            .map(fault -> fault.fault())
                            .filter(fault -> !fault.code().equals(Fault.Code.MISSING))
                            .filter(fault -> !fault.message().startsWith("is stricter"))
                            .toList();
                    assertEquals(List.of(), changes, item::toString);
                }
            }
        }
    }

    private static void refused(String format, Consumer<ObjectNode> change, String pointer) {
        Translator.Translated translated = translated(format, change);
        assertEquals(
                List.of(pointer + " contradiction"),
                assertInstanceOf(Translator.Translated.Refused.class, translated, () -> pointer + translated)
                        .faults()
                        .stream()
                        .map(fault -> fault.fault().pointer() + " "
                                + fault.fault().code().text())
                        .toList());
    }

    private static void taken(String format, Consumer<ObjectNode> change) {
        Translator.Translated translated = translated(format, change);
        assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString);
    }

    /** What becomes of a view of ours in which somebody changed something. */
    private static Translator.Translated translated(String format, Consumer<ObjectNode> change) {
        Parsed parsed = StixTest.parser().parse("""
                {"type":"incident","language":"en","eventTime":"2015-01-20T09:00:00Z","grading":"B2",
                 "label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                 "portions":[{"field":"title","text":"Tabankort"},{"field":"body","text":"A strike."}]}""");
        Map<String, Object> view = Passage.view(
                assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                        .draft(),
                Set.of());
        JsonNode file = Passage.tree(Passage.exported(format, List.of(view), 200));
        ObjectNode left = (ObjectNode)
                (format.equals("misp")
                        ? file.at("/response/0/Event")
                        : StixTest.objects(file).getLast());
        change.accept(left);
        ImportFormat in = Formats.toImport(format).orElseThrow();
        String again =
                format.equals("misp") ? "[" + ExactJson.write(left) + "]" : StixTest.bundle(ExactJson.write(left));
        return Passage.translated(in, Passage.items(in, again).getFirst(), "{}");
    }

    private static ObjectNode attribute(ObjectNode event, int index) {
        return (ObjectNode) event.withArray("Attribute").get(index);
    }
}
