package org.passerelle.gateway.disclosure;

import org.passerelle.gateway.policy.PolicyLease;

/**
 * The time in which a recorded disclosure may leave: the first byte within W of sending the append, each later chunk only under a
 * live lease of the same policy (policy, "Revocation is a barrier").
 */
public final class Window {
    private final PolicyLease lease;
    private final long policyVersion;
    private final long closesNanos;

    Window(PolicyLease lease, long policyVersion, long closesNanos) {
        this.lease = lease;
        this.policyVersion = policyVersion;
        this.closesNanos = closesNanos;
    }

    /** Whether the first byte may still leave. */
    public boolean open() {
        return System.nanoTime() - closesNanos < 0;
    }

    /** Whether a further chunk may leave. */
    public boolean mayContinue() {
        return lease.inForce(policyVersion);
    }
}
