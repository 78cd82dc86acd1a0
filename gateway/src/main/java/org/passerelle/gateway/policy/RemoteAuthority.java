package org.passerelle.gateway.policy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.policy.BrokenPart;
import org.passerelle.platform.policy.PartsReader;

/** The authority over the event bus; bundles are verified and read off the event loop. */
public final class RemoteAuthority implements Authority {
    private final Vertx vertx;
    private final Bus bus;
    private final String gatewayId;
    private final SignedBundles signedBundles;
    private final PartsReader<Chunk, Bundle> reader;

    public RemoteAuthority(Vertx vertx, Bus bus, String gatewayId, SignedBundles signedBundles) {
        this.vertx = vertx;
        this.bus = bus;
        this.gatewayId = gatewayId;
        this.signedBundles = signedBundles;
        this.reader = new PartsReader<>(vertx, bus, Chunk.class, Manifest::bundle);
    }

    @Override
    public Future<Policy.Lease> renew(long heldVersion) {
        return bus.ask(Policy.RENEW, new Policy.Renew(gatewayId, heldVersion));
    }

    @Override
    public Future<Bundle> fetch(long version) {
        return bus.ask(Policy.FETCH, new Policy.Fetch(version))
                .compose(signed -> vertx.executeBlocking(() -> signedBundles.read(signed, version), false))
                .map(Objects::requireNonNull)
                .compose(reader::read)
                .recover(failure -> Future.failedFuture(untrusted(failure)));
    }

    // A manifest that is the authority's vouches for its parts, so what does not fit it is no fault of the way alone.
    private static Throwable untrusted(Throwable failure) {
        return switch (failure) {
            case BrokenPart forged -> new Untrusted(Suspicion.FORGED);
            case JsonFault unreadable -> new Untrusted(Suspicion.UNREADABLE);
            case IllegalArgumentException unfit -> new Untrusted(Suspicion.UNREADABLE);
            default -> failure;
        };
    }
}
