package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.Content;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.gateway.world.World;

/** Events of MISP in and out: other people's come back as they were, and our views as the records that they show. */
class MispTest {
    private static final String MAPPING =
            "{\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"AMBER\",\"purposes\":[\"early-warning\"]}}";
    private static final String EVENT = """
            {"id":"12","uuid":"5f1b2c3d-1111-4222-8333-444455556666","info":"Fuel convoy","date":"2016-05-12","timestamp":"1463040000",
             "published":false,"analysis":"0","threat_level_id":"2","distribution":"1","x_ratio":1.50,
             "Orgc":{"name":"CIRCL","uuid":"55f6ea5e-2c60-40e5-964f-47a8950d210f"},
             "Tag":[{"name":"tlp:green","colour":"#33FF00"},{"name":"admiralty-scale:source-reliability=\\"b\\""},
                    {"name":"admiralty-scale:information-credibility=\\"3\\""},{"name":"type:OSINT"}],
             "Attribute":[{"uuid":"5f1b2c3d-1111-4222-8333-444455556667","type":"ip-dst","category":"Network activity","value":"198.51.100.3"},
              {"uuid":"5f1b2c3d-1111-4222-8333-444455556668","type":"text","category":"Other","value":"A driver said so","Tag":[{"name":"tlp:red"}]},
              {"uuid":"5f1b2c3d-1111-4222-8333-444455556669","type":"text","category":"Other","value":"For us alone","distribution":"0"}],
             "Object":[{"uuid":"5f1b2c3d-1111-4222-8333-44445555666a","name":"vehicle","Attribute":[{"type":"text","value":"lorry"}]}]}""";

    private final Misp misp = new Misp();

    @Test
    void anEventComesBackAsItWasWithTheTagsOfItsLabel() {
        for (String file :
                List.of("{\"Event\":" + EVENT + "}", "{\"response\":[{\"Event\":" + EVENT + "}]}", "[" + EVENT + "]")) {
            String again = Passage.exported("misp", Passage.views(misp, file, MAPPING), 200);
            ObjectNode event = (ObjectNode) Passage.tree(again).at("/response/0/Event");
            event.withArray("Tag")
                    .removeIf(tag -> tag.path("name").asText().startsWith("passerelle:")
                            || tag.path("name").asText().equals("tlp:red"));
            assertEquals(Passage.tree(EVENT), event);
        }
    }

    @Test
    void tagsAndDistributionBecomeTheLabelOfWhatTheyStandAt() {
        Draft draft = draft(EVENT);
        assertEquals(Tlp.GREEN, draft.portions().getFirst().label().tlp());
        Content.Head head = (Content.Head) draft.portions().getFirst().content();
        assertEquals("B3", head.grading().orElseThrow().text());
        assertEquals("2016-05-12T00:00:00Z", head.eventTime().orElseThrow().toString());
        Draft.Portion red = holding(draft, "A driver");
        assertEquals(Tlp.RED, red.label().tlp());
        assertEquals(Audience.nobody(), holding(draft, "For us alone").label().releasableTo());
        assertEquals(Tlp.GREEN, holding(draft, "lorry").label().tlp());
        assertEquals(
                Audience.nobody(),
                draft(EVENT.replace("\"distribution\":\"1\"", "\"distribution\":\"4\""))
                        .portions()
                        .getFirst()
                        .label()
                        .releasableTo());
    }

    @Test
    void whatIsMarkedMoreStrictlyLeavesNoTraceWhereItIsWithheld() {
        Draft draft = draft(EVENT);
        Set<Integer> withheld = Set.of(
                draft.portions().indexOf(holding(draft, "A driver")),
                draft.portions().indexOf(holding(draft, "For us alone")));
        String file = Passage.exported("misp", List.of(Passage.view(draft, withheld)), 200);
        assertFalse(file.contains("driver") || file.contains("For us") || file.contains("tlp:red"), file);
        assertEquals(1, Passage.tree(file).at("/response/0/Event/Attribute").size());
    }

