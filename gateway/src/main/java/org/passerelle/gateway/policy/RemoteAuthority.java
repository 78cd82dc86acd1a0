package org.passerelle.gateway.policy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Policy;
import org.passerelle.platform.bus.Bus;

/** The authority over the event bus; bundles are verified and read off the event loop. */
public final class RemoteAuthority implements Authority {
    private final Vertx vertx;
    private final Bus bus;
    private final String gatewayId;
    private final SignedBundles signedBundles;

    public RemoteAuthority(Vertx vertx, Bus bus, String gatewayId, SignedBundles signedBundles) {
        this.vertx = vertx;
        this.bus = bus;
        this.gatewayId = gatewayId;
        this.signedBundles = signedBundles;
    }

    @Override
    public Future<Policy.Lease> renew(long heldVersion) {
        return bus.ask(Policy.RENEW, new Policy.Renew(gatewayId, heldVersion));
    }

    @Override
    public Future<Bundle> fetch(long version) {
        return bus.ask(Policy.FETCH, new Policy.Fetch(version))
                .compose(signed -> vertx.executeBlocking(() -> signedBundles.read(signed, version), false));
    }
}
