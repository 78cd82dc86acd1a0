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
    private final Handovers handovers;
    private final Instant closes;
    private final long closesNanos;
    private volatile long allowedNanos;

    private Window(PolicyLease lease, long policyVersion, Clock clock, Handovers handovers, Duration length) {
        this.lease = lease;
        this.policyVersion = policyVersion;
        this.clock = clock;
        this.handovers = handovers;
        this.closes = clock.instant().plus(length);
        this.allowedNanos = System.nanoTime();
        this.closesNanos = allowedNanos + length.toNanos();
    }

    /** Opens now, before the append is sent, for {@code length} by either clock: a machine that slept wakes with one of them late. */
    static Window open(PolicyLease lease, long policyVersion, Clock clock, Handovers handovers, Duration length) {
        return new Window(lease, policyVersion, clock, handovers, length);
    }

    /** Whether the first byte may still leave. */
    public boolean open() {
        return System.nanoTime() - closesNanos < 0 && clock.instant().isBefore(closes);
    }

    /** Whether a further chunk may leave. */
    public boolean mayContinue() {
        boolean may = lease.inForce(policyVersion);
        if (may) {
            allowedNanos = System.nanoTime();
        }
        return may;
    }

    /** The socket has taken a chunk: told whenever that is, so that what was too late is seen. */
    public void taken() {
        handovers.taken(System.nanoTime() - allowedNanos);
    }
}
