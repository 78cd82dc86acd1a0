package org.passerelle.gateway.identity;

/** The outcome of checking a token. */
public sealed interface TokenVerdict {

    /** The token is genuine, current, meant for the gateway, and its holder has proved possession where bound. */
    record Accepted(VerifiedToken token) implements TokenVerdict {}

    /** The token counts for nothing. */
    record Refused(Reason reason) implements TokenVerdict {}

    /** Why a token is refused: a closed list. */
    enum Reason {
        MALFORMED,
        SIGNATURE,
        ISSUER,
        AUDIENCE,
        TYPE,
        EXPIRED,
        /** A claim that the gateway needs is absent. */
        INCOMPLETE,
        /** Bound in a way that the gateway cannot check. */
        BINDING_UNKNOWN,
        PROOF_MISSING,
        PROOF_INVALID,
        PROOF_REPLAYED,
        /** Keycloak's keys cannot be had: no token can be checked (503, not 401). */
        KEYS_UNAVAILABLE
    }
}
