package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.gateway.world.World;

/** STIX 2.1 in and out: other people's objects come back as they were, and our views as the records that they show. */
class StixTest {
    static final String MAPPING =
            "{\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\",\"purposes\":[\"early-warning\"]}}";
    static final String AMBER_1 = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82";
    static final String RED_2 = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";
    static final String STATED = "marking-definition--0b8a1a53-1a3f-4d0e-8f3a-4f9c1cbe2a10";
    static final String INDICATOR = """
            {"type":"indicator","spec_version":"2.1","id":"indicator--33fe3b22-0201-47cf-85d0-97c02164528d",
             "created":"2014-05-08T09:00:00.000Z","modified":"2014-05-08T09:00:00.000Z","name":"A camp's address","lang":"fr-BE",
             "description":"Seen twice.","pattern":"[ipv4-addr:value = '10.0.0.0']","pattern_type":"stix",
             "valid_from":"2014-05-08T09:00:00.123456789Z","confidence":30,"x_weight":1.50,"x_count":12345678901234567890,
             "object_marking_refs":["%s","%s"],
             "granular_markings":[{"marking_ref":"%s","selectors":["description","name"]},{"lang":"en","selectors":["description"]}]}""".formatted(AMBER_1, STATED, AMBER_1);
    static final String STATEMENT = """
            {"type":"marking-definition","spec_version":"2.1","id":"%s","created":"2016-08-01T00:00:00.000Z",
             "definition_type":"statement","definition":{"statement":"UN CONFIDENTIAL"}}""".formatted(STATED);
    static final String ADDRESS =
            "{\"type\":\"ipv4-addr\",\"id\":\"ipv4-addr--1e4ffad7-0b88-41d4-ba4d-77d27490b956\",\"value\":\"198.51.100.3\"}";

    private final Stix stix = new Stix();

    @Test
    void everyObjectComesBackAsItWasWithTheDefinitionsThatItNeeds() {
        // The definition stands behind the object that refers to it, and the type behind the objects.
        String file = bundle(INDICATOR, ADDRESS, STATEMENT);
        for (int limit : List.of(1, 2, 200)) {
            JsonNode again = Passage.tree(Passage.exported("stix", Passage.views(stix, file, MAPPING), limit));
            assertEquals(List.of(), StixShape.faults(again));
            assertEquals(
                    Set.of(Passage.tree(INDICATOR), Passage.tree(ADDRESS), Passage.tree(STATEMENT)),
                    originals(again, Passage.tree(file)));
        }
    }

    @Test
    void whatWasPassedOnComesInAgainAsTheSameRecord() {
        List<Map<String, Object>> views = Passage.views(stix, bundle(INDICATOR, ADDRESS, STATEMENT), MAPPING);
        String once = Passage.exported("stix", views, 200);
        List<Map<String, Object>> again = Passage.views(stix, once, MAPPING);
        assertEquals(
                views.stream().map(Passage::returned).toList(),
                again.stream().map(Passage::content).toList());
    }

    @Test
    void aMarkingInWordsAndTlpOfEitherVersionBecomeTheLabel() {
        Draft draft = draft(bundle(STATEMENT, INDICATOR));
        Draft.Portion head = draft.portions().getFirst();
        assertEquals("UN CONFIDENTIAL", head.originalMarking());
        assertEquals(Tlp.AMBER, head.label().tlp());
        assertEquals(
                Tlp.RED,
                draft(bundle(ADDRESS.replace("\"value\"", "\"object_marking_refs\":[\"" + RED_2 + "\"],\"value\"")))
                        .portions()
                        .getFirst()
                        .label()
                        .tlp());
    }

    @Test
    void anObjectGoesToNobodyOnwardUnlessTheMappingNamesToWhom() {
        String named = MAPPING.replace("\"purposes\"", "\"onward\":[\"LAKE\"],\"purposes\"");
        assertEquals(
                Audience.nobody(),
                draft(bundle(ADDRESS)).portions().getFirst().label().onward());
        assertEquals(
                Audience.only("LAKE"),
                draft(bundle(ADDRESS), named).portions().getFirst().label().onward());
    }

