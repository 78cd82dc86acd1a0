package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** Statements of affiliation leave whole in every format, and come back where the format brings records back. */
class StatementsInFilesTest {
    private static final String AFFILIATIONS =
            "[{\"relation\":\"split-from\",\"party\":\"Elders\",\"from\":\"2014-03-18\",\"until\":\"2015-01-01T00:00:00Z\","
                    + "\"source\":\"their letter\",\"grading\":\"B3\"},{\"relation\":\"supports\",\"party\":\"شيوخ\",\"source\":\"a radio\"}]";

    private static String submission(String affiliations) {
        return ("{\"type\":\"incident\",\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"},"
                + "\"details\":{\"affiliations\":%s},\"portions\":[{\"field\":\"body\",\"text\":\"A body.\"}]}"
                        .formatted(affiliations));
    }

    private static Parsed parsed(String body) {
        return new SubmissionParser(World.bundle(1), "RIVER", World.BEGIN).parse(body);
    }

    private static Map<String, Object> view(String body) {
        Parsed parsed = parsed(body);
        Draft draft = assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                .draft();
        return Passage.view(draft, Set.of());
    }

    private static JsonNode said(Map<String, Object> view) {
        return Json.tree(view).at("/details/affiliations");
    }

    @Test
    void linesOfJsonTakeThemInAndGiveThemOut() {
        Ndjson lines = new Ndjson();
        Item item = Passage.items(lines, submission(AFFILIATIONS) + "\n").getFirst();
        Translator.Translated.Submission line = assertInstanceOf(
                Translator.Translated.Submission.class,
                lines.translator(Optional.empty()).translate(assertInstanceOf(Item.Whole.class, item)));
        String file = Passage.exported("ndjson", List.of(view(line.body())), 200);
        assertEquals(Json.tree(AFFILIATIONS), Json.tree(file).at("/details/affiliations"));
        assertEquals(
                Json.tree(AFFILIATIONS),
                said(view(submission(Json.tree(file).at("/details/affiliations").toString()))));
    }

    @Test
    void ourOwnFilesOfStixAndMispBringThemBack() {
        for (ImportFormat format : List.of(new Stix(), new Misp())) {
            String file = Passage.exported(format.name(), List.of(view(submission(AFFILIATIONS))), 200);
            List<Map<String, Object>> again = Passage.views(format, file, "{}");
            assertEquals(Json.tree(AFFILIATIONS), said(again.getFirst()), format.name());
        }
    }

    @Test
    void anOldFileWithPlainTextsIsRefusedAtEachOfThem() {
        LocatedFault fault = assertInstanceOf(Parsed.Refused.class, parsed(submission("[\"MNLA\"]")))
                .faults()
                .getFirst();
        assertEquals("/details/affiliations/0", fault.fault().pointer());
        assertTrue(fault.fault().message().contains("relation, party and source"), fault::toString);
    }

    @Test
    void tablesAndFeaturesNameThem() {
        List<Map<String, Object>> views = List.of(view(submission(AFFILIATIONS)));
        String row = Passage.exported("csv", views, 200).replace("\"\"", "\"");
        assertTrue(row.contains("\"party\":\"Elders\",\"relation\":\"split-from\",\"source\":\"their letter\""), row);
        String features = Passage.exported("geojson", views, 200);
        assertEquals(Json.tree(AFFILIATIONS), Json.tree(features).at("/features/0/properties/details/affiliations"));
    }
}
