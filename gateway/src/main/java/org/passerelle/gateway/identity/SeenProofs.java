package org.passerelle.gateway.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Remembers proofs until they are too old to be accepted, so that none counts twice (RFC 9449, section 11.1).
 *
 * <p>One gateway's memory suffices: a proof names the gateway's own address, so no other gateway accepts it.
 */
public final class SeenProofs {
    private static final int LIMIT = 500_000;

    /** Of one key: more than an account may call in the time for which a proof counts. */
    static final int SHARE = 50_000;

    private final Clock clock;
    private final Map<String, Integer> shares = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Queue<Seen> order = new ArrayDeque<>();

    private record Seen(String key, String proof, Instant at) {}

    public SeenProofs(Clock clock) {
        this.clock = clock;
    }

    /** Whether the proof of that key is new; when the memory is full, or its share of it, the answer is no. */
    synchronized boolean first(String key, String id) {
        Instant now = clock.instant();
        forget(now.minus(ProofCheck.LONGEST_LIFE));
        String proof = key + ' ' + id;
        if (seen.size() >= LIMIT || shares.getOrDefault(key, 0) >= SHARE || !seen.add(proof)) {
            return false;
        }
        shares.merge(key, 1, Integer::sum);
        order.add(new Seen(key, proof, now));
        return true;
    }

    private void forget(Instant before) {
        for (Seen eldest = order.peek(); eldest != null && eldest.at().isBefore(before); eldest = order.peek()) {
            seen.remove(eldest.proof());
            order.remove();
            int left = shares.getOrDefault(eldest.key(), 1) - 1;
            if (left > 0) {
                shares.put(eldest.key(), left);
            } else {
                shares.remove(eldest.key());
            }
        }
    }
}
