package org.passerelle.gateway.disclosure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.passerelle.gateway.policy.PolicyLease;

/**
 * The time in which a recorded disclosure may leave: the first byte within W of sending the append, each later chunk only under a
 * live lease of the same policy (policy, "Revocation is a barrier").
 */
public final class Window {
    private final PolicyLease lease;
    private final long policyVersion;
    private final Clock clock;
    private final Instant closes;
    private final long closesNanos;

    private Window(PolicyLease lease, long policyVersion, Clock clock, Instant closes, long closesNanos) {
        this.lease = lease;
        this.policyVersion = policyVersion;
        this.clock = clock;
        this.closes = closes;
        this.closesNanos = closesNanos;
    }

    /** Opens now, before the append is sent, for {@code length} by either clock: a machine that slept wakes with one of them late. */
    static Window open(PolicyLease lease, long policyVersion, Clock clock, Duration length) {
        return new Window(
                lease, policyVersion, clock, clock.instant().plus(length), System.nanoTime() + length.toNanos());
    }

    /** Whether the first byte may still leave. */
    public boolean open() {
        return System.nanoTime() - closesNanos < 0 && clock.instant().isBefore(closes);
    }

    /** Whether a further chunk may leave. */
    public boolean mayContinue() {
        return lease.inForce(policyVersion);
    }
}
