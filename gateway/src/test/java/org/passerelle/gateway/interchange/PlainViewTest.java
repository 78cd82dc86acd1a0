package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** What an export wrote as lines or features is taken in again, as narrow as what came back in any other format. */
class PlainViewTest {
    private static final String SUBMISSION = """
            {"type":"incident","language":"fr","eventTime":"2015-01-20T09:00:00Z","validUntil":"2027-01-20T09:00:00Z",
             "country":"ML","admin1":["ML-7"],"geometry":{"type":"Point","coordinates":[-0.3,19.1]},"grading":"B2",
             "tags":["event:type=\\"air-strike\\""],"details":{"casualties":3},
             "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"],"releasableTo":["LAKE"]},
             "portions":[{"field":"title","text":"Tabankort","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"}},
              {"field":"body","text":"An air strike."},
              {"field":"source","text":"A driver.","label":{"marking":"UN STRICTLY CONFIDENTIAL","compartments":["SOURCE"],"tlp":"RED"}}]}
            """;

    private static Map<String, Object> view(Set<Integer> withheld) {
        SubmissionParser parser = new SubmissionParser(World.bundle(1), "RIVER", World.BEGIN);
        return Passage.view(
                assertInstanceOf(Parsed.Accepted.class, parser.parse(SUBMISSION))
                        .draft(),
                withheld);
    }

    private static String exported(String format, Map<String, Object> view) {
        return Passage.exported(format, List.of(view), 200);
    }

    private static Translator.Translated translated(String format, String file) {
        ImportFormat reading = Formats.toImport(format).orElseThrow();
        List<Item> items = Passage.items(reading, file);
        assertEquals(1, items.size());
        return reading.translator(Optional.empty()).translate(assertInstanceOf(Item.Whole.class, items.getFirst()));
    }

    private static Translator.Translated.Submission taken(String format, String file) {
        Translator.Translated translated = translated(format, file);
        return assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString);
    }

    private static List<String> faults(String format, String file) {
        Translator.Translated translated = translated(format, file);
        return assertInstanceOf(Translator.Translated.Refused.class, translated, translated::toString).faults().stream()
                .map(fault ->
                        fault.fault().pointer() + " " + fault.fault().code().text())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "geojson"})
    void ourOwnViewsComeBackAsTheRecordsThatTheyShow(String format) {
        for (Set<Integer> withheld : List.of(Set.<Integer>of(), Set.of(3), Set.of(1, 2))) {
            Map<String, Object> view = view(withheld);
            Map<String, Object> again = Passage.view(taken(format, exported(format, view)));
            assertEquals(Passage.returned(view), Passage.content(again));
        }
    }

    /** They are of the view that left; the record that it becomes is as old as its import. */
    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "geojson"})
    void whenAViewLookedNewIsSaidAndIsNoPartOfTheRecord(String format) {
        String file = exported(format, view(Set.of()));
        assertTrue(file.contains(",\"created\":\"2026-02-01T10:00:00.123456Z\""), file);
        assertTrue(file.contains(",\"modified\":\"2026-02-03T10:00:00Z\""), file);
        JsonNode body = Json.tree(taken(format, file).body());
        assertFalse(body.has("created") || body.has("modified"), body::toString);
        String undated = file.replaceAll(",\"(created|modified)\":\"[^\"]*\"", "");
        assertFalse(undated.contains("modified"), undated);
        assertEquals(body, Json.tree(taken(format, undated).body()), "what left before has none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "geojson"})
    void whatWasReceivedUnderAClauseComesBackToo(String format) {
        String received = exported(format, view(Set.of())).replace("\"marking\":", "\"onward\":[],\"marking\":");
        assertTrue(taken(format, received).body().contains("\"onward\":[]"), received);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "geojson"})
    void aPlaceThatWasCoarsenedIsNotTakenForAnExactOne(String format) {
        Map<String, Object> coarse = new LinkedHashMap<>(view(Set.of()));
        coarse.put("geometryPrecision", "10km");
        JsonNode body = Json.tree(taken(format, exported(format, coarse)).body());
        assertFalse(body.has("geometry"));
        assertEquals("ML-7", body.at("/admin1/0").asText());
        coarse.remove("geometryPrecision");
        assertEquals(1, faults(format, exported(format, coarse)).size());
    }

    @Test
    void whatSomebodyWroteToAViewIsRefusedAtItsPlace() {
        String line = exported("ndjson", view(Set.of()));
        String eyes = line.replace("\"tlp\":\"RED\"", "\"tlp\":\"RED\",\"eyesOnly\":[\"river.officer\"]");
        assertEquals(
                List.of("/label/eyesOnly unknown-field", "/portions/2/label/eyesOnly unknown-field"),
                faults("ndjson", eyes));
        String embargo = line.replace("\"releaser\":", "\"embargoUntil\":\"2030-01-01T00:00:00Z\",\"releaser\":");
        assertEquals(List.of("/embargoUntil unknown-field"), faults("ndjson", embargo));
        String feature = exported("geojson", view(Set.of())).replace("\"releaser\":", "\"note\":\"x\",\"releaser\":");
        assertEquals(List.of("/properties/note unknown-field"), faults("geojson", feature));
    }

    @Test
    void theIdOfAFeatureIsThatOfItsView() {
        String other = exported("geojson", view(Set.of())).replace("\"Feature\",\"id\":\"", "\"Feature\",\"id\":\"x");
        assertEquals(List.of("/id unknown-field"), faults("geojson", other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "geojson"})
    void aViewWithoutItsCommonFactsIsNoRecord(String format) {
        List<String> faults = faults(format, exported(format, view(Set.of(0, 3))));
        assertEquals(1, faults.size());
        assertTrue(faults.getFirst().endsWith(" missing"), faults::toString);
    }
}
