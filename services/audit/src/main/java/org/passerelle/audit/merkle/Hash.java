package org.passerelle.audit.merkle;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.passerelle.platform.crypto.StrictBase64;

/**
 * A hash value: immutable, compared by its bytes. Those that {@link TreeHash} makes have {@link #LENGTH} bytes; one that was read
 * may have any, and then equals none of them.
 */
public final class Hash {

    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Hash of(byte[] bytes) {
        return new Hash(bytes.clone());
    }

    /** Lower or upper case hexadecimal; throws {@link IllegalArgumentException} for anything else. */
    public static Hash ofHex(String hex) {
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /** Standard base64 in its one spelling; throws {@link IllegalArgumentException} for anything else. */
    public static Hash ofBase64(String base64) {
        return new Hash(StrictBase64.decode(base64));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
