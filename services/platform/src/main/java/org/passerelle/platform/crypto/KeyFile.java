package org.passerelle.platform.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** A file that comes to be once and whole, for its owner alone. */
final class KeyFile {
    private KeyFile() {}

    /**
     * Writes it (0600); where it is there already, that one stays. It is durable before this returns: what is committed under a key must
     * not outlive it.
     */
    static void create(Path file, String content) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path known = known(directory);
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(
                directory,
                ".key",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            write(draft, content);
            link(file, draft);
        } finally {
            Files.delete(draft);
        }
        force(directory, known);
    }

    /** The nearest directory that is there. */
    private static Path known(Path directory) {
        Path parent = directory.getParent();
        return parent == null || Files.isDirectory(directory) ? directory : known(parent);
    }

    private static void write(Path draft, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    // A link fails when somebody else was first; then theirs counts.
    private static void link(Path file, Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException first) {
            return;
        }
    }

    // A name is durable with its directory, and that with the one above it.
    private static void force(Path directory, Path known) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
        Path parent = directory.getParent();
        if (parent != null && !directory.equals(known)) {
            force(parent, known);
        }
    }
}
