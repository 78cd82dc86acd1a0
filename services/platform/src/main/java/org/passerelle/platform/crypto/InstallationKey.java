package org.passerelle.platform.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret from which all nodes of an installation derive their keys: of view tags, cursors, sessions and fingerprints. */
public final class InstallationKey {
    /** Where it stands in the home of a node. */
    public static final String FILE = "keys/installation.key";

    private static final String MAC = "HmacSHA256";

    private final byte[] secret;

    private InstallationKey(byte[] secret) {
        this.secret = secret;
    }

    /** The key of {@code file}; made and written there (0600) by whichever node comes first. */
    public static InstallationKey loadOrGenerate(Path file) {
        try {
            if (!Files.exists(file)) {
                SecretFile.create(file);
            }
            return new InstallationKey(SecretFile.read(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("key file " + file, unreadable);
        }
    }

    /** A key of 256 bits for one purpose. */
    public SecretKeySpec derive(String purpose, String algorithm) {
        return new SecretKeySpec(mac(secret, purpose.getBytes(StandardCharsets.UTF_8)), algorithm);
    }

    /** HMAC-SHA256. */
    public static byte[] mac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + MAC, impossible);
        }
    }
}