    @Test
    void longEventsAreKeptInParts() {
        StringBuilder many = new StringBuilder();
        for (int number = 0; number < 3000; number++) {
            many.append("{\"type\":\"ip-dst\",\"value\":\"198.51.100.3\",\"comment\":\"seen by number ")
                    .append(number)
                    .append("\"},");
        }
        String event = EVENT.replace("\"Attribute\":[{\"uuid\"", "\"Attribute\":[" + many + "{\"uuid\"");
        List<Map<String, Object>> views =
                Passage.views(misp, event.startsWith("{") ? "[" + event + "]" : event, MAPPING);
        JsonNode again = Passage.tree(Passage.exported("misp", views, 200)).at("/response/0/Event");
        assertEquals(Passage.tree(event).path("Attribute"), again.path("Attribute"));
    }

    @Test
    void wordsOfTlpThatNobodyKnowsAndLabelsOfOthersAreRefused() {
        assertEquals(List.of("/Tag/0/name unknown-word"), faults(EVENT.replace("tlp:green", "tlp:unclear"), MAPPING));
        assertEquals(
                List.of("/Tag/3/name unknown-word"),
                faults(EVENT.replace("type:OSINT", "passerelle:label=UN CONFIDENTIAL"), MAPPING));
        assertEquals(List.of("/Tag missing"), faults(EVENT, "{\"language\":\"en\",\"label\":{\"tlp\":\"RED\"}}"));
        assertThrows(UnreadableFile.class, () -> Passage.items(misp, "{\"objects\":[]}"));
        assertThrows(UnreadableFile.class, () -> Passage.items(misp, "{\"response\":[" + EVENT));
    }

    @Test
    void whatStandsBehindTheEventsIsNotLeftOutWithoutAWord() {
        String single = "{\"Event\":" + EVENT + "}";
        for (String file : List.of(single, "[" + EVENT + "]", "{\"response\":[" + single + "]}")) {
            assertEquals(1, Passage.items(misp, file + "\n").size());
            UnreadableFile second = assertThrows(UnreadableFile.class, () -> Passage.items(misp, file + "\n" + single));
            assertEquals("goes on behind the end of its document; each document is a file", second.getMessage());
            assertThrows(UnreadableFile.class, () -> Passage.items(misp, file + "]"));
        }
        assertEquals(
                1,
                Passage.items(misp, "{\"response\":[" + single + "],\"errors\":[]}")
                        .size());
        for (String more : List.of(",\"Event\":" + EVENT, ",\"response\":[" + single + "]")) {
            assertThrows(
                    UnreadableFile.class,
                    () -> Passage.items(misp, single.substring(0, single.length() - 1) + more + "}"));
        }
        assertThrows(
                UnreadableFile.class, () -> Passage.items(misp, single.substring(0, single.length() - 1)), "cut off");
    }

    @Test
    void ourOwnViewsComeBackAsTheRecordsThatTheyShow() {
        Draft draft =
                assertInstanceOf(Parsed.Accepted.class, parser().parse("""
                                {"type":"incident","language":"fr","eventTime":"2015-01-20T09:00:00Z","country":"ML","grading":"B2",
                                 "tags":["event:type=\\"air-strike\\""],"label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"]},
                                 "portions":[{"field":"title","text":"Tabankort"},{"field":"body","text":"An \\"air strike\\"."},
                                  {"field":"source","text":"A driver.","label":{"compartments":["SOURCE"],"tlp":"RED"}}]}
                                """)).draft();
        for (Set<Integer> withheld : List.of(Set.<Integer>of(), Set.of(3))) {
            Map<String, Object> view = Passage.view(draft, withheld);
            String file = Passage.exported("misp", List.of(view), 200);
            assertEquals(
                    Passage.returned(view),
                    Passage.content(Passage.views(misp, file, "{}").getFirst()));
            assertEquals(withheld.isEmpty(), file.contains("driver") || file.contains("SOURCE"), file);
            String stricter = file.replace("\"info\"", "\"x\":0,\"info\"").replaceFirst("tlp:[a-z]+", "tlp:red");
            if (!withheld.isEmpty()) {
                assertEquals(
                        List.of("/Tag contradiction"),
                        faults(Passage.tree(stricter).at("/response/0/Event").toString(), "{}"));
            }
        }
    }

