package org.passerelle.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.passerelle.platform.crypto.Sha256;

/**
 * Keycloak's permission for one operation: the first lock, never the last. Anything but a clear yes is no; an answer is
 * remembered no longer than its token lives, and for some minutes at most. Blocking: runs on a worker.
 */
public final class Permission {
    private static final int REMEMBERED_ANSWERS = 50_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

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
        this(settings, new AuthorizationClient(settings), clock);
    }

    private Permission(IdentitySettings settings, AuthorizationClient keycloak, Clock clock) {
        this(
                new RequestedPermission(keycloak),
                new EvaluatedPermission(settings, keycloak, clock),
                clock,
                System::nanoTime);
    }

    Permission(PermissionSource bearers, PermissionSource holders, Clock clock, LongSupplier nanoTime) {
        this.bearers = bearers;
        this.holders = holders;
        this.answers = new Remembered<>(REMEMBERED_ANSWERS, REMEMBERED_FOR, clock, nanoTime);
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
