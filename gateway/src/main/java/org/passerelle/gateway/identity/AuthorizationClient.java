package org.passerelle.gateway.identity;

import java.util.Map;
import java.util.Optional;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;
import org.jspecify.annotations.Nullable;
import org.keycloak.authorization.client.AuthzClient;
import org.keycloak.authorization.client.Configuration;

/** Keycloak's authorization client, made when Keycloak first answers. */
final class AuthorizationClient {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int CONNECTIONS = 16;

    private final IdentitySettings settings;
    private final HttpClient http = http();
    private @Nullable AuthzClient client;

    AuthorizationClient(IdentitySettings settings) {
        this.settings = settings;
    }

    /** The client; empty while Keycloak does not answer. */
    synchronized Optional<AuthzClient> get() {
        if (client == null) {
            try {
                client = AuthzClient.create(new Configuration(
                        settings.keycloak().toString(),
                        settings.realm(),
                        settings.clientId(),
                        Map.of("secret", settings.clientSecret()),
                        http));
            } catch (RuntimeException unreachable) {
                return Optional.empty();
            }
        }
        return Optional.of(client);
    }

    private static HttpClient http() {
        return HttpClients.custom()
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .disableRedirectHandling()
                .disableCookieManagement()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(ANSWER_MILLIS)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setSocketTimeout(ANSWER_MILLIS)
                        .build())
                .build();
    }
}
