package org.passerelle.agreements;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.passerelle.platform.crypto.Sha256;

/**
 * Signatures that have verified, by the SHA-256 of key, bytes and signature: each policy asks for the same ones again, and a suspension waits
 * for the policy. Whatever differs in a single bit is verified anew; what did not verify is never remembered.
 */
final class Verified {
    private static final int MOST = 20_000;
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private Verified() {}

    /** Whether it is known to verify, or does now. */
    static boolean once(PartyKey key, byte[] content, String signature, BooleanSupplier verifies) {
        String name = name(key, content, signature);
        if (KNOWN.contains(name)) {
            return true;
        }
        if (!verifies.getAsBoolean()) {
            return false;
        }
        if (KNOWN.size() >= MOST) {
            KNOWN.clear();
        }
        KNOWN.add(name);
        return true;
    }

    private static String name(PartyKey key, byte[] content, String signature) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // With their lengths, so that no part can pass for the end of another.
        try (DataOutputStream parts = new DataOutputStream(bytes)) {
            for (byte[] part : new byte[][] {utf8(key.publicKey()), content, utf8(signature)}) {
                parts.writeInt(part.length);
                parts.write(part);
            }
            return Sha256.hex(bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
