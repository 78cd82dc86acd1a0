package org.passerelle.gateway.interchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Public reference data, which is kept outside the checkout: {@code -Dpasserelle.shared=DIR}, else beside it. */
final class ReferenceData {
    private ReferenceData() {}

    static Path folder(String name) {
        String given = System.getProperty("passerelle.shared", "");
        Path shared = given.isEmpty() ? checkout().resolveSibling("shared") : Path.of(given);
        return shared.resolve("data").resolve(name);
    }

    /** Every file of JSON in a folder and those within it. */
    static List<Path> json(String folder) {
        try (Stream<Path> files = Files.walk(folder(folder).toRealPath())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static boolean has(String folder) {
        return Files.isDirectory(folder(folder));
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
