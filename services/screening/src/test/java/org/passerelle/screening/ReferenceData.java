package org.passerelle.screening;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public reference data, which is kept outside the checkout: {@code -Dpasserelle.shared=DIR}, else beside it. */
public final class ReferenceData {
    private ReferenceData() {}

    public static Path file(String folder, String name) {
        String given = System.getProperty("passerelle.shared", "");
        Path shared = given.isEmpty() ? checkout().resolveSibling("shared") : Path.of(given);
        return shared.resolve("data").resolve(folder).resolve(name);
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
