package org.passerelle.node.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** Time-based one-time codes of six digits and thirty seconds (RFC 6238). */
public final class OneTimeCode {
    private static final int SECONDS = 30;

    private OneTimeCode() {}

    /** The code that an authenticator with this Base32 secret shows at the instant. */
    public static String at(Instant instant, String secret) {
        byte[] hash = hmac(new Base32().decode(secret), instant.getEpochSecond() / SECONDS);
        int offset = hash[hash.length - 1] & 0x0f;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }

    /** When the code of this instant stops being the current one. */
    public static Instant end(Instant instant) {
        return Instant.ofEpochSecond((instant.getEpochSecond() / SECONDS + 1) * SECONDS);
    }

    private static byte[] hmac(byte[] key, long counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no HmacSHA1", impossible);
        }
    }
}