    @Test
    void noTagIsLongerThanMispKeepsAndNoRestrictionIsCutOff() {
        Map<String, Object> label = narrow();
        JsonNode event = event(Map.of("id", "r1", "releaser", "LAKE", "label", label, "portions", List.of()));
        List<String> tags = event.path("Tag").findValuesAsText("name");
        assertTrue(tags.stream().allMatch(tag -> tag.length() <= 255), tags::toString);
        assertTrue(
                tags.containsAll(List.of(
                        "passerelle:label=\"UN STRICTLY CONFIDENTIAL; compartments NEGOTIATION, SOURCE\"",
                        "passerelle:label=\"UN STRICTLY CONFIDENTIAL; onward to nobody\"")),
                tags::toString);
        for (Object name : (List<?>) Objects.requireNonNull(label.get("purposes"))) {
            assertTrue(tags.stream().anyMatch(tag -> tag.contains(String.valueOf(name))), tags::toString);
        }
        Map<String, Object> many = new TreeMap<>(label);
        many.put(
                "releasableTo",
                IntStream.range(0, 60).mapToObj(number -> "PARTY-" + number).toList());
        JsonNode wide = event(Map.of("id", "r1", "releaser", "LAKE", "label", many, "portions", List.of()));
        List<String> names = wide.path("Tag").findValuesAsText("name");
        assertTrue(names.stream().allMatch(tag -> tag.length() <= 255), names::toString);
        assertTrue(names.stream().anyMatch(tag -> tag.endsWith("PARTY-9\"")), names::toString);
    }

    /** A label that says more in words than a tag holds. */
    private static Map<String, Object> narrow() {
        return Map.of(
                "marking", "UN STRICTLY CONFIDENTIAL",
                "tlp", "AMBER",
                "compartments", List.of("NEGOTIATION", "SOURCE"),
                "releasableTo", List.of("EUCAP-SAHEL-MALI", "FRENCH-FORCES", "MINUSMA", "PANEL-LIBYA", "UNODC"),
                "purposes",
                        List.of(
                                "crime-analysis",
                                "early-warning",
                                "force-protection",
                                "humanitarian-access",
                                "judicial",
                                "mediation",
                                "protection-of-civilians",
                                "sanctions-monitoring"),
                "onward", List.of());
    }

    @Test
    void anEventThatLeftWithItsLabelInOneLongTagComesBack() {
        Map<String, Object> view =
                Map.of("id", "r1", "type", "incident", "releaser", "LAKE", "label", narrow(), "portions", List.of());
        ObjectNode event = (ObjectNode) event(view);
        assertInstanceOf(Translator.Translated.Submission.class, translated(event.toString(), "{}"));
        String words = "passerelle:label=\"UN STRICTLY CONFIDENTIAL; compartments NEGOTIATION, SOURCE; "
                + "releasable to EUCAP-SAHEL-MALI, FRENCH-FORCES, MINUSMA, PANEL-LIBYA, UNODC; "
                + "for crime-analysis, early-warning, force-protection, humanitarian-access, judicial, mediation, "
                + "protection-of-civilians, sanctions-monitoring; onward to nobody\"";
        labelled((ObjectNode) event.at("/Attribute/0"), words);
        labelled(event, words);
        Translator.Translated whole = translated(event.toString(), "{}");
        assertInstanceOf(Translator.Translated.Submission.class, whole, whole::toString);
        for (String other : List.of(words.replace("; onward to nobody", ""), words.substring(0, 255))) {
            labelled(event, other);
            assertEquals(List.of("/Tag contradiction"), faults(event.toString(), "{}"));
        }
    }

    /** Puts one label in words in the place of all. */
    private static void labelled(ObjectNode tagged, String words) {
        MispLabels.remove(tagged, tag -> MispTags.name(tag).startsWith(MispLabels.LABEL));
        MispLabels.tag(tagged, words);
    }

    private static JsonNode event(Map<String, Object> view) {
        return Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
    }

