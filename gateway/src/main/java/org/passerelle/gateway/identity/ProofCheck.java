package org.passerelle.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.platform.crypto.Sha256;

/** Checks that the sender of a request holds the key its token is bound to (RFC 9449, section 4.3). */
public final class ProofCheck {
    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    private static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

    /** The challenge that asks for a proof: it names what is accepted (RFC 9449, section 7.1). */
    public static final String CHALLENGE = "DPoP algs=\"%s\""
            .formatted(ALGORITHMS.stream().map(JWSAlgorithm::getName).collect(Collectors.joining(" ")));

    private static final int LONGEST_PROOF = 8 * 1024;
    private static final int LONGEST_ID = 256;
    private static final Duration PAST = Duration.ofSeconds(60);
    private static final Duration FUTURE = Duration.ofSeconds(10);

    /** How long the same proof could be accepted at most. */
    static final Duration LONGEST_LIFE = PAST.plus(FUTURE).plusSeconds(1);

    private final SeenProofs seen;
    private final Clock clock;

    public ProofCheck(SeenProofs seen, Clock clock) {
        this.seen = seen;
        this.clock = clock;
    }

    /** The reason against the proof; empty when it is good. {@code url} is the gateway's own address of the request. */
    Optional<TokenVerdict.Reason> objection(
            String proof, String method, URI url, String token, String boundKeyThumbprint) {
        try {
            SignedJWT parsed = parse(proof);
            JWK key = key(parsed.getHeader());
            JWTClaimsSet claims = parsed.getJWTClaimsSet();
            boolean good = parsed.verify(verifier(key))
                    && same(key.computeThumbprint().toString(), boundKeyThumbprint)
                    && method.equals(claims.getStringClaim("htm"))
                    && ProofAddress.same(claims.getStringClaim("htu"), url)
                    && same(Sha256.base64url(token), claims.getStringClaim("ath"))
                    && recent(claims);
            if (!good) {
                return Optional.of(TokenVerdict.Reason.PROOF_INVALID);
            }
            return seen.first(boundKeyThumbprint, id(claims))
                    ? Optional.empty()
                    : Optional.of(TokenVerdict.Reason.PROOF_REPLAYED);
        } catch (ParseException | JOSEException | IllegalArgumentException invalid) {
            return Optional.of(TokenVerdict.Reason.PROOF_INVALID);
        }
    }

    private static SignedJWT parse(String proof) throws ParseException {
        if (proof.length() > LONGEST_PROOF) {
            throw new ParseException("the proof is too long", LONGEST_PROOF);
        }
        return SignedJWT.parse(proof);
    }

    private static JWK key(JWSHeader header) throws JOSEException {
        JWK key = header.getJWK();
        if (!TYPE.equals(header.getType()) || !ALGORITHMS.contains(header.getAlgorithm())) {
            throw new JOSEException("not a proof of a known kind");
        }
        if (key == null || key.isPrivate()) {
            throw new JOSEException("a proof names its public key, and only that");
        }
        return key;
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof ECKey ec) {
            return new ECDSAVerifier(ec);
        }
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        throw new JOSEException("not a key of a known kind");
    }

    private boolean recent(JWTClaimsSet claims) {
        if (claims.getIssueTime() == null) {
            return false;
        }
        Instant issued = claims.getIssueTime().toInstant();
        Instant now = clock.instant();
        return !issued.isBefore(now.minus(PAST)) && !issued.isAfter(now.plus(FUTURE));
    }

    private static String id(JWTClaimsSet claims) throws ParseException {
        String id = claims.getJWTID();
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
            throw new ParseException("a proof has an id of its own", 0);
        }
        return id;
    }

    private static boolean same(String expected, @org.jspecify.annotations.Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
