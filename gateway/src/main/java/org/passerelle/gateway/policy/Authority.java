package org.passerelle.gateway.policy;

import io.vertx.core.Future;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Policy;

/** The policy authority as a gateway sees it. */
public interface Authority {

    /** Asks for a lease and confirms the version that is held and enforced; 0 for none. */
    Future<Policy.Lease> renew(long heldVersion);

    /** The bundle of that version, its signature verified; fails when it is anything else. */
    Future<Bundle> fetch(long version);
}
