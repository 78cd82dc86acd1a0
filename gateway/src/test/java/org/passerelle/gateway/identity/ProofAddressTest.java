package org.passerelle.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ProofAddressTest {
    private static boolean same(String claimed, String request) {
        return ProofAddress.same(claimed, URI.create(request));
    }

    @Test
    void anEscapeIsTheSameHoweverItIsWritten() {
        assertTrue(same(
                "https://gateway.invalid/records/urn%3a7%7E%C3%A9", "https://gateway.invalid/records/urn%3A7~%c3%a9"));
    }

    @Test
    void whatMustBeEscapedIsNotTheSameWithoutEscape() {
        assertFalse(same("https://gateway.invalid/records/a/b", "https://gateway.invalid/records/a%2Fb"));
        assertFalse(same("https://gateway.invalid/records/a%252Fb", "https://gateway.invalid/records/a%2Fb"));
        assertFalse(same("https://gateway.invalid/x/%2e%2e/records", "https://gateway.invalid/records"));
    }

    @Test
    void anAuthorityThatIsNoHostIsNotTheSameAsAnother() {
        assertFalse(same("https://one_gateway:8443/records", "https://other_gateway:8443/records"));
        assertFalse(same("https:/records", "https://other_gateway/records"));
    }
}