    @Test
    void aMarkingThatNobodyKnowsIsRefusedAtItsPlace() {
        assertEquals(List.of("/object_marking_refs/1 unknown-word"), faults(INDICATOR, MAPPING));
        assertEquals(
                List.of("/object_marking_refs missing"),
                faults(ADDRESS, "{\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\"}}"));
        // Words that are no marking of any system reach the parser, which knows them all.
        String copyright = STATEMENT.replace("UN CONFIDENTIAL", "Copyright");
        Translator.Translated.Submission submission = assertInstanceOf(
                Translator.Translated.Submission.class,
                Passage.translated(
                        stix, Passage.items(stix, bundle(INDICATOR, copyright)).getFirst(), MAPPING));
        LocatedFault fault = assertInstanceOf(Parsed.Refused.class, parser().parse(submission.body()))
                .faults()
                .getFirst();
        assertEquals(
                "/object_marking_refs",
                submission.placing().apply(fault).fault().pointer());
        String known = MAPPING.replace("{\"language\"", "{\"markings\":{\"" + STATED + "\":{}},\"language\"");
        assertEquals(1, Passage.views(stix, bundle(INDICATOR, copyright), known).size());
    }

    @Test
    void noMappingAndNoFileMakesRedOfAnotherColour() {
        String address = ADDRESS.replace("\"value\"", "\"object_marking_refs\":[\"" + RED_2 + "\"],\"value\"");
        String lie = STATEMENT.replace(STATED, RED_2).replace("UN CONFIDENTIAL", "UN UNCLASSIFIED");
        String mapping =
                MAPPING.replace("{\"language\"", "{\"markings\":{\"" + RED_2 + "\":{\"tlp\":\"CLEAR\"}},\"language\"");
        Translator.Translated.Submission submission = assertInstanceOf(
                Translator.Translated.Submission.class,
                Passage.translated(
                        stix, Passage.items(stix, bundle(address, lie)).getFirst(), mapping));
        assertEquals("RED", Passage.tree(submission.body()).at("/label/tlp").asText());
    }

    @Test
    void aPropertyThatIsMarkedMoreStrictlyStandsApartAndLeavesNoTrace() {
        String strict = INDICATOR.replace("{\"marking_ref\":\"" + AMBER_1, "{\"marking_ref\":\"" + RED_2);
        Draft draft = draft(bundle(STATEMENT, strict.replace("\"description\",\"name\"]", "\"description\"]")));
        Draft.Portion apart = draft.portions().getLast();
        assertEquals(Tlp.RED, apart.label().tlp());
        assertEquals(Tlp.AMBER, draft.portions().getFirst().label().tlp());
        String seen = Passage.exported(
                "stix", List.of(Passage.view(draft, Set.of(draft.portions().size() - 1))), 200);
        assertEquals(List.of(), StixShape.faults(Passage.tree(seen)));
        assertFalse(seen.contains("Seen twice"), seen);
        JsonNode object = objects(Passage.tree(seen)).getLast();
        assertFalse(object.has("description") || object.has("granular_markings"), seen);
        // What an object cannot be without makes the whole stricter.
        assertEquals(
                Tlp.RED,
                draft(bundle(STATEMENT, strict)).portions().getFirst().label().tlp());
    }

    /** A partner's file need not be as the standard wants it. */
    @Test
    void aMarkingThatSaysNoPartIsOfTheWhole() {
        for (String selectors : List.of("", ",\"selectors\":[]", ",\"selectors\":null", ",\"selectors\":\"value\"")) {
            String marked = "\"granular_markings\":[{\"marking_ref\":\"" + RED_2 + "\"" + selectors + "}],\"value\"";
            String object = ADDRESS.replace("\"value\"", marked);
            assertEquals(
                    Tlp.RED, draft(bundle(object)).portions().getFirst().label().tlp(), object);
        }
    }

