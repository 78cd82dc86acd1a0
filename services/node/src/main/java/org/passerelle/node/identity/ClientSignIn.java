package org.passerelle.node.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Obtains a partner system's token: a signed assertion (private_key_jwt, RFC 7523), the token bound to a key (RFC 9449). */
final class ClientSignIn {
    private final TokenEndpoint endpoint;

    ClientSignIn(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** An access token for the client, bound to {@code boundKey}. */
    IssuedToken signIn(String clientId, ECKey clientKey, ECKey boundKey) throws SignInRefused {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", clientId);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion(clientId, clientKey));
        return endpoint.ask(form, Optional.of(boundKey));
    }

    private String assertion(String clientId, ECKey key) {
        Instant now = Instant.now();
        var assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(endpoint.issuer().toString())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofSeconds(60))))
                        .build());
        try {
            assertion.sign(new ECDSASigner(key));
        } catch (JOSEException unusable) {
            throw new IllegalStateException("the key of client %s cannot sign".formatted(clientId), unusable);
        }
        return assertion.serialize();
    }
}