    @Test
    void whatIsLongerThanMispKeepsStandsInSeveralAttributesAndComesBack() {
        Map<String, Object> view = longView();
        ObjectNode event = (ObjectNode) event(view);
        List<String> comments = event.path("Attribute").findValuesAsText("comment");
        assertEquals(List.of("title", "body 1/2", "body 2/2", "passerelle-view 1/2", "passerelle-view 2/2"), comments);
        for (JsonNode attribute : event.path("Attribute")) {
            String value = attribute.path("value").asText();
            assertTrue(value.getBytes(StandardCharsets.UTF_8).length <= 65_535, attribute.path("comment")::asText);
            assertEquals(value.strip(), value, "as MISP keeps it");
        }
        assertEquals(
                Passage.returned(view),
                Passage.content(Passage.views(misp, "[" + event + "]", "{}").getFirst()));
        event.withArray("Attribute").remove(4);
        assertTrue(faults(event.toString(), "{}").contains("/Attribute/3/value contradiction"));
    }

    private static Map<String, Object> longView() {
        String words = "\u0639\u0628\u0631\u062a \u0627\u0644\u0634\u0627\u062d\u0646\u0627\u062a \ud83d\ude9a";
        String text = words.repeat(2500);
        Draft draft = assertInstanceOf(Parsed.Accepted.class, parser().parse("""
                                {"type":"incident","language":"ar","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                                 "portions":[{"field":"title","text":"Tabankort"},{"field":"body","text":"%s"}]}
                                """.formatted(text)))
                .draft();
        return Passage.view(draft, Set.of());
    }

    @Test
    void anEventThatLeftWithLongTextsInOneAttributeComesBackAsItLeft() {
        Map<String, Object> view = longView();
        ObjectNode event = (ObjectNode) event(view);
        ArrayNode attributes = event.withArray("Attribute");
        JsonNode second = attributes.get(2).deepCopy();
        together(attributes, 3);
        together(attributes, 1);
        List<String> comments = attributes.findValuesAsText("comment");
        assertEquals(List.of("title", "body", "passerelle-view"), comments);
        assertEquals(
                Passage.returned(view),
                Passage.content(Passage.views(misp, "[" + event + "]", "{}").getFirst()));
        attributes.add(second);
        assertEquals(List.of("/Attribute/3 contradiction"), faults(event.toString(), "{}"));
        attributes.remove(3);
        ObjectNode body = (ObjectNode) attributes.get(1);
        body.put("value", body.path("value").asText() + " And more.");
        assertEquals(List.of("/Attribute/1/value contradiction"), faults(event.toString(), "{}"));
    }

    /** Makes one attribute of two that are the halves of a text. */
    private static void together(ArrayNode attributes, int first) {
        ObjectNode whole = (ObjectNode) attributes.get(first);
        JsonNode rest = attributes.remove(first + 1);
        whole.put("comment", whole.path("comment").asText().replace(" 1/2", ""));
        whole.put("value", whole.path("value").asText() + rest.path("value").asText());
    }

    @Test
    void viewsOfEveryShapeMakeEvents() {
        JsonNode all = Passage.tree(Passage.exported("misp", RandomViews.views(5, 200), 7))
                .path("response");
        assertEquals(200, all.size());
        for (JsonNode each : all) {
            JsonNode event = each.path("Event");
            assertTrue(event.path("date").asText().matches("\\d{4}-\\d\\d-\\d\\d")
                    && event.path("info").isTextual());
            assertEquals("0", event.path("distribution").asText());
        }
    }

