package org.passerelle.gateway.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A token as the request carries it: the authorization scheme, the token, and the proof that comes with it. */
public record PresentedToken(Scheme scheme, String token, Optional<String> proof) {
    /** The two schemes that the gateway knows. */
    public enum Scheme {
        BEARER,
        DPOP
    }

    /** Reads the request's headers; empty when they are not one token with at most one proof. */
    public static Optional<PresentedToken> of(List<String> authorization, List<String> dpop) {
        if (authorization.size() != 1 || dpop.size() > 1) {
            return Optional.empty();
        }
        String[] words = authorization.getFirst().trim().split(" +", -1);
        if (words.length != 2) {
            return Optional.empty();
        }
        Optional<String> proof = dpop.stream().findFirst();
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(new PresentedToken(Scheme.BEARER, words[1], proof));
            case "dpop" -> Optional.of(new PresentedToken(Scheme.DPOP, words[1], proof));
            default -> Optional.empty();
        };
    }

    /** Never prints the token. */
    @Override
    public String toString() {
        return "PresentedToken[scheme=" + scheme + "]";
    }
}
