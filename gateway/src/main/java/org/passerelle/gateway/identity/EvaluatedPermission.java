package org.passerelle.gateway.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authorization.client.AuthzClient;
import org.keycloak.representations.AccessTokenResponse;
import org.passerelle.gateway.identity.Permission.Answer;

/** Asks Keycloak to evaluate the same permissions for a subject whose possession of its key the gateway has checked itself. */
final class EvaluatedPermission implements Permission.PermissionSource {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final IdentitySettings settings;
    private final AuthorizationClient keycloak;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private @Nullable String ownToken;
    private Instant ownTokenEnd = Instant.MIN;

    EvaluatedPermission(IdentitySettings settings, AuthorizationClient keycloak, Clock clock) {
        this.settings = settings;
        this.keycloak = keycloak;
        this.clock = clock;
    }

    @Override
    public Answer ask(VerifiedToken verified, String token, String operationId) {
        try {
            Optional<String> own = ownToken();
            if (own.isEmpty()) {
                return Answer.UNAVAILABLE;
            }
            HttpResponse<String> response = http.send(
                    request(verified.subject(), operationId, own.get()), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                forgetOwnToken();
                return Answer.UNAVAILABLE;
            }
            return granted(JSONObjectUtils.parse(response.body()), verified.subject(), operationId)
                    ? Answer.YES
                    : Answer.NO;
        } catch (IOException | ParseException | RuntimeException failed) {
            return Answer.UNAVAILABLE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.UNAVAILABLE;
        }
    }

    private HttpRequest request(String subject, String operationId, String own) {
        String body = JSONObjectUtils.toJSONString(Map.of(
                "userId", subject,
                "entitlements", false,
                "roleIds", List.of(),
                "context", Map.of("attributes", Map.of()),
                "resources", List.of(Map.of("name", operationId, "scopes", List.of(Map.of("name", CALL))))));
        return HttpRequest.newBuilder(settings.evaluation())
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + own)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    // The overall status is PERMIT even when nothing was evaluated; only what Keycloak would write into the subject's
    // own permission token counts.
    private static boolean granted(Map<String, Object> answer, String subject, String operationId)
            throws ParseException {
        Map<String, Object> token = JSONObjectUtils.getJSONObject(answer, "rpt");
        if (token == null || !subject.equals(token.get("sub"))) {
            return false;
        }
        Map<String, Object> authorization = JSONObjectUtils.getJSONObject(token, "authorization");
        Map<String, Object>[] permissions =
                authorization == null ? null : JSONObjectUtils.getJSONObjectArray(authorization, "permissions");
        if (permissions == null) {
            return false;
        }
        for (Map<String, Object> permission : permissions) {
            List<String> scopes = JSONObjectUtils.getStringList(permission, "scopes");
            if (operationId.equals(permission.get("rsname")) && scopes != null && scopes.contains(CALL)) {
                return true;
            }
        }
        return false;
    }

    private synchronized Optional<String> ownToken() {
        Instant now = clock.instant();
        if (ownToken == null || !now.isBefore(ownTokenEnd)) {
            Optional<AuthzClient> client = keycloak.get();
            if (client.isEmpty()) {
                return Optional.empty();
            }
            AccessTokenResponse fresh = client.get().obtainAccessToken();
            ownToken = fresh.getToken();
            ownTokenEnd = now.plusSeconds(fresh.getExpiresIn()).minus(MARGIN);
        }
        return Optional.ofNullable(ownToken);
    }

    private synchronized void forgetOwnToken() {
        ownToken = null;
    }
}
