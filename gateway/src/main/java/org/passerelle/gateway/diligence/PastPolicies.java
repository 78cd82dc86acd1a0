package org.passerelle.gateway.diligence;

import io.vertx.core.Future;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.gateway.policy.Authority;
import org.passerelle.gateway.policy.Untrusted;
import org.passerelle.platform.bus.Unavailable;

/** Policies that are over, each under the authority's signature. One that an older product wrote may no longer be readable. */
record PastPolicies(Authority authority) {

    /** Empty where it is not to be had, or not to be trusted. */
    Future<Optional<Bundle>> of(long version) {
        return authority.fetch(version).map(Optional::of).recover(failure -> switch (failure) {
            case Untrusted unreadable -> Future.succeededFuture(Optional.empty());
            case Unavailable gone -> Future.succeededFuture(Optional.empty());
            default -> Future.failedFuture(failure);
        });
    }
}
