package org.passerelle.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.identity.TokenVerdict.Reason;

/** Which tokens count, with an issuer and keys of the test's own. */
class TokenCheckTest {
    private static final Instant NOW = Instant.parse("2015-05-21T10:00:00Z");
    private static final URI URL = URI.create("https://gateway.invalid/api/v1/records/7");

    private final MovableClock clock = new MovableClock(NOW);
    private final TestIssuer issuer = new TestIssuer();
    private final SigningKeys keys = new SigningKeys(issuer.settings().keys(), clock::nanos);
    private final TokenCheck check =
            new TokenCheck(issuer.settings(), keys, new ProofCheck(new SeenProofs(clock), clock), clock, clock::nanos);

    TokenCheckTest() throws IOException, JOSEException {}

    @AfterEach
    void stop() {
        issuer.close();
    }

    private TokenVerdict bearer(JWTClaimsSet claims) throws JOSEException {
        return bearer(issuer.sign(claims));
    }

    private TokenVerdict bearer(String token) {
        return check.check(new PresentedToken(PresentedToken.Scheme.BEARER, token, Optional.empty()), "GET", URL);
    }

    private static void assertRefused(Reason reason, TokenVerdict verdict) {
        assertEquals(new TokenVerdict.Refused(reason), verdict);
    }

    @Test
    void takesOnlySubjectClientStrengthTimeAndBinding() throws JOSEException {
        var expected = new VerifiedToken(
                "5d1c",
                "passerelle-cli",
                Optional.of("unowa.officer"),
                2,
                NOW.minusSeconds(100),
                Optional.empty(),
                NOW.plusSeconds(300));
        assertEquals(
                new TokenVerdict.Accepted(expected), bearer(issuer.claims(NOW).build()));
    }

    @Test
    void knowsAPartnerSystemByItsServiceAccount() throws JOSEException {
        TokenVerdict verdict = bearer(issuer.claims(NOW)
                .claim("azp", "unowa-system")
                .claim("preferred_username", "service-account-unowa-system")
                .claim("auth_time", null)
                .build());
        VerifiedToken token =
                assertInstanceOf(TokenVerdict.Accepted.class, verdict).token();
        assertEquals(Optional.empty(), token.personUsername());
        assertEquals("unowa-system", token.account());
        assertEquals(NOW, token.signInTime());
    }

    @Test
    void anUnknownStrengthIsTheWeakest() throws JOSEException {
        TokenVerdict verdict = bearer(issuer.claims(NOW).claim("acr", "gold").build());
        assertEquals(
                1,
                assertInstanceOf(TokenVerdict.Accepted.class, verdict).token().strength());
    }

    @Test
    void refusesWhatIsNotMeantForTheGateway() throws JOSEException {
        assertRefused(
                Reason.ISSUER,
                bearer(issuer.claims(NOW).issuer("http://elsewhere.invalid").build()));
        assertRefused(
                Reason.AUDIENCE, bearer(issuer.claims(NOW).audience("account").build()));
        assertRefused(
                Reason.TYPE, bearer(issuer.claims(NOW).claim("typ", "Refresh").build()));
        assertRefused(Reason.TYPE, bearer(issuer.claims(NOW).claim("typ", null).build()));
    }

    @Test
    void refusesWhatIsNotCurrent() throws JOSEException {
        assertRefused(
                Reason.EXPIRED,
                bearer(issuer.claims(NOW).expirationTime(Date.from(NOW)).build()));
        assertRefused(
                Reason.EXPIRED, bearer(issuer.claims(NOW).expirationTime(null).build()));
        assertRefused(
                Reason.EXPIRED,
                bearer(issuer.claims(NOW)
                        .notBeforeTime(Date.from(NOW.plusSeconds(1)))
                        .build()));
    }

    @Test
    void rememberedTokensEndWithTheToken() throws JOSEException {
        String token = issuer.sign(issuer.claims(NOW).build());
        assertInstanceOf(TokenVerdict.Accepted.class, bearer(token));
        clock.move(Duration.ofSeconds(299));
        assertInstanceOf(TokenVerdict.Accepted.class, bearer(token));
        clock.move(Duration.ofSeconds(1));
        assertRefused(Reason.EXPIRED, bearer(token));
    }

    @Test
    void aWithdrawnKeyStopsCountingForWhatItSignedBefore() throws JOSEException {
        String token = issuer.sign(issuer.claims(NOW)
                .expirationTime(Date.from(NOW.plus(Duration.ofHours(10))))
                .build());
        assertInstanceOf(TokenVerdict.Accepted.class, bearer(token));
        issuer.rotate();
        for (int minute = 0; minute < 7; minute++) {
            clock.move(Duration.ofMinutes(1));
            bearer(token);
        }
        clock.move(Duration.ofSeconds(1));
        assertRefused(Reason.SIGNATURE, bearer(token));
    }

    @Test
    void keysAgeThoughTheClockIsSetBack() throws JOSEException {
        bearer(issuer.claims(NOW).build());
        clock.setBack(Duration.ofHours(1));
        clock.move(Duration.ofMinutes(6));
        issuer.rotate();
        assertInstanceOf(
                TokenVerdict.Accepted.class,
                bearer(issuer.sign(issuer.claims(clock.instant()).build())));
        assertEquals(2, issuer.fetches());
        issuer.answering(false);
        clock.setBack(Duration.ofHours(1));
        clock.move(Duration.ofMinutes(16));
        assertRefused(
                Reason.KEYS_UNAVAILABLE, bearer(issuer.claims(clock.instant()).build()));
    }