    @Test
    void whatElseStandsInAnEventIsMarkedByItsOwnDistributionAndTagsToo() {
        String rest = "\"EventReport\":[{\"name\":\"Day\",\"content\":\"Kept words\",\"distribution\":\"0\"},"
                + "{\"name\":\"Week\",\"content\":\"Open words\",\"distribution\":\"3\"}],"
                + "\"Galaxy\":[{\"name\":\"Actors\",\"GalaxyCluster\":[{\"value\":\"Kept cluster\",\"distribution\":\"4\"}]}],"
                + "\"RelatedEvent\":[{\"Event\":{\"info\":\"Kept neighbour\",\"distribution\":0}}],\"ShadowAttribute\":[],"
                + "\"Object\":[{\"name\":\"file\",\"Attribute\":[{\"value\":\"x\",\"Note\":[{\"note\":\"Kept note\",\"distribution\":\"somewhere\"}]},"
                + "{\"value\":\"y\",\"Tag\":[{\"name\":\"tlp:amber\"}]}]},";
        String event = EVENT.replace("\"Object\":[", rest);
        Draft draft = draft(event);
        for (String kept : List.of("Kept words", "Kept cluster", "Kept neighbour", "Kept note")) {
            assertEquals(Audience.nobody(), holding(draft, kept).label().releasableTo(), kept);
        }
        assertEquals(
                draft.portions().getFirst().label().releasableTo(),
                holding(draft, "Open words").label().releasableTo());
        assertEquals(Tlp.AMBER, holding(draft, "Kept note").label().tlp());
        String again = Passage.exported("misp", Passage.views(misp, "[" + event + "]", MAPPING), 200);
        for (String member : List.of("EventReport", "Galaxy", "RelatedEvent", "ShadowAttribute", "Object")) {
            assertEquals(
                    Passage.tree(event).path(member),
                    Passage.tree(again).at("/response/0/Event").path(member),
                    member);
        }
    }

    @Test
    void otherEventsAndWhoWroteItAreForNobodyElseWhateverTheirDistribution() {
        String others = "\"event_creator_email\":\"analyst@example.org\",\"User\":{\"email\":\"second@example.org\"},"
                + "\"RelatedEvent\":[{\"Event\":{\"uuid\":\"5f1b2c3d-1111-4222-8333-44445555666b\",\"info\":\"Raid planned\","
                + "\"distribution\":\"3\",\"Orgc\":{\"name\":\"Neighbour\"}}}],\"Object\":[";
        String event = EVENT.replace("\"Object\":[", others)
                .replace(
                        "\"value\":\"198.51.100.3\"",
                        "\"value\":\"198.51.100.3\",\"RelatedAttribute\":[{\"info\":\"Camp watched\",\"distribution\":\"3\"}]");
        List<String> kept =
                List.of("analyst@example.org", "second@example.org", "Raid planned", "Neighbour", "Camp watched");
        Draft draft = draft(event);
        Set<Integer> withheld = new HashSet<>();
        for (String word : kept) {
            assertEquals(Audience.nobody(), holding(draft, word).label().releasableTo(), word);
            withheld.add(draft.portions().indexOf(holding(draft, word)));
        }
        Draft.Portion open = draft.portions().getFirst();
        assertNotEquals(Audience.nobody(), open.label().releasableTo());
        assertEquals(
                open.label().releasableTo(), holding(draft, "lorry").label().releasableTo());
        String file = Passage.exported("misp", List.of(Passage.view(draft, withheld)), 200);
        assertTrue(file.contains("lorry") && kept.stream().noneMatch(file::contains), file);
        String again = Passage.exported("misp", Passage.views(misp, "[" + event + "]", MAPPING), 200);
        ObjectNode left = (ObjectNode) Passage.tree(again).at("/response/0/Event");
        for (String member : List.of("event_creator_email", "User", "RelatedEvent", "Attribute")) {
            assertEquals(Passage.tree(event).path(member), left.path(member), member);
        }
    }

    @Test
    void anEmptyListOfOtherEventsKeepsNothingBack() {
        Draft draft = draft(EVENT.replace("\"x_ratio\":1.50", "\"RelatedEvent\":[],\"event_creator_email\":null"));
        assertEquals(
                draft.portions().getFirst().label().releasableTo(),
                holding(draft, "RelatedEvent").label().releasableTo());
        assertEquals(draft(EVENT).portions().size(), draft.portions().size());
    }

    @Test
    void whatCannotStandApartMakesTheWholeEventStricter() {
        Draft kept = draft(EVENT.replace("\"x_ratio\":1.50", "\"x_source\":{\"distribution\":\"0\"}"));
        assertEquals(Audience.nobody(), kept.portions().getFirst().label().releasableTo());
        Draft red = draft(EVENT.replace("\"x_ratio\":1.50", "\"EventTag\":[{\"Tag\":{\"name\":\"tlp:red\"}}]"));
        assertEquals(Tlp.RED, red.portions().getFirst().label().tlp());
    }

