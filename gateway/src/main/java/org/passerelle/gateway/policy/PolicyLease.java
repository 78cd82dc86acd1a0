package org.passerelle.gateway.policy;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest verified bundle under its lease. The lease counts from before it was asked for, by the wall clock and by the monotonic
 * one, whichever ends first; without it nothing is decided.
 */
public final class PolicyLease {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyLease.class);

    private final Authority authority;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Optional<Held> held = Optional.empty();
    private Optional<Future<Void>> renewing = Optional.empty();
    private boolean again;

    private record Held(Bundle bundle, Instant until, long untilNanos) {}

    public PolicyLease(Authority authority, Clock clock, LongSupplier nanoTime) {
        this.authority = authority;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The bundle in force at this moment; empty when there is none, and then nothing may leave. */
    public Optional<LeasedBundle> current() {
        Instant now = clock.instant();
        return held.filter(holding -> nanoTime.getAsLong() - holding.untilNanos() < 0)
                .map(holding -> new LeasedBundle(holding.bundle(), true, holding.until()))
                .filter(leased -> leased.inForce(now));
    }

    /** Whether this very version is in force at this moment. */
    public boolean inForce(long version) {
        return current().filter(leased -> leased.bundle().version() == version).isPresent();
    }

    /** Runs after each new bundle. */
    public Runnable watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Renews the lease, and takes over the newest bundle; a call during a renewal makes one more follow. */
    public synchronized Future<Void> renew() {
        if (renewing.isPresent()) {
            again = true;
            return renewing.get();
        }
        Future<Void> renewal = ask();
        renewing = Optional.of(renewal);
        renewal.onComplete(done -> finished());
        return renewal;
    }

    private void finished() {
        boolean follow;
        synchronized (this) {
            renewing = Optional.empty();
            follow = again;
            again = false;
        }
        if (follow) {
            renew();
        }
    }

    private Future<Void> ask() {
        Instant asked = clock.instant();
        long askedNanos = nanoTime.getAsLong();
        long version = version();
        return authority
                .renew(version)
                .compose(lease -> lease.version() > version
                        ? takeOver(lease, asked, askedNanos)
                        : extend(lease, asked, askedNanos))
                .onFailure(failure -> LOG.warn("the policy lease was not renewed: {}", failure.getMessage()));
    }

    private Future<Void> extend(Policy.Lease lease, Instant asked, long askedNanos) {
        // INVARIANT: a lease for an older version extends nothing, else a restored authority could roll policy back.
        if (held.isEmpty() || lease.version() != version()) {
            return Future.failedFuture("the authority leases an older policy than this gateway has seen");
        }
        hold(held.get().bundle(), lease, asked, askedNanos);
        return Future.succeededFuture();
    }

    private Future<Void> takeOver(Policy.Lease lease, Instant asked, long askedNanos) {
        return authority.fetch(lease.version()).compose(bundle -> {
            if (bundle.version() != lease.version() || bundle.version() <= version()) {
                return Future.failedFuture("the authority sent another policy than it leased");
            }
            hold(bundle, lease, asked, askedNanos);
            watchers.forEach(Runnable::run);
            // Confirmed at once: whoever changed the policy waits for it.
            return ask();
        });
    }

    private void hold(Bundle bundle, Policy.Lease lease, Instant asked, long askedNanos) {
        Duration length = Duration.ofMillis(lease.leaseMillis());
        held = Optional.of(new Held(bundle, asked.plus(length), askedNanos + length.toNanos()));
    }

    private long version() {
        return held.map(holding -> holding.bundle().version()).orElse(0L);
    }
}
