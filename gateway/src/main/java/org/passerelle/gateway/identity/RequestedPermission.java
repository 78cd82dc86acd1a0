package org.passerelle.gateway.identity;

import java.util.Optional;
import org.keycloak.authorization.client.AuthorizationDeniedException;
import org.keycloak.authorization.client.AuthzClient;
import org.keycloak.authorization.client.util.HttpResponseException;
import org.keycloak.representations.idm.authorization.AuthorizationRequest;
import org.passerelle.gateway.identity.Permission.Answer;

/** Asks by a permission request (UMA 2.0) whose subject is the caller's token. */
final class RequestedPermission implements Permission.PermissionSource {
    private final AuthorizationClient keycloak;

    RequestedPermission(AuthorizationClient keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public Answer ask(VerifiedToken verified, String token, String operationId) {
        Optional<AuthzClient> client = keycloak.get();
        if (client.isEmpty()) {
            return Answer.UNAVAILABLE;
        }
        var request = new AuthorizationRequest();
        request.addPermission(operationId, CALL);
        request.setSubjectToken(token);
        try {
            boolean granted = client.get().authorization().getPermissions(request).stream()
                    .anyMatch(permission -> operationId.equals(permission.getResourceName())
                            && permission.getScopes() != null
                            && permission.getScopes().contains(CALL));
            return granted ? Answer.YES : Answer.NO;
        } catch (AuthorizationDeniedException denied) {
            return Answer.NO;
        } catch (RuntimeException failed) {
            return refused(failed) ? Answer.NO : Answer.UNAVAILABLE;
        }
    }

    // An unknown operation answers invalid_resource or invalid_scope, not a denial.
    private static boolean refused(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException response) {
                return response.getStatusCode() >= 400
                        && response.getStatusCode() < 500
                        && response.getStatusCode() != 429;
            }
        }
        return false;
    }
}
