package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.platform.json.Json;

/** Nobody says through an object of theirs what the markings and identities in an export stand for. */
class StixForgeryTest {
    private static final String LABEL =
            "{\"marking\":\"UN CONFIDENTIAL\",\"tlp\":\"AMBER\",\"purposes\":[\"early-warning\"]}";

    /** Of another party than whose objects are somebody else's. */
    private final Map<String, Object> incident = new TreeMap<>(view("""
            {"type":"incident","language":"en","label":%s,"portions":[{"field":"body","text":"A clash."}]}""".formatted(LABEL)));

    private final String words = StixLabels.words(Json.tree(incident).path("label"));
    private final ObjectNode statement = StixNames.statement(words);
    private final ObjectNode identity = StixNames.identity(StixNames.named("identity", "LAKE"), "LAKE", "organization");
    private final ObjectNode milder = statement.deepCopy();
    private final ObjectNode somebodyElse = identity.deepCopy();

    StixForgeryTest() {
        milder.putObject("definition").put("statement", "UN UNCLASSIFIED");
        somebodyElse.put("name", "MARSH");
        incident.put("releaser", "LAKE");
    }

    @Test
    void ourDefinitionsAndIdentitiesWinWhateverStandsFirst() {
        ObjectNode object = indicator(id(statement), id(identity), StixTest.STATED);
        Map<String, Object> foreign =
                foreign("[" + object + "," + milder + "," + somebodyElse + "," + StixTest.STATEMENT + "]");
        for (List<Map<String, Object>> order : List.of(List.of(incident, foreign), List.of(foreign, incident))) {
            Map<String, JsonNode> exported = byId(order);
            assertEquals(statement, exported.get(id(statement)));
            assertEquals(identity, exported.get(id(identity)));
            assertEquals(Passage.tree(StixTest.STATEMENT), exported.get(StixTest.STATED), "theirs is passed on");
            assertTrue(exported.containsKey(id(object)));
        }
    }

    @Test
    void ourOwnDefinitionIsPassedOnWhereTheirObjectRefersToIt() {
        Map<String, JsonNode> exported = byId(List.of(foreign("[" + indicator(id(statement)) + "," + statement + "]")));
        assertEquals(statement, exported.get(id(statement)));
    }

    @Test
    void whatTheObjectDoesNotReferToOrIsNoDefinitionIsNotPassedOn() {
        String incident = "incident--" + StixTest.STATED.substring("marking-definition--".length());
        String another = StixTest.STATEMENT.replace(StixTest.STATED, incident);
        for (String kept : List.of(
                "[" + indicator() + "," + StixTest.STATEMENT + "]",
                "[" + indicator(incident) + "," + another + "]",
                "[" + indicator(incident) + "," + another.replace("\"marking-definition\"", "\"incident\"") + "]")) {
            Map<String, JsonNode> exported = byId(List.of(foreign(kept)));
            assertTrue(exported.containsKey(id(indicator())), kept);
            assertFalse(exported.containsKey(StixTest.STATED) || exported.containsKey(incident), kept);
        }
    }

    @Test
    void anObjectWithAnIdOfOursLeavesAsTheViewThatItIs() {
        String upper = id(statement).toUpperCase(Locale.ROOT).replace("MARKING-DEFINITION", "marking-definition");
        for (String object : List.of(
                ExactJson.write(milder),
                ExactJson.write(milder).replace(id(statement), upper),
                ExactJson.write(somebodyElse),
                ExactJson.write(StixNames.prelude().getFirst().put("name", "MARSH")),
                ExactJson.write(StixNames.prelude().getLast().put("name", "TLP:CLEAR")),
                StixTest.bundle(ExactJson.write(milder)))) {
            Map<String, Object> foreign = foreign(object);
            for (List<Map<String, Object>> order : List.of(List.of(incident, foreign), List.of(foreign, incident))) {
                Map<String, JsonNode> exported = byId(order);
                assertEquals(statement, exported.get(id(statement)));
                assertEquals(identity, exported.get(id(identity)));
                assertEquals(
                        1,
                        exported.values().stream()
                                .filter(one -> one.path("type").asText().equals("note"))
                                .count(),
                        object);
                StixNames.prelude().forEach(one -> assertEquals(one, exported.get(id(one))));
            }
        }
    }

    @Test
    void anIdOfOursDoesNotComeInThroughAnotherPortionEither() {
        Map<String, Object> foreign = foreign(ExactJson.write(milder), ExactJson.write(indicator()));
        Map<String, JsonNode> exported = byId(List.of(foreign, incident));
        assertEquals(statement, exported.get(id(statement)));
    }

    /** An indicator with these markings. */
    private static ObjectNode indicator(String... references) {
        ObjectNode object = Passage.tree(StixTest.INDICATOR).deepCopy();
        object.remove(List.of("granular_markings", "object_marking_refs"));
        for (String reference : references) {
            object.withArray("object_marking_refs").add(reference);
        }
        return object;
    }

    /** The object of somebody who labels it otherwise. */
    private static Map<String, Object> foreign(String... kept) {
        String portions = Stream.of(kept)
                .map(text -> "{\"field\":\"object\",\"text\":" + Json.write(text) + "}")
                .collect(Collectors.joining(","));
        return view("""
                {"type":"foreign-object","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                 "details":{"format":"stix-2.1","objectType":"x","objectId":"x"},"portions":[%s]}""".formatted(portions));
    }

    private static Map<String, Object> view(String submission) {
        Parsed parsed = StixTest.parser().parse(submission);
        return Passage.view(
                assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                        .draft(),
                Set.of());
    }

    /** What is exported, by its ids, each of which stands there once. */
    private static Map<String, JsonNode> byId(List<Map<String, Object>> views) {
        Map<String, JsonNode> objects = new HashMap<>();
        for (JsonNode object : StixTest.objects(Passage.tree(Passage.exported("stix", views, 200)))) {
            assertEquals(null, objects.put(id(object).toLowerCase(Locale.ROOT), object), id(object));
        }
        return objects;
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }
}