    @Test
    void ourOwnViewsComeBackAsTheRecordsThatTheyShow() {
        Draft draft =
                assertInstanceOf(Parsed.Accepted.class, parser().parse("""
                                {"type":"incident","language":"fr","eventTime":"2015-01-20T09:00:00Z","validUntil":"2027-01-20T09:00:00Z",
                                 "country":"ML","admin1":["ML-7"],"geometry":{"type":"Point","coordinates":[-0.3,19.1]},"grading":"B2",
                                 "tags":["event:type=\\"air-strike\\""],"details":{"casualties":3,"affiliations":[
                                  {"relation":"split-from","party":"Elders","from":"2014-03-18","until":"2015-01-01T00:00:00Z",
                                   "source":"their letter","grading":"B3"}]},
                                 "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"],"releasableTo":["LAKE"]},
                                 "portions":[{"field":"title","text":"Tabankort","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"}},
                                  {"field":"body","text":"An air strike."},
                                  {"field":"source","text":"A driver.","label":{"marking":"UN STRICTLY CONFIDENTIAL","compartments":["SOURCE"],"tlp":"RED"}}]}
                                """)).draft();
        for (Set<Integer> withheld : List.of(Set.<Integer>of(), Set.of(3), Set.of(1, 2))) {
            Map<String, Object> view = Passage.view(draft, withheld);
            String file = Passage.exported("stix", List.of(view), 200);
            assertEquals(List.of(), StixShape.faults(Passage.tree(file)));
            List<Map<String, Object>> again = Passage.views(stix, file, "{}");
            assertEquals(1, again.size(), "what is there for the sake of order is no record");
            assertEquals(Passage.returned(view), Passage.content(again.getFirst()));
        }
        String withoutSource = Passage.exported("stix", List.of(Passage.view(draft, Set.of(3))), 200);
        assertFalse(withoutSource.contains("driver") || withoutSource.contains("SOURCE"), withoutSource);
        String withoutHead = Passage.exported("stix", List.of(Passage.view(draft, Set.of(0, 3))), 200);
        assertFalse(withoutHead.contains("incident") || withoutHead.contains("air-strike"), withoutHead);
        assertEquals(List.of(), StixShape.faults(Passage.tree(withoutHead)));
    }

