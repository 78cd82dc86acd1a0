package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published taxonomies of protective markings mark, all of them, and others do not. */
class MarkingWordsReferenceDataTest {
    private static final String TAXONOMIES = "misp-taxonomies";

    @Test
    void everyTagOfTheTaxonomiesOfProtectiveMarkingsIsOne() throws IOException {
        assumeTrue(ReferenceData.has(TAXONOMIES), "the taxonomies of MISP are not at hand");
        for (String name : List.of("nato", "euci", "fr-classif", "dni-ism", "tlp")) {
            for (String tag : tags(name)) {
                assertTrue(MarkingWords.marks(tag), tag);
            }
        }
        for (String name : List.of("drugs", "estimative-language", "admiralty-scale", "retention")) {
            tags(name).forEach(tag -> assertFalse(MarkingWords.marks(tag), tag));
        }
    }

    private static List<String> tags(String taxonomy) throws IOException {
        Path file = ReferenceData.folder(TAXONOMIES).resolve(taxonomy + ".json");
        JsonNode tree = Passage.tree(Files.readString(file));
        List<String> tags = new ArrayList<>();
        String namespace = tree.path("namespace").asText() + ":";
        tree.path("predicates")
                .forEach(one -> tags.add(namespace + one.path("value").asText()));
        tree.path("values")
                .forEach(values -> values.path("entry")
                        .forEach(entry ->
                                tags.add(namespace + values.path("predicate").asText() + "=\""
                                        + entry.path("value").asText() + '"')));
        return tags;
    }
}
