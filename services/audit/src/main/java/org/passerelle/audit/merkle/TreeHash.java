package org.passerelle.audit.merkle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of RFC 6962 §2.1: a leaf is {@code SHA-256(0x00 || data)}, an inner node {@code SHA-256(0x01 || left || right)}.
 */
public final class TreeHash {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private TreeHash() {}

    /** The root of the tree without leaves. */
    public static Hash empty() {
        return Hash.of(sha256().digest());
    }

    public static Hash leaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return Hash.of(digest.digest(data));
    }

    /**
     * The leaf of a log entry: its data is {@code salt || body}. The salt has a fixed length, so that no other division of the same
     * bytes is an entry; without the salt nobody can test a guess of the body against the hash.
     */
    public static Hash leaf(byte[] salt, String body) {
        if (salt.length != Hash.LENGTH) {
            throw new IllegalArgumentException("a salt has " + Hash.LENGTH + " bytes, not " + salt.length);
        }
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(salt);
        return Hash.of(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes());
        return Hash.of(digest.digest(right.bytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