    @Test
    void refusesForgeries() throws JOSEException, IOException {
        String token = issuer.sign(issuer.claims(NOW).build());
        assertRefused(Reason.SIGNATURE, bearer(token.substring(0, token.length() - 8) + "AAAAAAAA"));
        assertRefused(Reason.SIGNATURE, bearer("not a token"));
        assertRefused(Reason.MALFORMED, bearer("x".repeat(20_000)));
        assertRefused(
                Reason.SIGNATURE, bearer("eyJhbGciOiJub25lIiwia2lkIjoiZmlyc3QifQ." + token.split("\\.", -1)[1] + "."));
        try (var other = new TestIssuer()) {
            assertRefused(Reason.SIGNATURE, bearer(other.sign(issuer.claims(NOW).build())));
        }
    }

    @Test
    void followsKeyRotation() throws JOSEException {
        String before = issuer.sign(issuer.claims(NOW).build());
        bearer(before);
        issuer.rotate();
        clock.move(Duration.ofSeconds(3));
        assertInstanceOf(
                TokenVerdict.Accepted.class,
                bearer(issuer.sign(issuer.claims(NOW).build())));
        assertRefused(
                Reason.SIGNATURE,
                bearer(issuer.sign(issuer.claims(NOW).build()).replaceFirst("^[^.]+", before.split("\\.", -1)[0])));
    }

    @Test
    void inventedKeyIdsDoNotMakeTheGatewayFetchAgainAndAgain() throws JOSEException {
        bearer(issuer.claims(NOW).build());
        String token = issuer.sign(issuer.claims(NOW).build());
        // {"alg":"RS256","kid":"invented"}
        String invented = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImludmVudGVkIn0" + token.substring(token.indexOf('.'));
        for (int attempt = 0; attempt < 20; attempt++) {
            assertRefused(Reason.SIGNATURE, bearer(invented));
        }
        assertEquals(1, issuer.fetches());
    }

    @Test
    void refusesEverythingWhenKeysCannotBeHad() throws JOSEException {
        issuer.answering(false);
        assertRefused(Reason.KEYS_UNAVAILABLE, bearer(issuer.claims(NOW).build()));
    }

    @Test
    void keysThatCannotBeRenewedStopCounting() throws JOSEException {
        bearer(issuer.claims(NOW).build());
        issuer.answering(false);
        clock.move(Duration.ofMinutes(14));
        assertInstanceOf(
                TokenVerdict.Accepted.class,
                bearer(issuer.claims(clock.instant()).build()));
        clock.move(Duration.ofMinutes(2));
        assertRefused(
                Reason.KEYS_UNAVAILABLE, bearer(issuer.claims(clock.instant()).build()));
    }

    @Test
    void aBoundTokenNeedsItsProofEveryTime() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        String token = issuer.sign(issuer.claims(NOW)
                .claim("typ", "DPoP")
                .claim("cnf", Map.of("jkt", key.computeThumbprint().toString()))
                .build());
        String proof = TestProof.good(key, token, NOW).serialize();
        assertRefused(Reason.PROOF_MISSING, bearer(token));
        assertRefused(Reason.PROOF_MISSING, dpop(token, Optional.empty()));
        VerifiedToken accepted = assertInstanceOf(TokenVerdict.Accepted.class, dpop(token, Optional.of(proof)))
                .token();
        assertEquals(Optional.of(key.computeThumbprint().toString()), accepted.boundKeyThumbprint());
        assertRefused(Reason.PROOF_REPLAYED, dpop(token, Optional.of(proof)));
        assertRefused(Reason.PROOF_MISSING, bearer(token));
    }

    private TokenVerdict dpop(String token, Optional<String> proof) {
        return check.check(new PresentedToken(PresentedToken.Scheme.DPOP, token, proof), "GET", URL);
    }

    @Test
    void aBindingThatIsNotUnderstoodIsNeverIgnored() throws JOSEException {
        assertRefused(
                Reason.BINDING_UNKNOWN,
                bearer(issuer.claims(NOW)
                        .claim("cnf", Map.of("x5t#S256", "abc"))
                        .build()));
        assertRefused(
                Reason.BINDING_UNKNOWN,
                bearer(issuer.claims(NOW).claim("cnf", Map.of()).build()));
        assertRefused(
                Reason.BINDING_UNKNOWN,
                bearer(issuer.claims(NOW).claim("typ", "DPoP").build()));
    }

    @Test
    void readsOneTokenAndAtMostOneProof() {
        assertEquals(
                Optional.of(new PresentedToken(PresentedToken.Scheme.DPOP, "t", Optional.of("p"))),
                PresentedToken.of(List.of("DPoP t"), List.of("p")));
        assertEquals(Optional.empty(), PresentedToken.of(List.of("Bearer t", "Bearer u"), List.of()));
        assertEquals(Optional.empty(), PresentedToken.of(List.of("DPoP t"), List.of("p", "q")));
        assertEquals(Optional.empty(), PresentedToken.of(List.of("Basic dTpw"), List.of()));
        assertEquals(Optional.empty(), PresentedToken.of(List.of(), List.of("p")));
    }
}
