package org.passerelle.agreements;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.Lease;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.policy.PartsReader;

/** What whoever decides must do with the authority's answers: verify, count the lease from before it was asked for, confirm. */
final class LeaseClient {
    private final Bus bus;
    private final PartsReader<Chunk, Bundle> reader;
    private final String name;
    private final String authorityKey;
    private final Clock clock;
    private Optional<LeasedBundle> held = Optional.empty();

    LeaseClient(Bus bus, PartsReader<Chunk, Bundle> reader, String name, String authorityKey, Clock clock) {
        this.bus = bus;
        this.reader = reader;
        this.name = name;
        this.authorityKey = authorityKey;
        this.clock = clock;
    }

    Optional<Bundle> inForce() {
        return held.filter(leased -> leased.inForce(clock.instant())).map(LeasedBundle::bundle);
    }

    Future<Void> renew() {
        Instant asked = clock.instant();
        long version = held.map(leased -> leased.bundle().version()).orElse(0L);
        return bus.ask(Policy.RENEW, new Policy.Renew(name, version))
                .compose(lease -> lease.version() == version
                        ? hold(held.orElseThrow().bundle(), asked, lease)
                        : bus.ask(Policy.FETCH, new Policy.Fetch(lease.version()))
                                .compose(signed -> reader.read(verified(signed)))
                                .compose(bundle -> hold(bundle, asked, lease))
                                .compose(taken -> renew()));
    }

    private Future<Void> hold(Bundle bundle, Instant asked, Lease lease) {
        held = Optional.of(new LeasedBundle(bundle, true, asked.plus(Duration.ofMillis(lease.leaseMillis()))));
        return Future.succeededFuture();
    }

    private Manifest verified(SignedBundle signed) {
        byte[] payload = signed.payload().getBytes(StandardCharsets.UTF_8);
        if (!Ed25519Keys.verify(authorityKey, payload, signed.signature())) {
            throw new IllegalStateException("a bundle that the authority did not sign");
        }
        return Json.read(payload, Manifest.class);
    }
}
