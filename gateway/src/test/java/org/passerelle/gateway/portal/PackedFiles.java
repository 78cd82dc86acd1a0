package org.passerelle.gateway.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The portal as it is packed: every file by its path inside `portal/`. */
record PackedFiles(Path root) {

    static PackedFiles packed() {
        try {
            URI index = Objects.requireNonNull(PackedFiles.class.getResource("/portal/index.html"))
                    .toURI();
            return new PackedFiles(Objects.requireNonNull(Path.of(index).getParent()));
        } catch (URISyntaxException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Files whose name ends so, in stable order. */
    List<Path> ending(String suffix) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    String name(Path file) {
        return root.relativize(file).toString();
    }
}