    @Test
    void whatLeavesToOthersStaysWithThemAndSaysWhatTheyUndertook() {
        String sent = EVENT.replace("\"distribution\":\"1\"", "\"distribution\":\"3\",\"sharing_group_id\":\"7\"")
                .replace("\"published\":false", "\"published\":true")
                .replace("\"name\":\"vehicle\"", "\"name\":\"vehicle\",\"distribution\":\"2\"")
                .replace(
                        "\"value\":\"lorry\"",
                        "\"value\":\"lorry\",\"distribution\":\"4\",\"sharing_group_id\":\"7\",\"Galaxy\":[{\"distribution\":\"3\"}]");
        Map<String, Object> view =
                new TreeMap<>(Passage.views(misp, "[" + sent + "]", MAPPING).getFirst());
        assertEquals(
                Passage.tree(sent).path("distribution"),
                Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event/distribution"),
                "to its own party it leaves as it was");
        view.put("releaser", "LAKE");
        view.put("handling", List.of("no-copies"));
        view.put("retainUntil", "2027-01-20T09:00:00Z");
        view.put("gradingStatement", "Source usually reliable; information possibly true.");
        JsonNode event =
                Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
        assertEquals("0", event.path("distribution").asText());
        assertFalse(event.path("published").asBoolean(true));
        assertFalse(event.toString().contains("sharing_group_id"), event::toString);
        assertEquals("5", event.at("/Object/0/distribution").asText());
        assertEquals("0", event.at("/Object/0/Attribute/0/distribution").asText());
        assertEquals(
                "0", event.at("/Object/0/Attribute/0/Galaxy/0/distribution").asText());
        List<String> tags = event.path("Tag").findValuesAsText("name");
        assertTrue(
                tags.containsAll(List.of(
                        "passerelle:handling=\"no-copies\"",
                        "passerelle:retain-until=\"2027-01-20T09:00:00Z\"",
                        "passerelle:grading-statement=\"Source usually reliable; information possibly true.\"")),
                tags::toString);
        String words = tags.stream()
                .filter(tag -> tag.startsWith("passerelle:label="))
                .findFirst()
                .orElseThrow();
        String mapping = MAPPING.substring(0, MAPPING.length() - 1) + ",\"markings\":{"
                + JsonNodeFactory.instance.textNode(words) + ":{}}}";
        Label label = draft(event.toString(), mapping).portions().getFirst().label();
        assertEquals(Audience.nobody(), label.onward());
        assertEquals("2027-01-20T09:00:00Z", label.retainUntil().orElseThrow().toString());
    }

    @Test
    void anEventGoesToNobodyOnwardUnlessTheMappingNamesToWhom() {
        String handled = EVENT.replace("type:OSINT", "passerelle:handling=\\\"no-copies\\\"");
        String named = MAPPING.replace("\"purposes\"", "\"onward\":[\"LAKE\"],\"purposes\"");
        for (Draft.Portion portion : draft(EVENT).portions()) {
            assertEquals(Audience.nobody(), portion.label().onward());
        }
        for (Draft.Portion portion : draft(EVENT, named).portions()) {
            assertEquals(Audience.only("LAKE"), portion.label().onward());
        }
        for (Draft.Portion portion : draft(handled, named).portions()) {
            assertEquals(Audience.nobody(), portion.label().onward());
        }
    }

    @Test
    void wordsAtAPartNeitherLowerTheEventNorStandForAnother() {
        String mapping = MAPPING.replace("UN UNCLASSIFIED", "UN CONFIDENTIAL").replaceFirst("}$", "")
                + ",\"markings\":{\"level:none\":{\"marking\":\"UN UNCLASSIFIED\"},\"level:some\":{\"marking\":\"UN CONFIDENTIAL\"}}}";
        assertEquals(
                List.of("/Attribute/1/Tag/0/name contradiction"),
                faults(EVENT.replace("tlp:red", "level:none"), mapping));
        assertEquals(
                Level.CONFIDENTIAL,
                draft(EVENT.replace("tlp:red", "level:some"), mapping)
                        .portions()
                        .getFirst()
                        .label()
                        .level());
        assertEquals(
                Level.UNCLASSIFIED,
                draft(EVENT.replace("type:OSINT", "level:none"), mapping)
                        .portions()
                        .getFirst()
                        .label()
                        .level());
    }

