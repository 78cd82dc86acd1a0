package org.passerelle.gateway.portal;

import org.passerelle.platform.crypto.Sha256;

/** The challenge of a PKCE verifier, method S256 (RFC 7636). */
final class Challenge {
    private Challenge() {}

    static String of(String verifier) {
        return Sha256.base64url(verifier);
    }
}
