package org.passerelle.node.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The token endpoint of one realm. */
public final class TokenEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final URI issuer;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public TokenEndpoint(URI issuer) {
        this.issuer = issuer;
    }

    /** The realm's issuer, as it stands in tokens. */
    public URI issuer() {
        return issuer;
    }

    /** An address below the realm's OpenID Connect protocol. */
    URI address(String name) {
        return URI.create(issuer + "/protocol/openid-connect/" + name);
    }

    /** Sends one token request; with a key, the token is bound to it. */
    IssuedToken ask(Map<String, String> form, Optional<ECKey> boundKey) throws SignInRefused {
        var request = HttpRequest.newBuilder(address("token"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
        boundKey.ifPresent(key -> request.header(
                "DPoP", new DpopProof(key).of("POST", address("token"), Optional.empty(), Instant.now())));
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() != 200) {
            throw new SignInRefused("keycloak gives no token: " + fault(response.body()));
        }
        return token(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) throws SignInRefused {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new SignInRefused("keycloak cannot be reached at " + issuer.getAuthority());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SignInRefused("interrupted while signing in");
        }
    }

    private static IssuedToken token(String body) throws SignInRefused {
        try {
            Map<String, Object> answer = JSONObjectUtils.parse(body);
            return new IssuedToken(
                    JSONObjectUtils.getString(answer, "access_token"),
                    JSONObjectUtils.getString(answer, "token_type"),
                    Instant.now().plusSeconds(JSONObjectUtils.getLong(answer, "expires_in")));
        } catch (ParseException unreadable) {
            throw new SignInRefused("keycloak's answer is not a token");
        }
    }

    private static String fault(String body) {
        try {
            Map<String, Object> answer = JSONObjectUtils.parse(body);
            return answer.get("error") + ", " + answer.get("error_description");
        } catch (ParseException unreadable) {
            return "an answer without explanation";
        }
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
