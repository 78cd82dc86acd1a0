package org.passerelle.gateway.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Remembers proofs until they are too old to be accepted, so that none counts twice (RFC 9449, section 11.1).
 *
 * <p>One gateway's memory suffices: a proof names the gateway's own address, so no other gateway accepts it.
 */
public final class SeenProofs {
    private static final int LIMIT = 500_000;

    private final Clock clock;
    private final Set<String> seen = new HashSet<>();
    private final Queue<Seen> order = new ArrayDeque<>();

    private record Seen(String proof, Instant at) {}

    public SeenProofs(Clock clock) {
        this.clock = clock;
    }

    /** Whether the proof is new; when the memory is full the answer is no. */
    synchronized boolean first(String proof) {
        Instant now = clock.instant();
        forget(now.minus(ProofCheck.LONGEST_LIFE));
        if (seen.size() >= LIMIT || !seen.add(proof)) {
            return false;
        }
        order.add(new Seen(proof, now));
        return true;
    }

    private void forget(Instant before) {
        for (Seen eldest = order.peek(); eldest != null && eldest.at().isBefore(before); eldest = order.peek()) {
            seen.remove(eldest.proof());
            order.remove();
        }
    }
}
