package org.passerelle.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.crypto.StrictBase64;

/**
 * The operator's Ed25519 public key as signed notes (C2SP signed-note) name it; the same key has an id of its own in each log.
 *
 * @param publicKey base64url of its 32 bytes
 */
public record NoteKey(String publicKey) {

    private static final int KEY_LENGTH = 32;
    private static final byte ED25519 = 1;

    public NoteKey {
        if (StrictBase64.decodeUrl(publicKey).length != KEY_LENGTH) {
            throw new IllegalArgumentException("a note is signed with an Ed25519 key");
        }
    }

    /** Reads {@code <name>+<id>+<key>}, the form in which verifiers keep note keys; the id must fit name and key. */
    public static NoteKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] typed = parts.length == 3 ? StrictBase64.decode(parts[2]) : new byte[0];
        if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
            throw new IllegalArgumentException("an Ed25519 note key reads name+id+key");
        }
        byte[] raw = Arrays.copyOfRange(typed, 1, typed.length);
        NoteKey key = new NoteKey(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
        if (!HexFormat.of().formatHex(key.id(parts[0])).equals(parts[1])) {
            throw new IllegalArgumentException("the id of the note key does not fit its name and key");
        }
        return key;
    }

    /** The key in the form that {@link #parse} reads, for the notes of one log. */
    public String text(String log) {
        String name = TreeHead.origin(log);
        return name + "+" + HexFormat.of().formatHex(id(name)) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    boolean verifies(byte[] text, byte[] signature) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        return Ed25519Keys.verify(publicKey, text, encoded);
    }

    /** The first four bytes of {@code SHA-256(name || 0x0A || 0x01 || key)}. */
    byte[] id(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return Arrays.copyOf(digest.digest(typed()), 4);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private byte[] typed() {
        return ByteBuffer.allocate(1 + KEY_LENGTH)
                .put(ED25519)
                .put(StrictBase64.decodeUrl(publicKey))
                .array();
    }
}
