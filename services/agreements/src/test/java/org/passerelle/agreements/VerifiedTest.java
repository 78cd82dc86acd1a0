package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.passerelle.platform.crypto.Ed25519Keys;

class VerifiedTest {
    private final Ed25519Keys keys = Ed25519Keys.generate();
    private final PartyKey key = new PartyKey("MISSION", keys.publicKey());
    private final byte[] terms = "terms".getBytes(StandardCharsets.UTF_8);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksOnceForTheSameSignatureOverTheSameBytes() {
        assertTrue(once(key, terms, "signature", true));
        assertTrue(once(key, terms, "signature", false));
        assertEquals(1, asked.get());
    }

    @Test
    void asksAnewWhereAnythingDiffers() {
        assertTrue(once(key, terms, "signature", true));
        PartyKey other = new PartyKey("MISSION", Ed25519Keys.generate().publicKey());
        assertFalse(once(other, terms, "signature", false));
        assertFalse(once(key, "termssignature".getBytes(StandardCharsets.UTF_8), "", false));
        assertFalse(once(key, "term".getBytes(StandardCharsets.UTF_8), "ssignature", false));
        assertEquals(4, asked.get());
    }

    @Test
    void neverRemembersWhatDidNotVerify() {
        assertFalse(once(key, terms, "false", false));
        assertTrue(once(key, terms, "false", true));
        assertEquals(2, asked.get());
    }

    @Test
    void aSignatureThatVerifiedVouchesForNoOtherTerms() {
        String signature = keys.sign(terms);
        assertTrue(key.verifies(terms, signature));
        assertTrue(key.verifies(terms, signature));
        assertFalse(key.verifies("other".getBytes(StandardCharsets.UTF_8), signature));
        assertFalse(new PartyKey("MISSION", Ed25519Keys.generate().publicKey()).verifies(terms, signature));
    }

    private boolean once(PartyKey who, byte[] content, String signature, boolean verifies) {
        return Verified.once(who, content, signature, () -> {
            asked.incrementAndGet();
            return verifies;
        });
    }
}
