package org.passerelle.core.compiled;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Request;

/**
 * One request to one compiled policy, kept by whoever decides for it again and again, such as a page of rows or a stream. Its sheet is
 * taken anew each time, since that is when the lease is looked at. Safe for use by several threads.
 */
public final class PreparedRequest {

    private record Standing(Sheet sheet, long from, long until) {}

    private final CompiledPolicy policy;
    private final Request request;
    private volatile @Nullable Standing standing;

    PreparedRequest(CompiledPolicy policy, Request request) {
        this.policy = policy;
        this.request = request;
    }

    /** The sheet; without a lease in force it refuses. Throws {@link IllegalArgumentException} for another bundle. */
    public Sheet sheet(LeasedBundle leased, Instant at) {
        if (!policy.own(leased).inForce(at)) {
            return policy.open(leased, request, at);
        }
        long nanos = Nanos.of(at);
        Standing known = standing;
        if (known == null || nanos < known.from() || nanos >= known.until()) {
            Validity validity = policy.validity(request, at);
            known = new Standing(
                    policy.open(leased, request, at), Nanos.of(validity.from()), Nanos.of(validity.until()));
            standing = known;
        }
        return known.sheet();
    }
}