    @Test
    void aViewOfOursIsRefusedWhereAPartWasMarkedMoreStrictly() {
        Draft draft =
                assertInstanceOf(Parsed.Accepted.class, parser().parse("""
                                {"type":"incident","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                                 "portions":[{"field":"title","text":"Tabankort"},{"field":"body","text":"A strike."}]}
                                """)).draft();
        String file = Passage.exported("misp", List.of(Passage.view(draft, Set.of())), 200);
        ObjectNode event = (ObjectNode) Passage.tree(file).at("/response/0/Event");
        assertInstanceOf(Translator.Translated.Submission.class, translated(event.toString(), "{}"));
        ((ObjectNode) event.at("/Attribute/1")).withArray("Tag").addObject().put("name", "tlp:red");
        assertEquals(List.of("/Attribute/1/Tag contradiction"), faults(event.toString(), "{}"));
        ((ObjectNode) event.at("/Attribute/1")).put("distribution", "0").remove("Tag");
        event.putArray("Object").addObject().putArray("Attribute").addObject().put("distribution", "4");
        event.putArray("EventReport").addObject().put("distribution", "0");
        event.put("distribution", "4");
        assertEquals(
                List.of(
                        "/distribution contradiction",
                        "/Attribute/1/distribution contradiction",
                        "/Object/0/Attribute/0/distribution contradiction",
                        "/EventReport/0/distribution contradiction",
                        "/EventReport contradiction",
                        "/Object contradiction"),
                faults(event.toString(), "{}"));
        JsonNode marked = Passage.tree(file).at("/response/0/Event");
        ((ObjectNode) marked.at("/Attribute/0")).withArray("Tag").addObject().put("name", "level:high");
        assertEquals(
                List.of("/Attribute/0/Tag/2/name contradiction"),
                faults(marked.toString(), "{\"markings\":{\"level:high\":{\"marking\":\"UN CONFIDENTIAL\"}}}"));
    }

    @Test
    void whatHasAnotherShapeThanMispsIsNoFailure() {
        String odd = EVENT.replace("\"Tag\":[{\"name\":\"tlp:red\"}]", "\"Tag\":{\"name\":\"tlp:red\"}")
                .replace("\"Object\":[", "\"Object\":{\"0\":{\"Tag\":[\"tlp:amber\"]}},\"Objects\":[");
        Draft draft = draft(odd);
        assertEquals(Tlp.RED, holding(draft, "A driver").label().tlp());
        assertEquals(Tlp.AMBER, draft.portions().getFirst().label().tlp());
    }

    private static Draft.Portion holding(Draft draft, String text) {
        return draft.portions().stream()
                .filter(portion -> portion.content() instanceof Content.Text(String kept) && kept.contains(text))
                .findFirst()
                .orElseThrow();
    }

    private Draft draft(String event) {
        return draft(event, MAPPING);
    }

    private Draft draft(String event, String mapping) {
        Translator.Translated translated = translated(event, mapping);
        Parsed parsed = parser().parse(
                        assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString)
                                .body());
        return assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString).draft();
    }

    private Translator.Translated translated(String event, String mapping) {
        return Passage.translated(misp, Passage.items(misp, "[" + event + "]").getFirst(), mapping);
    }

    private List<String> faults(String event, String mapping) {
        Translator.Translated translated = translated(event, mapping);
        return assertInstanceOf(Translator.Translated.Refused.class, translated, translated::toString).faults().stream()
                .map(fault ->
                        fault.fault().pointer() + " " + fault.fault().code().text())
                .toList();
    }

    private static SubmissionParser parser() {
        return new SubmissionParser(World.bundle(1), "RIVER", World.BEGIN);
    }
}
