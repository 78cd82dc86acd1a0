package org.passerelle.node.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.platform.crypto.Sha256;

/** Proofs of possession (RFC 9449): who sends the request holds the key that the token is bound to. */
public final class DpopProof {
    private final ECKey key;

    public DpopProof(ECKey key) {
        this.key = key;
    }

    /** The value of the DPoP header for one request; {@code token} is the access token that goes with it. */
    public String of(String method, URI url, Optional<String> token, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", withoutQuery(url))
                .issueTime(Date.from(now));
        token.ifPresent(value -> claims.claim("ath", Sha256.base64url(value)));
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        var proof = new SignedJWT(header, claims.build());
        try {
            proof.sign(new ECDSASigner(key));
        } catch (JOSEException unusable) {
            throw new IllegalStateException("the key cannot sign a proof", unusable);
        }
        return proof.serialize();
    }

    private static String withoutQuery(URI url) {
        String text = url.toString();
        int end = text.indexOf('?');
        return end < 0 ? text : text.substring(0, end);
    }
}
