package org.passerelle.platform.crypto;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A file with one random secret of 256 bits in hexadecimal. */
public final class SecretFile {
    private static final int LENGTH = 32;

    private SecretFile() {}

    /** Makes and writes it (0600); where it is there already, that one stays. */
    public static void create(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        Path draft = Files.createTempFile(
                directory,
                ".key",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, HexFormat.of().formatHex(secret));
            // A link fails when another node was first; then its secret counts.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException first) {
            return;
        } finally {
            Files.delete(draft);
        }
    }

    /** Reads it; throws {@link IllegalStateException} for a file that holds anything else. */
    public static byte[] read(Path file) throws IOException {
        String text = Files.readString(file).trim();
        if (!text.matches("[0-9a-f]{" + 2 * LENGTH + "}")) {
            throw new IllegalStateException("no key of 256 bits in hexadecimal: " + file);
        }
        return HexFormat.of().parseHex(text);
    }
}
