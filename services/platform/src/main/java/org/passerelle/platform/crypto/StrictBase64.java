package org.passerelle.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 with one spelling for each value (RFC 4648 §3.5): the JDK's decoders pass over bits that stand for nothing, so
 * that a text could be altered and still say the same.
 */
public final class StrictBase64 {

    private StrictBase64() {}

    /** Standard base64 with padding; throws {@link IllegalArgumentException} for every other text. */
    public static byte[] decode(String text) {
        return canonical(text, Base64.getDecoder(), Base64.getEncoder());
    }

    /** Base64url without padding; throws {@link IllegalArgumentException} for every other text. */
    public static byte[] decodeUrl(String text) {
        return canonical(text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
    }

    private static byte[] canonical(String text, Base64.Decoder decoder, Base64.Encoder encoder) {
        byte[] bytes = decoder.decode(text);
        if (!Arrays.equals(encoder.encode(bytes), text.getBytes(StandardCharsets.ISO_8859_1))) {
            throw new IllegalArgumentException("not the one base64 spelling of its value");
        }
        return bytes;
    }
}
