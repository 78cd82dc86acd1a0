package org.passerelle.gateway.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.passerelle.platform.crypto.InstallationKey;

/** Positions as opaque text: encrypted, and worth nothing to another subject or for another question. */
public final class Cursors {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    public Cursors(InstallationKey installation) {
        this.key = installation.derive("cursor", "AES");
    }

    /** @param binding who asked what; the same must be given to open it */
    public String seal(long position, String binding) {
        return seal(ByteBuffer.allocate(Long.BYTES).putLong(position).array(), binding);
    }

    /** A position in an order in which several can be alike: by a rank, then by number. */
    public String seal(double rank, long position, String binding) {
        return seal(
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putDouble(rank)
                        .putLong(position)
                        .array(),
                binding);
    }

    private String seal(byte[] place, String binding) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, binding).doFinal(place);
            byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The position; empty when the text was not sealed here for this binding. */
    public Optional<Long> open(String text, String binding) {
        return open(text, binding, Long.BYTES).map(ByteBuffer::getLong);
    }

    /** A position by rank and number. */
    public record Ranked(double rank, long position) {}

    /** The same for a position that was sealed with a rank. */
    public Optional<Ranked> openRanked(String text, String binding) {
        return open(text, binding, 2 * Long.BYTES).map(place -> new Ranked(place.getDouble(), place.getLong()));
    }

    private Optional<ByteBuffer> open(String text, String binding, int length) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            if (whole.length != NONCE + length + TAG_BITS / 8) {
                return Optional.empty();
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE), binding);
            return Optional.of(ByteBuffer.wrap(cipher.doFinal(whole, NONCE, whole.length - NONCE)));
        } catch (GeneralSecurityException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String binding) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
