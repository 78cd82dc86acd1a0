package org.passerelle.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.identity.TokenVerdict.Reason;

/** RFC 9449, section 4.3, one requirement at a time. */
class ProofCheckTest {
    private static final Instant NOW = Instant.parse("2015-05-21T10:00:00Z");
    private static final URI URL = URI.create("https://gateway.invalid/api/v1/records/7?purpose=early-warning");
    private static final String TOKEN = "a-token";
    private static final Optional<Reason> INVALID = Optional.of(Reason.PROOF_INVALID);

    private final MovableClock clock = new MovableClock(NOW);
    private final ProofCheck check = new ProofCheck(new SeenProofs(clock), clock);
    private final ECKey key;
    private final TestProof good;

    ProofCheckTest() throws JOSEException {
        key = new ECKeyGenerator(Curve.P_256).generate();
        good = TestProof.good(key, TOKEN, NOW);
    }

    private Optional<Reason> objection(TestProof proof) throws JOSEException {
        return objection(proof.serialize());
    }

    private Optional<Reason> objection(String proof) throws JOSEException {
        return check.objection(proof, "GET", URL, TOKEN, key.computeThumbprint().toString());
    }

    @Test
    void acceptsAProofForThisRequest() throws JOSEException {
        assertEquals(Optional.empty(), objection(good));
    }

    @Test
    void acceptsTheSameAddressWrittenOtherwise() throws JOSEException {
        assertEquals(Optional.empty(), objection(good.url("HTTPS://Gateway.invalid:443/api/v1/records/7?x=y")));
    }

    @Test
    void refusesASecondUse() throws JOSEException {
        String proof = good.serialize();
        objection(proof);
        assertEquals(Optional.of(Reason.PROOF_REPLAYED), objection(proof));
    }

    @Test
    void refusesASecondUseUntilItIsTooOldAnyway() throws JOSEException {
        String proof = good.issued(NOW.plusSeconds(10)).serialize();
        objection(proof);
        clock.move(Duration.ofSeconds(70));
        assertEquals(Optional.of(Reason.PROOF_REPLAYED), objection(proof));
        clock.move(Duration.ofSeconds(1));
        assertEquals(INVALID, objection(proof));
    }

    @Test
    void refusesAnotherMethod() throws JOSEException {
        assertEquals(INVALID, objection(good.method("POST")));
    }

    @Test
    void refusesAnotherAddress() throws JOSEException {
        assertEquals(INVALID, objection(good.url("https://gateway.invalid/api/v1/records/8")));
        assertEquals(INVALID, objection(good.url("http://gateway.invalid/api/v1/records/7")));
        assertEquals(INVALID, objection(good.url("https://gateway.invalid:8443/api/v1/records/7")));
        assertEquals(INVALID, objection(good.url("https://other.invalid/api/v1/records/7")));
    }

    @Test
    void refusesAnotherToken() throws JOSEException {
        assertEquals(INVALID, objection(good.token("another-token")));
    }

    @Test
    void refusesOldAndFutureProofs() throws JOSEException {
        assertEquals(INVALID, objection(good.issued(NOW.minusSeconds(61))));
        assertEquals(INVALID, objection(good.issued(NOW.plusSeconds(11))));
    }

    @Test
    void refusesAProofWithoutItsOwnId() throws JOSEException {
        assertEquals(INVALID, objection(good.id("")));
        assertEquals(INVALID, objection(good.id("x".repeat(257))));
    }

    @Test
    void refusesAKeyThatDidNotSign() throws JOSEException {
        assertEquals(INVALID, objection(good.signer(new ECKeyGenerator(Curve.P_256).generate())));
    }

    @Test
    void refusesAKeyThatTheTokenIsNotBoundTo() throws JOSEException {
        assertEquals(INVALID, objection(TestProof.good(new ECKeyGenerator(Curve.P_256).generate(), TOKEN, NOW)));
    }

    @Test
    void asksForWhatItAccepts() {
        assertEquals("DPoP algs=\"ES256 ES384 PS256 RS256\"", ProofCheck.CHALLENGE);
    }

    @Test
    void refusesWhatIsNoProof() throws JOSEException {
        assertEquals(INVALID, objection(good.type("JWT")));
        assertEquals(INVALID, objection("not.a.proof"));
        assertEquals(INVALID, objection("x".repeat(9_000)));
        // {"alg":"none","typ":"dpop+jwt"}
        assertEquals(INVALID, objection("eyJhbGciOiJub25lIiwidHlwIjoiZHBvcCtqd3QifQ.e30."));
    }
}
