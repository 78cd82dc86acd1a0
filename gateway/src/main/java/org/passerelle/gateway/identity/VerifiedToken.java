package org.passerelle.gateway.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token contributes: subject, client, sign-in strength and time, key binding; everything else comes from the
 * bundle (policy, "Two pure functions").
 *
 * @param personUsername the person's account id; empty for a partner system acting for itself
 * @param strength the level of assurance: 1 password, 2 second factor, 3 hardware key
 * @param signInTime when the person signed in, long ago where that is not said; for a client, when the token was issued
 * @param boundKeyThumbprint RFC 7638 thumbprint of the key whose possession was proved
 */
public record VerifiedToken(
        String subject,
        String clientId,
        Optional<String> personUsername,
        int strength,
        Instant signInTime,
        Optional<String> boundKeyThumbprint,
        Instant expiresAt) {

    /** The id under which the bundle knows this caller. */
    public String account() {
        return personUsername.orElse(clientId);
    }
}