    @ParameterizedTest
    @CsvSource({"A1,90", "B2,70", "C3,50", "D4,30", "E5,10", "F6,0"})
    void theGradingStandsWhereOthersReadIt(String grading, int confidence) {
        Parsed parsed = parser().parse("{\"type\":\"incident\",\"language\":\"en\",\"grading\":\"" + grading
                + "\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"},"
                + "\"portions\":[{\"field\":\"body\",\"text\":\"A clash.\"}]}");
        Map<String, Object> view = Passage.view(
                assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                        .draft(),
                Set.of());
        String file = Passage.exported("stix", List.of(view), 200);
        ObjectNode object = (ObjectNode) objects(Passage.tree(file)).getLast();
        List<String> labels = StixTags.of(object);
        assertTrue(labels.containsAll(MispTags.words(grading)), labels::toString);
        assertEquals(confidence > 0, object.has("confidence"));
        assertEquals(confidence, object.path("confidence").asInt());
        assertEquals(
                Passage.returned(view),
                Passage.content(Passage.views(stix, file, "{}").getFirst()));
        object.put("confidence", 42);
        assertEquals(List.of("/confidence contradiction"), faults(ExactJson.write(object), "{}"));
    }

    @Test
    void whatAViewDoesNotTellOfALabelDoesNotWidenWhatComesBack() {
        for (String restriction : List.of(
                "\"releasableTo\":[\"LAKE\",\"MARSH\"]",
                "\"notReleasableTo\":[\"LAKE\"]",
                "\"onward\":[]",
                "\"embargoUntil\":\"2027-01-20T09:00:00Z\"",
                "\"purposes\":[\"early-warning\"]")) {
            String label = "{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"," + restriction + "}";
            Parsed parsed = parser().parse("{\"type\":\"incident\",\"language\":\"en\",\"label\":" + label
                    + ",\"portions\":[{\"field\":\"body\",\"text\":\"A clash.\"}]}");
            Draft before = assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                    .draft();
            String file = Passage.exported("stix", List.of(Passage.view(before, Set.of())), 200);
            for (Draft.Portion portion : draft(file, "{}").portions()) {
                assertEquals(Audience.nobody(), portion.label().releasableTo(), restriction);
                assertEquals(Audience.nobody(), portion.label().onward(), restriction);
            }
        }
    }

    @Test
    void whoMarksOurObjectMoreStrictlyIsNotOverruledByWhatStandsInIt() {
        Draft draft = assertInstanceOf(
                        Parsed.Accepted.class,
                        parser().parse(
                                        "{\"type\":\"incident\",\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"},"
                                                + "\"portions\":[{\"field\":\"body\",\"text\":\"A clash.\"}]}"))
                .draft();
        String file = Passage.exported("stix", List.of(Passage.view(draft, Set.of())), 200);
        ObjectNode object = (ObjectNode) objects(Passage.tree(file)).getLast();
        object.putArray("object_marking_refs").add(RED_2);
        assertEquals(List.of("/object_marking_refs/0 contradiction"), faults(ExactJson.write(object), "{}"));
    }

    @Test
    void aSingleObjectIsAFileTooAndAnythingElseIsNone() {
        assertEquals(1, Passage.items(stix, ADDRESS).size());
        assertThrows(UnreadableFile.class, () -> Passage.items(stix, "[]"));
        assertThrows(UnreadableFile.class, () -> Passage.items(stix, "{}"));
        assertThrows(
                UnreadableFile.class, () -> Passage.items(stix, bundle(ADDRESS).substring(0, 50)));
        assertThrows(
                UnreadableFile.class, () -> Passage.items(stix, bundle(ADDRESS).replace("bundle", "parcel")));
        assertThrows(UnreadableFile.class, () -> ForeignMapping.read(java.util.Optional.of("{\"marking\":{}}")));
    }

    @Test
    void whatStandsBehindTheBundleOrObjectIsNotLeftOutWithoutAWord() {
        for (String file : List.of(bundle(ADDRESS), ADDRESS)) {
            assertEquals(1, Passage.items(stix, file + "\n").size());
            UnreadableFile second =
                    assertThrows(UnreadableFile.class, () -> Passage.items(stix, file + "\n" + ADDRESS));
            assertEquals(2, second.line());
            assertEquals("goes on behind the end of its document; each document is a file", second.getMessage());
            assertThrows(UnreadableFile.class, () -> Passage.items(stix, file + "]"));
        }
        assertEquals(0, Passage.items(stix, bundle()).size());
        assertEquals(0, Passage.items(stix, "{\"type\":\"bundle\"}").size());
        assertThrows(
                UnreadableFile.class,
                () -> Passage.items(stix, "{\"type\":\"bundle\",\"objects\":" + ADDRESS + "}"),
                "one object is no list of them");
        UnreadableFile repeated = assertThrows(
                UnreadableFile.class,
                () -> Passage.items(
                        stix, bundle(ADDRESS).replace("\"id\":\"bundle", "\"objects\":[],\"id\":\"bundle")));
        assertEquals("names a member twice", repeated.getMessage());
    }

    @Test
    void aLocationIsAsExactAsItsPrecisionInMetresSays() {
        String location =
                "{\"type\":\"location\",\"spec_version\":\"2.1\",\"id\":\"location--a6e9345f-5a15-4c29-8bb3-7dcc5d168d64\","
                        + "\"created\":\"2016-04-06T20:03:00.000Z\",\"modified\":\"2016-04-06T20:03:00.000Z\",\"latitude\":17.5,\"longitude\":0%s}";
        assertEquals("[0,17.5]", coordinates(location.formatted("")));
        assertEquals("[0,17.5]", coordinates(location.formatted(",\"precision\":0.5")));
        assertEquals(
                "[[[-0.471838,17.05],[0.471838,17.05],[0.471838,17.95],[-0.471838,17.95],[-0.471838,17.05]]]",
                coordinates(location.formatted(",\"precision\":50000.0")));
        assertEquals("", coordinates(location.formatted(",\"precision\":1000001")));
        for (String wrong : List.of("-1", "\"50\"", "null")) {
            assertEquals(
                    List.of("/precision wrong-type"),
                    faults(location.formatted(",\"precision\":" + wrong), MAPPING),
                    wrong);
        }
    }

    private String coordinates(String object) {
        Translator.Translated translated =
                Passage.translated(stix, Passage.items(stix, bundle(object)).getFirst(), MAPPING);
        String body = assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString)
                .body();
        JsonNode coordinates = Passage.tree(body).at("/geometry/coordinates");
        return coordinates.isMissingNode() ? "" : coordinates.toString();
    }

    @Test
    void objectsOfOtherVersionsAndWithoutAnIdOfTheirTypeAreRefused() {
        assertEquals(
                List.of("/spec_version unknown-word"),
                faults(ADDRESS.replace("\"value\"", "\"spec_version\":\"2.0\",\"value\""), MAPPING));
        assertEquals(List.of("/id wrong-type"), faults(ADDRESS.replace("\"id\":\"ipv4", "\"id\":\"ipv6"), MAPPING));
        assertEquals(List.of("/lang missing"), faults(ADDRESS, MAPPING.replace("\"language\":\"en\",", "")));
    }

    @Test
    void anEmptyExportIsABundleStill() {
        assertEquals(List.of(), StixShape.faults(Passage.tree(Passage.exported("stix", List.of(), 200))));
    }

    @Property(tries = 200)
    void viewsOfEveryShapeMakeABundleThatHoldsTogether(@ForAll long seed) {
        assertEquals(List.of(), StixShape.faults(RandomViews.bundle(seed, 5)));
    }

    static String bundle(String... objects) {
        return "{\"objects\":[" + String.join(",", objects)
                + "],\"id\":\"bundle--44af6c39-c09b-49c5-9de2-394224b04982\",\"type\":\"bundle\"}";
    }

    static List<JsonNode> objects(JsonNode bundle) {
        List<JsonNode> objects = new ArrayList<>();
        bundle.path("objects").forEach(objects::add);
        return objects;
    }

    /** The objects of a bundle that stood in another before, without what was added to them. */
    static Set<JsonNode> originals(JsonNode bundle, JsonNode before) {
        Set<String> ids = new TreeSet<>();
        objects(before).forEach(object -> ids.add(object.path("id").asText()));
        Set<JsonNode> originals = new java.util.HashSet<>();
        for (JsonNode object : objects(bundle)) {
            if (ids.contains(object.path("id").asText())) {
                originals.add(StixView.of((ObjectNode) object, new org.passerelle.gateway.submission.Faults())
                        .<JsonNode>map(StixView::original)
                        .orElse(object));
            }
        }
        return originals;
    }

    private static List<String> faults(String object, String mapping) {
        return faultsOf(bundle(object), mapping);
    }

    /** Places and codes of what is refused of the first object of a file. */
    static List<String> faultsOf(String file, String mapping) {
        return faultsOf(file, mapping, 0);
    }

    /** The same of the object with that number. */
    static List<String> faultsOf(String file, String mapping, int index) {
        Stix stix = new Stix();
        Translator.Translated translated =
                Passage.translated(stix, Passage.items(stix, file).get(index), mapping);
        return assertInstanceOf(Translator.Translated.Refused.class, translated, translated::toString).faults().stream()
                .map(fault ->
                        fault.fault().pointer() + " " + fault.fault().code().text())
                .toList();
    }

    private static Draft draft(String file) {
        return draft(file, MAPPING);
    }

    static Draft draft(String file, String mapping) {
        Stix stix = new Stix();
        Translator.Translated translated =
                Passage.translated(stix, Passage.items(stix, file).getFirst(), mapping);
        Parsed parsed = parser().parse(
                        assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString)
                                .body());
        return assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString).draft();
    }

    static SubmissionParser parser() {
        return new SubmissionParser(World.bundle(1), "RIVER", World.BEGIN);
    }
}
