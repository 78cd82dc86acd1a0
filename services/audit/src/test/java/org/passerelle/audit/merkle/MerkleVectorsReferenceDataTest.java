package org.passerelle.audit.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The proof vectors that transparency-dev/merkle publishes. They are not part of this repository: the folder that has
 * {@code data/merkle-vectors} is the system property {@code passerelle.shared}, or lies beside the checkout.
 */
class MerkleVectorsReferenceDataTest {

    @Test
    void judgesEveryInclusionVectorAsPublished() throws IOException {
        for (Path file : vectors("inclusion")) {
            JsonNode vector = new ObjectMapper().readTree(file.toFile());
            assertEquals(!vector.path("wantErr").asBoolean(), included(vector), file.toString());
        }
    }

    @Test
    void judgesEveryConsistencyVectorAsPublished() throws IOException {
        for (Path file : vectors("consistency")) {
            JsonNode vector = new ObjectMapper().readTree(file.toFile());
            assertEquals(!vector.path("wantErr").asBoolean(), consistent(vector), file.toString());
        }
    }

    private static boolean included(JsonNode vector) {
        try {
            return MerkleVerifier.included(
                    number(vector, "leafIdx"),
                    number(vector, "treeSize"),
                    Hash.ofBase64(vector.path("leafHash").asText()),
                    proof(vector),
                    Hash.ofBase64(vector.path("root").asText()));
        } catch (IllegalArgumentException notAHash) {
            return false;
        }
    }

    private static boolean consistent(JsonNode vector) {
        try {
            return MerkleVerifier.consistent(
                    number(vector, "size1"),
                    number(vector, "size2"),
                    Hash.ofBase64(vector.path("root1").asText()),
                    Hash.ofBase64(vector.path("root2").asText()),
                    proof(vector));
        } catch (IllegalArgumentException notAHash) {
            return false;
        }
    }

    private static long number(JsonNode vector, String name) {
        // Unsigned 64 bits in the vectors: the largest become negative here, which no log position is.
        return vector.path(name).bigIntegerValue().longValue();
    }

    private static List<Hash> proof(JsonNode vector) {
        List<Hash> hashes = new ArrayList<>();
        vector.path("proof").forEach(hash -> hashes.add(Hash.ofBase64(hash.asText())));
        return hashes;
    }

    private static List<Path> vectors(String kind) {
        Path folder = shared().resolve("data").resolve("merkle-vectors").resolve(kind);
        assumeTrue(Files.isDirectory(folder), "no published vectors at " + folder + ": skipped");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".json")).toList();
            assertTrue(found.size() > 10, "the folder of vectors is not complete");
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path shared() {
        String given = System.getProperty("passerelle.shared", "");
        return given.isEmpty() ? checkout().resolveSibling("shared") : Path.of(given);
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("passerelle")) && !Files.exists(folder.resolve(".git"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                return Path.of("").toAbsolutePath();
            }
            folder = parent;
        }
        return folder;
    }
}
