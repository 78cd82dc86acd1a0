package org.passerelle.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import org.passerelle.platform.crypto.Sha256;

/** A proof of possession that tests bend in one place at a time. */
record TestProof(
        ECKey signer, ECKey shown, String type, String id, String method, String url, String token, Instant issued) {

    static TestProof good(ECKey key, String token, Instant now) {
        return new TestProof(
                key, key, "dpop+jwt", "id-1", "GET", "https://gateway.invalid/api/v1/records/7", token, now);
    }

    TestProof signer(ECKey other) {
        return new TestProof(other, shown, type, id, method, url, token, issued);
    }

    TestProof type(String other) {
        return new TestProof(signer, shown, other, id, method, url, token, issued);
    }

    TestProof id(String other) {
        return new TestProof(signer, shown, type, other, method, url, token, issued);
    }

    TestProof method(String other) {
        return new TestProof(signer, shown, type, id, other, url, token, issued);
    }

    TestProof url(String other) {
        return new TestProof(signer, shown, type, id, method, other, token, issued);
    }

    TestProof token(String other) {
        return new TestProof(signer, shown, type, id, method, url, other, issued);
    }

    TestProof issued(Instant other) {
        return new TestProof(signer, shown, type, id, method, url, token, other);
    }

    String serialize() throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .jwtID(id)
                .claim("htm", method)
                .claim("htu", url)
                .claim("ath", Sha256.base64url(token))
                .issueTime(Date.from(issued))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .jwk(shown.toPublicJWK())
                .build();
        var proof = new SignedJWT(header, claims);
        proof.sign(new ECDSASigner(signer));
        return proof.serialize();
    }
}
