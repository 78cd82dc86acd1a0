package org.passerelle.node.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Vocabulary;

/** Taxonomies as MISP publishes them are vocabulary as they are. */
class TaxonomyReferenceDataTest {
    private static final Path PUBLISHED = Path.of("../../../shared/data/misp-taxonomies");

    @TempDir
    Path config;

    @BeforeEach
    void copyTheShippedConfiguration() throws IOException {
        ShippedCopy.into(config);
    }

    private Vocabulary vocabulary() {
        return ConfigurationLoader.load(config, Instant.parse("2026-03-01T12:00:00Z"))
                .vocabulary();
    }

    @Test
    void theShippedOneHasTagsWithValuesAndWithout() {
        Vocabulary words = vocabulary();
        assertTrue(words.knows("trafficking:goods=\"tramadol\""));
        assertFalse(words.knows("trafficking:goods=\"sand\""));
        assertFalse(words.knows("trafficking:goods"));
        assertTrue(words.knows("trafficking:with-arms"));
        assertFalse(words.knows("trafficking:with-arms=\"yes\""));
        assertFalse(words.decides("trafficking:with-arms"));
    }

    @Test
    void publishedOnesAreReadAsTheyAre() throws IOException {
        assumeTrue(Files.isDirectory(PUBLISHED), "no published taxonomies at " + PUBLISHED + ": skipped");
        List<Path> published;
        try (Stream<Path> files = Files.list(PUBLISHED)) {
            published = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertTrue(published.size() >= 10, () -> published.size() + " published taxonomies");
        Set<String> before = vocabulary().tags().keySet();
        for (Path taxonomy : published) {
            Files.copy(taxonomy, config.resolve("vocabularies/taxonomies").resolve(taxonomy.getFileName()));
        }
        Vocabulary words = vocabulary();
        assertTrue(words.tags().keySet().containsAll(before));
        for (String tag : List.of(
                "admiralty-scale:source-reliability=\"b\"",
                "drugs:alkaloids-and-derivatives=\"ajmaline-sarpagine-alkaloids\"",
                "euci:S-UE/EU-S",
                "fr-classif:classifiees=\"SECRET\"",
                "tlp:amber+strict",
                "tlp:ex:chr",
                "dni-ism:classification:us=\"C\"",
                "estimative-language:likelihood-probability=\"unlikely\"")) {
            assertTrue(words.knows(tag), tag);
        }
        assertEquals(292, values(words, "drugs:"));
    }

    private static int values(Vocabulary words, String namespace) {
        return words.tags().entrySet().stream()
                .filter(tag -> tag.getKey().startsWith(namespace))
                .mapToInt(tag -> tag.getValue().values().size())
                .sum();
    }
}
