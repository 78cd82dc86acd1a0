package org.passerelle.gateway.identity;

import java.time.Instant;
import java.util.Optional;
import org.keycloak.representations.AccessToken;
import org.passerelle.gateway.identity.TokenVerdict.Reason;

/** Takes the few claims that count out of a verified token. */
final class TokenClaims {
    private TokenClaims() {}

    static TokenVerdict read(AccessToken token) {
        AccessToken.Confirmation confirmation = token.getConfirmation();
        Optional<String> boundKey = Optional.ofNullable(confirmation).map(AccessToken.Confirmation::getKeyThumbprint);
        // INVARIANT: a binding that is not understood is never ignored.
        boolean bound = confirmation != null || "DPoP".equals(token.getType());
        boolean byCertificate = confirmation != null && confirmation.getCertThumbprint() != null;
        if (byCertificate || (bound && boundKey.isEmpty())) {
            return new TokenVerdict.Refused(Reason.BINDING_UNKNOWN);
        }
        if (token.getSubject() == null || token.getIssuedFor() == null || token.getIat() == null) {
            return new TokenVerdict.Refused(Reason.INCOMPLETE);
        }
        return person(token)
                .map(person -> accepted(token, person, boundKey))
                .orElse(new TokenVerdict.Refused(Reason.INCOMPLETE));
    }

    /** The person's name, empty for a client acting for itself; no answer when the token does not say. */
    private static Optional<Optional<String>> person(AccessToken token) {
        String username = token.getPreferredUsername();
        if (username == null) {
            return Optional.empty();
        }
        // Keycloak names service accounts so, and only them; the realm lets nobody choose a username.
        boolean system = username.equals("service-account-" + token.getIssuedFor());
        return Optional.of(system ? Optional.empty() : Optional.of(username));
    }

    private static TokenVerdict accepted(AccessToken token, Optional<String> person, Optional<String> boundKey) {
        // INVARIANT: a person whose token does not say when they signed in has not done so recently.
        long unsaid = person.isPresent() ? 0 : token.getIat();
        long signIn = token.getAuth_time() == null ? unsaid : token.getAuth_time();
        return new TokenVerdict.Accepted(new VerifiedToken(
                token.getSubject(),
                token.getIssuedFor(),
                person,
                strength(token.getAcr()),
                Instant.ofEpochSecond(signIn),
                boundKey,
                Instant.ofEpochSecond(token.getExp())));
    }

    // The realm's acr.loa.map names the levels by their numbers; any other word is the weakest.
    private static int strength(String level) {
        return switch (level == null ? "" : level) {
            case "2" -> 2;
            case "3" -> 3;
            default -> 1;
        };
    }
}
