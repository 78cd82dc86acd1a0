package org.passerelle.gateway.identity;

import java.time.Clock;
import java.util.Optional;
import org.passerelle.platform.crypto.Sha256;

/**
 * Keycloak's permission for one operation: the first lock, never the last. Anything but a clear yes is no; an answer is
 * remembered no longer than its token lives. Blocking: runs on a worker.
 */
public final class Permission {
    private static final int REMEMBERED_ANSWERS = 50_000;

    private final PermissionSource bearers;
    private final PermissionSource holders;
    private final Remembered<Answer> answers;

    /** Keycloak's answer; unavailable means that it could not be asked (503, and not remembered). */
    public enum Answer {
        YES,
        NO,
        UNAVAILABLE
    }

    public Permission(IdentitySettings settings, Clock clock) {
        var keycloak = new AuthorizationClient(settings);
        this.bearers = new RequestedPermission(keycloak);
        this.holders = new EvaluatedPermission(settings, keycloak, clock);
        this.answers = new Remembered<>(REMEMBERED_ANSWERS, clock);
    }

    /** Whether Keycloak lets this caller call this operation at all. */
    public Answer ask(VerifiedToken verified, String token, String operationId) {
        String key = Sha256.base64url(token) + ' ' + operationId;
        Optional<Answer> known = answers.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        // Keycloak refuses a key-bound token from anyone but the key's holder, even as the subject of a permission
        // request.
        PermissionSource source = verified.boundKeyThumbprint().isPresent() ? holders : bearers;
        Answer answer = source.ask(verified, token, operationId);
        if (answer != Answer.UNAVAILABLE) {
            answers.put(key, answer, verified.expiresAt());
        }
        return answer;
    }

    /** One way of asking Keycloak. */
    interface PermissionSource {
        /** The scope of every operation's resource. */
        String CALL = "call";

        Answer ask(VerifiedToken verified, String token, String operationId);
    }
}
