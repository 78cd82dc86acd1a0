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

    private final Tokens source;
    private final Keys keys;
    private final Map<String, IssuedToken> tokens = new ConcurrentHashMap<>();

    /** Gives fresh tokens. */
    private interface Tokens {
        IssuedToken of(String account) throws CannotStart, SignInRefused;
    }

    /** Knows to which key an account's tokens are bound, if to any. */
    private interface Keys {
        Optional<ECKey> of(String account) throws CannotStart;
    }

    /** Of the persons and clients whose secrets a data directory holds. */
    public RequestCredentials(TokenSource source, Secrets secrets) {
        this(account -> source.token(account, SECOND_FACTOR, Optional.empty()), secrets::knownClient);
    }

    private RequestCredentials(Tokens source, Keys keys) {
        this.source = source;
        this.keys = keys;
    }

    /** Of a partner system that has its key itself; its tokens are bound to the same key. */
    public static RequestCredentials ofClient(URI issuer, ECKey key) {
        ClientSignIn signIn = new ClientSignIn(new TokenEndpoint(issuer));
        return new RequestCredentials(account -> signIn.signIn(account, key, key), account -> Optional.of(key));
    }

    /** The headers that show the gateway who sends this request. */
    public Map<String, String> headers(String account, String method, URI target) throws CannotStart, SignInRefused {
        IssuedToken token = token(account);
        Optional<ECKey> key = keys.of(account);
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
        IssuedToken fresh = source.of(account);
        tokens.put(account, fresh);
        return fresh;
    }
}
