package org.passerelle.gateway.edge;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.identity.ProofCheck;
import org.passerelle.platform.bus.Unavailable;

/** Asks a person for a second factor shown not long ago (RFC 9470); how long is configuration. */
public final class StepUp {
    /** The level of assurance of a second factor, as tokens and challenges name it. */
    private static final String LEVEL = "2";

    private final Supplier<java.util.Optional<LeasedBundle>> policy;
    private final Clock clock;

    public StepUp(Supplier<java.util.Optional<LeasedBundle>> policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** Fails with the challenge that tells how to sign in again. */
    public void require(Caller caller) {
        Duties duties = policy.get()
                .map(leased -> leased.bundle().settings().duties())
                .orElseThrow(() -> new Unavailable("policy"));
        boolean recent = !caller.signedIn().isBefore(clock.instant().minus(duties.stepUpWithin()));
        boolean strong = switch (caller.strength()) {
            case SECOND_FACTOR, HARDWARE_KEY -> true;
            // Possession of a system's key shows no person.
            case PASSWORD, SENDER_CONSTRAINED -> false;
        };
        if (!recent || !strong) {
            throw new Refusal(Problem.stepUp(challenge(duties.stepUpWithin())));
        }
    }

    private static String challenge(Duration within) {
        String asked = "error=\"insufficient_user_authentication\", "
                + "error_description=\"a recent second factor is needed\", acr_values=\"%s\", max_age=\"%d\""
                        .formatted(LEVEL, within.toSeconds());
        return "Bearer " + asked + ", " + ProofCheck.CHALLENGE + ", " + asked;
    }
}
