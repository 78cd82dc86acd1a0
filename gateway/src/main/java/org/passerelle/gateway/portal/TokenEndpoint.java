package org.passerelle.gateway.portal;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.platform.bus.Unavailable;

/** Keycloak's token endpoint as the confidential client {@code portal} uses it: authorization code with PKCE, refresh, sign-out. */
final class TokenEndpoint {
    private static final int TIMEOUT_MILLIS = 5000;
    /** Keycloak's word for a refresh token without end. */
    private static final int ENDLESS = 0;

    /** Longer than any session at Keycloak lasts. */
    static final long LONGEST_SESSION_SECONDS = 36_000;

    private final PortalClient client;
    private final Clock clock;
    private final WebClient http;

    TokenEndpoint(Vertx vertx, PortalClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        .setConnectTimeout(TIMEOUT_MILLIS)
                        .setUserAgentEnabled(false));
    }

    /** Tokens for the code that a sign-in ended with; empty when Keycloak refuses it. */
    Future<Optional<PortalTokens>> exchange(String code, String verifier, URI redirect) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("code_verifier", verifier);
        form.put("redirect_uri", redirect.toString());
        return ask(form);
    }

    /** Fresh tokens; empty when the session at Keycloak is over. */
    Future<Optional<PortalTokens>> refresh(PortalTokens tokens) {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()));
    }

    /** Ends the session at Keycloak; false when it may still be there. */
    Future<Boolean> signOut(PortalTokens tokens) {
        return post(client.address("logout"), Map.of("refresh_token", tokens.refresh()))
                .map(response -> response.statusCode() / 100 == 2)
                .otherwise(false);
    }

    private Future<Optional<PortalTokens>> ask(Map<String, String> form) {
        return post(client.address("token"), form).compose(response -> switch (response.statusCode()) {
            case 200 -> Future.succeededFuture(issued(response));
            case 400, 401 -> Future.succeededFuture(Optional.empty());
            default -> Future.failedFuture(new Unavailable("keycloak"));
        });
    }

    private Optional<PortalTokens> issued(HttpResponse<Buffer> response) {
        return Optional.ofNullable(response.bodyAsJsonObject()).flatMap(this::tokens);
    }

    private Optional<PortalTokens> tokens(JsonObject issued) {
        String access = issued.getString("access_token");
        String refresh = issued.getString("refresh_token");
        if (access == null || refresh == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        int lasting = issued.getInteger("refresh_expires_in", ENDLESS);
        return Optional.of(new PortalTokens(
                access,
                refresh,
                now.plusSeconds(issued.getInteger("expires_in", 0)),
                now.plusSeconds(lasting == ENDLESS ? LONGEST_SESSION_SECONDS : lasting)));
    }

    private Future<HttpResponse<Buffer>> post(URI address, Map<String, String> form) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap().addAll(form);
        fields.add("client_id", client.id()).add("client_secret", client.secret());
        return http.postAbs(address.toString())
                .timeout(TIMEOUT_MILLIS)
                .sendForm(fields)
                .recover(unreachable -> Future.failedFuture(new Unavailable("keycloak")));
    }
}
