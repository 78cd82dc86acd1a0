package org.passerelle.node.identity;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.node.process.CannotStart;

/** Signs requests to the gateway as one account or another, renewing tokens before they end. */
public final class RequestCredentials {
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final int SECOND_FACTOR = 2;

    private final TokenSource source;
    private final Secrets secrets;
    private final Map<String, IssuedToken> tokens = new ConcurrentHashMap<>();

    public RequestCredentials(TokenSource source, Secrets secrets) {
        this.source = source;
        this.secrets = secrets;
    }

    /** The headers that show the gateway who sends this request. */
    public Map<String, String> headers(String account, String method, URI target) throws CannotStart, SignInRefused {
        IssuedToken token = token(account);
        Optional<ECKey> key = secrets.knownClient(account);
        if (key.isEmpty()) {
            return Map.of("Authorization", "Bearer " + token.value());
        }
        String proof = new DpopProof(key.get()).of(method, target, Optional.of(token.value()), Instant.now());
        return Map.of("Authorization", "DPoP " + token.value(), "DPoP", proof);
    }

    private synchronized IssuedToken token(String account) throws CannotStart, SignInRefused {
        IssuedToken known = tokens.get(account);
        if (known != null && known.expiresAt().isAfter(Instant.now().plus(MARGIN))) {
            return known;
        }
        IssuedToken fresh = source.token(account, SECOND_FACTOR, Optional.empty());
        tokens.put(account, fresh);
        return fresh;
    }
}
