package org.passerelle.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.passerelle.audit.merkle.Hash;

/** The operator's Ed25519 public key as signed notes (C2SP signed-note) name it; the same key has an id of its own in each log. */
public final class NoteKey {

    private static final byte ED25519 = 1;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    private NoteKey(PublicKey key) {
        this.key = key;
    }

    /** Throws {@link IllegalArgumentException} for a key that is not Ed25519. */
    public static NoteKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != X509_PREFIX.length + Hash.LENGTH || !Arrays.equals(prefix(encoded), X509_PREFIX)) {
            throw new IllegalArgumentException("a note is signed with an Ed25519 key");
        }
        return new NoteKey(key);
    }

    /** Reads {@code <name>+<id>+<key>}, the form in which verifiers keep note keys; the name and id must fit the key. */
    public static NoteKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a note key reads name+id+key");
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 1 + Hash.LENGTH || typed[0] != ED25519) {
            throw new IllegalArgumentException("a note is signed with an Ed25519 key");
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + Hash.LENGTH);
        System.arraycopy(typed, 1, encoded, X509_PREFIX.length, Hash.LENGTH);
        try {
            NoteKey key = of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            if (!HexFormat.of().formatHex(key.id(parts[0])).equals(parts[1])) {
                throw new IllegalArgumentException("the id of the note key does not fit its name and key");
            }
            return key;
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("not an Ed25519 key", refused);
        }
    }

    /** The key in the form that {@link #parse} reads, for the notes of one log. */
    public String text(String log) {
        String name = TreeHead.origin(log);
        return name + "+" + HexFormat.of().formatHex(id(name)) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    /** The first four bytes of {@code SHA-256(name || 0x0A || 0x01 || key)}. */
    byte[] id(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return Arrays.copyOf(digest.digest(typed()), 4);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private byte[] typed() {
        byte[] encoded = key.getEncoded();
        return ByteBuffer.allocate(1 + Hash.LENGTH)
                .put(ED25519)
                .put(encoded, X509_PREFIX.length, Hash.LENGTH)
                .array();
    }

    private static byte[] prefix(byte[] encoded) {
        return Arrays.copyOf(encoded, X509_PREFIX.length);
    }
}
