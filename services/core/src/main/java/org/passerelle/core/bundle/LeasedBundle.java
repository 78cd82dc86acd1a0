package org.passerelle.core.bundle;

import java.time.Instant;

/**
 * A bundle as a gateway holds it. Unverified or past its lease it decides nothing (STALE_POLICY).
 *
 * @param verified the authority's signature was checked over the very bytes that this was read from
 */
public record LeasedBundle(Bundle bundle, boolean verified, Instant leaseUntil) {
    public boolean inForce(Instant at) {
        return verified && at.isBefore(leaseUntil);
    }
}
