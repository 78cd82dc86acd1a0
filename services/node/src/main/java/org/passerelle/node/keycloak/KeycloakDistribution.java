package org.passerelle.node.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.passerelle.node.process.CannotStart;

/** Keycloak's own distribution, unpacked once below the data directory. */
final class KeycloakDistribution {
    private KeycloakDistribution() {}

    /** The directory of the unpacked distribution. */
    static Path unpacked(Path zip, Path parent) throws CannotStart {
        String version = zip.getFileName().toString().replace(".zip", "");
        Path directory = parent.resolve(version);
        if (Files.isDirectory(directory)) {
            return directory;
        }
        if (!Files.isReadable(zip)) {
            throw new CannotStart(
                    "keycloak's distribution %s is missing; run \"./passerelle\" again to fetch it".formatted(zip));
        }
        try {
            Path partial = parent.resolve("unpacking");
            remove(partial);
            unpack(zip, partial);
            try (Stream<Path> top = Files.list(partial)) {
                Files.move(top.findFirst().orElseThrow(), directory, StandardCopyOption.ATOMIC_MOVE);
            }
            remove(partial);
            return directory;
        } catch (IOException failed) {
            throw new CannotStart(
                    "keycloak cannot be unpacked to %s: %s".formatted(parent, failed.getMessage()), failed);
        }
    }

    private static void unpack(Path zip, Path target) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                var entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an entry of the archive points outside it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(entries, path);
                    if (path.toString().endsWith(".sh")) {
                        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> content = Files.walk(directory)) {
                for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
