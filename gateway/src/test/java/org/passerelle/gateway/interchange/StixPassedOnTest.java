package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.platform.json.Json;

/** Somebody else's object that was passed on comes back with the facts that its record had. */
class StixPassedOnTest {
    private static final String LOCATION = """
            {"type":"location","spec_version":"2.1","id":"location--a6e9345f-5a15-4c29-8bb3-7dcc5d168d64","lang":"en",
             "created":"2016-04-06T20:03:00.000Z","modified":"2016-04-06T20:03:00.000Z","latitude":17.5,"longitude":0}""";

    @Test
    void theFactsOfTheRecordComeBackWithTheObject() {
        Map<String, Object> view = view();
        Map<String, Object> again = back(view, "{\"language\":\"ar\"}").getFirst();
        assertEquals(Passage.returned(view), Passage.content(again));
        assertEquals("fr", again.get("language"));
        assertEquals("C3", again.get("grading"));
    }

    @Test
    void aFactThatTheRecordHasNoMoreDoesNotComeBackFromTheObject() {
        Map<String, Object> view = view();
        List.of("geometry", "geometryPrecision", "eventTime", "grading", "tags").forEach(view::remove);
        Map<String, Object> again = back(view, "{}").getFirst();
        for (String name : List.of("geometry", "eventTime", "grading", "tags")) {
            assertFalse(again.containsKey(name), name);
        }
    }

    @Test
    void aPlaceThatWasCoarsenedIsNotTakenForAnExactOne() {
        Map<String, Object> view = view();
        view.put("geometryPrecision", "10km");
        assertFalse(back(view, "{}").getFirst().containsKey("geometry"));
    }

    @Test
    void aViewWithoutItsCommonFactsTellsNone() {
        Map<String, Object> view = view();
        List.of(
                        "type",
                        "language",
                        "grading",
                        "tags",
                        "eventTime",
                        "country",
                        "admin1",
                        "geometry",
                        "geometryPrecision",
                        "details")
                .forEach(view::remove);
        Map<String, Object> again = back(view, "{\"language\":\"ar\"}").getFirst();
        assertEquals("en", again.get("language"), "the object's");
        assertEquals("exact", again.get("geometryPrecision"));
    }

    @Test
    void aFactThatIsNoneIsAFaultAtItsPlaceInTheView() {
        JsonNode object = StixTest.objects(left(view())).getLast();
        ((ObjectNode) object.at("/extensions/" + StixNames.EXTENSION + "/view")).put("event_time", "yesterday");
        Stix stix = new Stix();
        Translator.Translated.Submission submission = assertInstanceOf(
                Translator.Translated.Submission.class,
                Passage.translated(
                        stix,
                        Passage.items(stix, StixTest.bundle(object.toString())).getFirst(),
                        "{}"));
        LocatedFault fault = assertInstanceOf(
                        Parsed.Refused.class, StixTest.parser().parse(submission.body()))
                .faults()
                .getFirst();
        assertEquals(
                "/extensions/" + StixNames.EXTENSION + "/view/event_time",
                submission.placing().apply(fault).fault().pointer());
    }

    /** A record of somebody else's object, whose facts are not those of the object. */
    private static Map<String, Object> view() {
        ObjectNode body = (ObjectNode) Json.tree("""
                {"type":"foreign-object","language":"fr","eventTime":"2015-01-20T09:00:00Z","validUntil":"2027-01-20T09:00:00Z",
                 "country":"ML","admin1":["ML-7"],"geometry":{"type":"Point","coordinates":[-0.3,19.1]},"grading":"C3",
                 "tags":["event:type=\\"air-strike\\""],"label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"},
                 "details":{"format":"stix-2.1","objectType":"location","objectId":"location--a6e9345f-5a15-4c29-8bb3-7dcc5d168d64"},
                 "portions":[]}""");
        body.withArray("portions")
                .addObject()
                .put("field", "object")
                .put("text", ExactJson.write(Passage.tree(LOCATION)));
        Parsed parsed = StixTest.parser().parse(body.toString());
        return new TreeMap<>(Passage.view(
                assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                        .draft(),
                Set.of()));
    }

    private static JsonNode left(Map<String, Object> view) {
        return Passage.tree(Passage.exported("stix", List.of(view), 200));
    }

    private static List<Map<String, Object>> back(Map<String, Object> view, String mapping) {
        return Passage.views(new Stix(), Passage.exported("stix", List.of(view), 200), mapping);
    }
}
