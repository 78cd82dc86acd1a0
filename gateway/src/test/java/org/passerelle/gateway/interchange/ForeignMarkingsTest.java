package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Level;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Parsed;

/** Protective markings of other systems, as tags and labels: what the mapping does not know is refused, however it is written. */
class ForeignMarkingsTest {
    private static final String LABEL =
            "\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"}";
    private static final List<String> MARKS = List.of(
            "nato:classification=\"NS\"",
            " NATO:Classification = \"NU\"",
            "euci:S-UE/EU-S",
            "fr-classif:classifiees=\"SECRET\"",
            "fr-classif:special-france=\"SPECIAL_FRANCE\"",
            "de-vs:Einstufung=\"GEHEIM\"",
            "dni-ism:classification:us=\"S\"",
            "dni-ism:dissem=\"NF\"",
            "dni-ism:scicontrols=\"TK\"",
            "acs-marking:classification=\"S\"",
            "ais-marking:TLPMarking=\"AMBER\"",
            "pfc:rouge",
            "iep:traffic-light-protocol=\"RED\"",
            "iep2-policy:tlp=\"red\"",
            "thales_group:tlp:black",
            "thales_group:distribution=\"team_eyes_only\"",
            "csirt_case_classification:sensitivity-classification=\"1\"");
    private static final List<String> SAY_NOTHING = List.of(
            "nato",
            "a report of nato",
            "event:type=\"clash\"",
            "PAP:RED",
            "iep2-policy:attribution=\"must\"",
            "csirt_case_classification:incident-category=\"DOS\"",
            "admiralty-scale:source-reliability=\"a\"",
            "passerelle:handling=\"no-copies\"");

    @Test
    void aProtectiveMarkingThatTheMappingDoesNotKnowIsRefused() {
        String mapping = "{" + LABEL + "}";
        for (String word : MARKS) {
            assertEquals(List.of("/Tag/0/name unknown-word"), faults(new Misp(), event(word), mapping), word);
            assertEquals(List.of("/labels/0 unknown-word"), faults(new Stix(), address(word), mapping), word);
        }
        for (String word : SAY_NOTHING) {
            assertEquals(Level.UNCLASSIFIED, level(new Misp(), event(word), mapping), word);
            assertEquals(Level.UNCLASSIFIED, level(new Stix(), address(word), mapping), word);
        }
    }

    @Test
    void theMappingKnowsAWordHoweverItIsWritten() {
        for (String word : List.of(
                "nato:classification=\"NC\"", " NATO:classification=\"nc\" ", "\u200bnato:classification=\"NC\"")) {
            for (String known : List.of("nato:classification=\"NC\"", "Nato:Classification=\"nc\" ")) {
                String mapping =
                        "{" + LABEL + ",\"markings\":{" + quoted(known) + ":{\"marking\":\"UN CONFIDENTIAL\"}}}";
                assertEquals(Level.CONFIDENTIAL, level(new Misp(), event(word), mapping), word);
                assertEquals(Level.CONFIDENTIAL, level(new Stix(), address(word), mapping), word);
            }
        }
        String nothing = "{" + LABEL + ",\"markings\":{" + quoted("nato:classification=\"NU\"") + ":{}}}";
        assertEquals(Level.UNCLASSIFIED, level(new Misp(), event("nato:classification=\"NU\""), nothing));
    }

    @Test
    void theSampleMappingKnowsWhatIsHostedHereAndNothingHigher() throws IOException {
        String sample = Files.readString(Path.of("..", "docs", "mappings", "foreign-objects.json"));
        JsonNode known = Passage.tree(Files.readString(Path.of("..", "config", "markings.json")))
                .path("inbound");
        ForeignMapping mapping = ForeignMapping.read(Optional.of(sample));
        mapping.markings()
                .values()
                .forEach(stated -> stated.marking().ifPresent(marking -> assertTrue(known.has(marking), marking)));
        mapping.markings().keySet().forEach(word -> assertTrue(MarkingWords.marks(word), word));
        assertEquals(
                Optional.of("NATO SECRET"),
                MarkingWords.stated("NATO:classification=\"NS\"", mapping)
                        .orElseThrow()
                        .marking());
        for (String higher : List.of("nato:classification=\"CTS\"", "euci:TS-UE/EU-TS", "dni-ism:dissem=\"NF\"")) {
            assertTrue(MarkingWords.stated(higher, mapping).isEmpty(), higher);
        }
    }

    @Test
    void aMappingThatNamesAWordTwiceIsRefused() {
        UnreadableFile twice = assertThrows(
                UnreadableFile.class,
                () -> ForeignMapping.read(Optional.of("{\"markings\":{\"x\":{},\" X\":{\"tlp\":\"RED\"}}}")));
        assertEquals("says again what a marking stands for", twice.getMessage());
    }

    @Test
    void noWayOfWritingAPublishedMarkingMakesItAnother() {
        String upper = StixTest.RED_2.toUpperCase(Locale.ROOT);
        String object = StixTest.ADDRESS.replace("\"value\"", "\"object_marking_refs\":[\"" + upper + "\"],\"value\"");
        String mapping = "{" + LABEL + ",\"markings\":{\"" + StixTest.RED_2 + "\":{\"tlp\":\"CLEAR\"}}}";
        assertEquals(
                "RED",
                draft(new Stix(), StixTest.bundle(object), mapping)
                        .portions()
                        .getFirst()
                        .label()
                        .tlp()
                        .text());
    }

    @Test
    void aTagOfOursThatMarksElsewhereDoesNotStandBesideTheLabel() {
        Parsed parsed = StixTest.parser().parse("""
                {"type":"incident","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                 "portions":[{"field":"title","text":"Tabankort"}]}""");
        Map<String, Object> view = new TreeMap<>(Passage.view(
                assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                        .draft(),
                Set.of()));
        view.put("tags", List.of("nato:classification=\"NU\"", "event:type=\"clash\""));
        JsonNode event =
                Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
        assertFalse(event.path("Tag").toString().contains("nato"), event::toString);
        assertTrue(event.path("Tag").toString().contains("event:type"), event::toString);
        JsonNode object = StixTest.objects(Passage.tree(Passage.exported("stix", List.of(view), 200)))
                .getLast();
        assertEquals(Passage.tree("[\"incident\",\"event:type=\\\"clash\\\"\"]"), object.path("labels"));
    }

    private static String event(String tag) {
        return "[{\"uuid\":\"5f1b2c3d-1111-4222-8333-444455556666\",\"info\":\"Camp\",\"Tag\":[{\"name\":" + quoted(tag)
                + "}]}]";
    }

    private static String address(String label) {
        return StixTest.bundle(StixTest.ADDRESS.replace("\"value\"", "\"labels\":[" + quoted(label) + "],\"value\""));
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    private static Level level(ImportFormat format, String file, String mapping) {
        return draft(format, file, mapping).portions().getFirst().label().level();
    }

    private static Draft draft(ImportFormat format, String file, String mapping) {
        Translator.Translated translated = translated(format, file, mapping);
        Parsed parsed = StixTest.parser()
                .parse(assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString)
                        .body());
        return assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString).draft();
    }

    private static List<String> faults(ImportFormat format, String file, String mapping) {
        Translator.Translated translated = translated(format, file, mapping);
        return assertInstanceOf(Translator.Translated.Refused.class, translated, translated::toString).faults().stream()
                .map(fault ->
                        fault.fault().pointer() + " " + fault.fault().code().text())
                .toList();
    }

    private static Translator.Translated translated(ImportFormat format, String file, String mapping) {
        return Passage.translated(format, Passage.items(format, file).getFirst(), mapping);
    }
}
