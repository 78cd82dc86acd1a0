package org.passerelle.gateway.agreements;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A party's public key as JWK (RFC 7517, RFC 8037). */
public final class KeyJson {
    private static final int COORDINATE = 32;

    private KeyJson() {}

    /** @param publicKey base64url of an Ed25519 key, or of an uncompressed point of P-256 */
    public static Map<String, Object> of(String publicKey) {
        byte[] raw = Base64.getUrlDecoder().decode(publicKey);
        if (raw.length == COORDINATE) {
            return new TreeMap<>(Map.of("kty", "OKP", "crv", "Ed25519", "x", publicKey));
        }
        return new TreeMap<>(
                Map.of("kty", "EC", "crv", "P-256", "x", coordinate(raw, 1), "y", coordinate(raw, 1 + COORDINATE)));
    }

    private static String coordinate(byte[] point, int from) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(point, from, from + COORDINATE));
    }
}
