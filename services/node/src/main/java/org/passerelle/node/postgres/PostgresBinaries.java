package org.passerelle.node.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.crypto.Sha256;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once from the library that carries them. */
final class PostgresBinaries {
    private final Path directory;

    private PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    /** Unpacks the programs below {@code parent} unless they are there. */
    static PostgresBinaries unpacked(Path parent) throws CannotStart {
        try {
            Path directory = parent.resolve("programs-" + edition());
            if (!Files.isDirectory(directory)) {
                Path partial = parent.resolve("programs.partial");
                remove(partial);
                unpack(partial);
                Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresBinaries(directory);
        } catch (IOException failed) {
            throw new CannotStart(
                    "postgresql cannot be unpacked to %s: %s".formatted(parent, failed.getMessage()), failed);
        }
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    // Another edition of the programs goes to another directory, so that an upgrade is never half there.
    private static String edition() throws IOException {
        try (InputStream packed = archive()) {
            return HexFormat.of().formatHex(Sha256.of(packed.readAllBytes()), 0, 6);
        }
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream packed = archive();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target);
            }
        }
    }

    // Not the library's own resolver: it refuses a class path that names its archive twice, as a manifest's does in
    // tests.
    private static InputStream archive() throws IOException {
        String processor = System.getProperty("os.arch");
        String archive = switch (processor) {
            case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "/postgres-linux-arm_64.txz";
            default -> throw new IOException("there are no programs for the processor " + processor);
        };
        InputStream packed = PostgresBinaries.class.getResourceAsStream(archive);
        if (packed == null) {
            throw new IOException("the library that carries " + archive + " is missing");
        }
        return packed;
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("an entry of the archive points outside it");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
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
