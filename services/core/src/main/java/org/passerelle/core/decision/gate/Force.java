package org.passerelle.core.decision.gate;

import java.time.Instant;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;

/** Whether an agreement binds at an instant, its validity shrunk by the allowed clock skew at both ends. */
enum Force {
    IN_FORCE,
    SUSPENDED,
    EXPIRED,
    NOT_YET;

    static Force of(Bundle bundle, Agreement agreement, Instant at) {
        Instant from = agreement.validFrom().plus(bundle.settings().clockSkew());
        Instant until = agreement.validUntil().minus(bundle.settings().clockSkew());
        return switch (agreement.state()) {
            case DRAFT, PROPOSED, COUNTERED, AGREED, SIGNED, SUPERSEDED, WITHDRAWN -> NOT_YET;
            case TERMINATED, EXPIRED -> EXPIRED;
            case SUSPENDED -> SUSPENDED;
            case ACTIVE -> {
                if (!agreement.suspendedBy().isEmpty()) {
                    yield SUSPENDED;
                }
                if (at.isBefore(from)) {
                    yield NOT_YET;
                }
                yield at.isBefore(until) ? IN_FORCE : EXPIRED;
            }
        };
    }
}
