package org.passerelle.platform.seal;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * One data key for content in many pieces (AES-256-GCM). What a piece is about says which one it is, so that pieces that were exchanged,
 * left out or moved do not open.
 */
public final class DataKey {
    private final AesGcmJce cipher;

    DataKey(byte[] key) throws GeneralSecurityException {
        this.cipher = new AesGcmJce(key);
    }

    /** Nonce, ciphertext and tag. */
    public byte[] seal(byte[] piece, String about) {
        try {
            return cipher.encrypt(piece, about.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("sealing fails", impossible);
        }
    }

    /** The piece; absent where anything was altered or moved. */
    public Optional<byte[]> open(byte[] sealed, String about) {
        try {
            return Optional.of(cipher.decrypt(sealed, about.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException altered) {
            return Optional.empty();
        }
    }
}
