package org.passerelle.node.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 6238, appendix B (last six digits). */
class OneTimeCodeTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @Test
    void agreesWithTheStandard() {
        assertEquals("287082", OneTimeCode.at(Instant.ofEpochSecond(59), SECRET));
        assertEquals("081804", OneTimeCode.at(Instant.ofEpochSecond(1_111_111_109L), SECRET));
        assertEquals("005924", OneTimeCode.at(Instant.ofEpochSecond(1_234_567_890L), SECRET));
        assertEquals("279037", OneTimeCode.at(Instant.ofEpochSecond(2_000_000_000L), SECRET));
    }

    @Test
    void aCodeEndsWithItsHalfMinute() {
        assertEquals(Instant.ofEpochSecond(60), OneTimeCode.end(Instant.ofEpochSecond(30)));
        assertEquals(Instant.ofEpochSecond(60), OneTimeCode.end(Instant.ofEpochSecond(59)));
    }
}
