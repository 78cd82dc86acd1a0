package org.passerelle.platform.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A file with one random secret of 256 bits in hexadecimal. */
public final class SecretFile {
    private static final int LENGTH = 32;

    private SecretFile() {}

    /** Makes and writes it (0600), durable before this returns; where it is there already, that one stays. */
    public static void create(Path file) throws IOException {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        KeyFile.create(file, HexFormat.of().formatHex(secret));
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
