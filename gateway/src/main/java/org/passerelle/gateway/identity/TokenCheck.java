package org.passerelle.gateway.identity;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.keycloak.TokenVerifier;
import org.keycloak.common.VerificationException;
import org.keycloak.representations.AccessToken;
import org.passerelle.gateway.identity.TokenVerdict.Reason;
import org.passerelle.platform.crypto.Sha256;

/** Verifies access tokens with Keycloak's library; blocking when keys must be fetched, so it runs on a worker. */
public final class TokenCheck {
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final int REMEMBERED_TOKENS = 10_000;

    /** A key that Keycloak has withdrawn goes on counting so much longer than it is known here. */
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(2);

    private final IdentitySettings settings;
    private final SigningKeys keys;
    private final ProofCheck proofs;
    private final Clock clock;
    // INVARIANT: an entry ends with its token, and a while after its signature was verified.
    private final Remembered<VerifiedToken> verified;

    public TokenCheck(
            IdentitySettings settings, SigningKeys keys, ProofCheck proofs, Clock clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.keys = keys;
        this.proofs = proofs;
        this.clock = clock;
        this.verified = new Remembered<>(REMEMBERED_TOKENS, REMEMBERED_FOR, clock, nanoTime);
    }

    /** Checks token and proof for one request; {@code url} is the gateway's own address, never built from a header. */
    public TokenVerdict check(PresentedToken presented, String method, URI url) {
        String digest = Sha256.base64url(presented.token());
        Optional<VerifiedToken> known = verified.get(digest);
        TokenVerdict verdict =
                known.<TokenVerdict>map(TokenVerdict.Accepted::new).orElseGet(() -> verify(presented.token(), digest));
        return switch (verdict) {
            case TokenVerdict.Refused refused -> refused;
            case TokenVerdict.Accepted(VerifiedToken token) -> {
                Optional<Reason> objection = possession(presented, token, method, url);
                yield objection.<TokenVerdict>map(TokenVerdict.Refused::new).orElse(verdict);
            }
        };
    }

    private TokenVerdict verify(String token, String digest) {
        TokenVerdict verdict = verify(token);
        if (verdict instanceof TokenVerdict.Accepted(VerifiedToken accepted)) {
            verified.put(digest, accepted, accepted.expiresAt());
        }
        return verdict;
    }

    private TokenVerdict verify(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return new TokenVerdict.Refused(Reason.MALFORMED);
        }
        try {
            TokenVerifier<AccessToken> verifier = TokenVerifier.create(token, AccessToken.class);
            String keyId = verifier.getHeader().getKeyId();
            Optional<PublicKey> key = keyId == null ? Optional.empty() : keys.key(keyId);
            if (key.isEmpty()) {
                return new TokenVerdict.Refused(Reason.SIGNATURE);
            }
            verifier.publicKey(key.get()).verifySignature();
            return claims(verifier.getToken());
        } catch (VerificationException | RuntimeException forged) {
            return new TokenVerdict.Refused(Reason.SIGNATURE);
        } catch (SigningKeys.KeysUnavailable unavailable) {
            return new TokenVerdict.Refused(Reason.KEYS_UNAVAILABLE);
        }
    }

    private TokenVerdict claims(AccessToken token) {
        if (!settings.issuer().toString().equals(token.getIssuer())) {
            return new TokenVerdict.Refused(Reason.ISSUER);
        }
        if (!token.hasAudience(settings.clientId())) {
            return new TokenVerdict.Refused(Reason.AUDIENCE);
        }
        if (!"Bearer".equals(token.getType()) && !"DPoP".equals(token.getType())) {
            return new TokenVerdict.Refused(Reason.TYPE);
        }
        if (!current(token)) {
            return new TokenVerdict.Refused(Reason.EXPIRED);
        }
        return TokenClaims.read(token);
    }

    private boolean current(AccessToken token) {
        Instant now = clock.instant();
        boolean begun = token.getNbf() == null || !now.isBefore(Instant.ofEpochSecond(token.getNbf()));
        return begun && token.getExp() != null && now.isBefore(Instant.ofEpochSecond(token.getExp()));
    }

    private Optional<Reason> possession(PresentedToken presented, VerifiedToken token, String method, URI url) {
        if (token.boundKeyThumbprint().isEmpty()) {
            // A proof beside an unbound token proves nothing; the scheme must say what the token is.
            return presented.scheme() == PresentedToken.Scheme.BEARER ? Optional.empty() : Optional.of(Reason.TYPE);
        }
        if (presented.scheme() != PresentedToken.Scheme.DPOP
                || presented.proof().isEmpty()) {
            return Optional.of(Reason.PROOF_MISSING);
        }
        return proofs.objection(
                presented.proof().get(),
                method,
                url,
                presented.token(),
                token.boundKeyThumbprint().get());
    }
}
