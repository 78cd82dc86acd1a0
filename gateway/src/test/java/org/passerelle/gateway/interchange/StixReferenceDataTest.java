package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples of OASIS come in and leave again as they were; what leaves is what the schemas of OASIS allow. Skipped where neither is at hand. */
class StixReferenceDataTest {
    private static final String EXAMPLES = "stix21-examples";

    /** One of the examples has a marking of which it says nothing. */
    private static final String MAPPING = """
            {"language": "en", "label": {"marking": "UN UNCLASSIFIED", "tlp": "GREEN", "purposes": ["early-warning"]},
             "markings": {"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ec": {}}}
            """;

    @Test
    void everyExampleComesBackAsItWas() throws IOException {
        List<Path> examples = examples();
        assertEquals(8, examples.size());
        for (Path example : examples) {
            String file = Files.readString(example);
            JsonNode before = Passage.tree(file);
            List<Map<String, Object>> views = Passage.views(new Stix(), file, MAPPING);
            JsonNode after = Passage.tree(Passage.exported("stix", views, 7));
            Set<JsonNode> objects = new HashSet<>(before.has("objects") ? StixTest.objects(before) : List.of(before));
            assertEquals(objects.size(), views.size(), example::toString);
            assertEquals(
                    objects,
                    StixTest.originals(after, before.has("objects") ? before : Passage.tree(StixTest.bundle(file))),
                    example::toString);
            List<String> faults = StixShape.faults(after);
            // The example refers to a marking that is nowhere.
            faults.removeIf(fault -> fault.contains("5e57c739-391a-4eb3-b6be-7d15ca92d5e"));
            assertEquals(List.of(), faults, example::toString);
        }
    }

    @Test
    void whatLeavesIsWhatTheSchemasAllow() throws IOException {
        StixSchemas schemas = schemas();
        List<JsonNode> bundles = new ArrayList<>(
                List.of(Passage.tree(Passage.exported("stix", List.of(), 200)), RandomViews.bundle(0, 400)));
        for (Path example : examples()) {
            List<Map<String, Object>> views = Passage.views(new Stix(), Files.readString(example), MAPPING);
            bundles.add(Passage.tree(Passage.exported("stix", views, 50)));
        }
        for (JsonNode bundle : bundles) {
            assertEquals(List.of(), schemas.faults(bundle));
        }
    }

    @Test
    void theSchemasFindWhatIsWrong() {
        StixSchemas schemas = schemas();
        JsonNode bundle = RandomViews.bundle(1, 3);
        for (String property : List.of("id", "created", "spec_version", "type")) {
            JsonNode spoilt = bundle.deepCopy();
            ((ObjectNode) spoilt.path("objects").get(0)).remove(property);
            assertFalse(schemas.faults(spoilt).isEmpty(), property);
        }
    }

    private static List<Path> examples() {
        assumeTrue(ReferenceData.has(EXAMPLES), "the examples of OASIS are not at hand");
        List<Path> examples = ReferenceData.json(EXAMPLES).stream()
                .filter(file -> file.getFileName().toString().startsWith("examples_"))
                .toList();
        assertTrue(examples.stream().allMatch(Files::isReadable));
        return examples;
    }

    private static StixSchemas schemas() {
        assumeTrue(ReferenceData.has(StixSchemas.FOLDER), "the schemas of OASIS are not at hand");
        return new StixSchemas();
    }
}
