package org.passerelle.gateway.policy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Policy;
import org.passerelle.platform.bus.Unavailable;
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
    private final Alerts alerts;
    private final Seen seen;
    private final long seenBefore;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Optional<Held> held = Optional.empty();
    private Optional<Future<Void>> renewing = Optional.empty();
    private boolean again;
    private volatile boolean lapsed;

    private record Held(Bundle bundle, Instant until, long untilNanos) {}

    /** Hears of policy that is refused, and of its lapse. */
    public interface Alerts {
        /**
         * Completes when it is told; fails while it is not, and then it is to be raised again.
         *
         * @param version that was offered, or that has lapsed
         */
        Future<Void> raise(Suspicion suspicion, long version);
    }

    /** The newest version that was ever in force here, kept over restarts. */
    public interface Seen {
        long version();

        void remember(long version);
    }

    public PolicyLease(Authority authority, Clock clock, LongSupplier nanoTime, Alerts alerts, Seen seen) {
        this.authority = authority;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.alerts = alerts;
        this.seen = seen;
        this.seenBefore = seen.version();
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

    /** Completes when that version or a later one is in force; fails as unavailable when that takes longer than {@code patience}. */
    public Future<Void> reach(long version, Duration patience) {
        // Completes where it was asked: what follows belongs to the asker's request.
        Promise<Void> reached =
                Vertx.currentContext() instanceof ContextInternal here ? here.promise() : Promise.promise();
        Runnable look = () -> {
            if (current().filter(leased -> leased.bundle().version() >= version).isPresent()) {
                reached.tryComplete();
            }
        };
        Runnable forget = watch(look);
        look.run();
        if (!reached.future().isComplete()) {
            renew();
        }
        return reached.future()
                .timeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)
                .recover(late -> Future.failedFuture(new Unavailable("policy")))
                .onComplete(done -> forget.run());
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
                .compose(lease -> take(lease, version, asked, askedNanos))
                .onFailure(failure -> LOG.warn("the policy lease was not renewed: {}", failure.getMessage()))
                .onComplete(done -> lookForLapse());
    }

    private Future<Void> take(Policy.Lease lease, long version, Instant asked, long askedNanos) {
        // INVARIANT: a lease for an older version extends nothing, else a restored authority could roll policy back.
        if (lease.version() < Math.max(version, seenBefore)) {
            return refuse(Suspicion.ROLLED_BACK, lease.version());
        }
        if (held.isPresent() && lease.version() == version) {
            hold(held.get().bundle(), lease, asked, askedNanos);
            return Future.succeededFuture();
        }
        return takeOver(lease, asked, askedNanos);
    }

    private Future<Void> takeOver(Policy.Lease lease, Instant asked, long askedNanos) {
        return authority
                .fetch(lease.version())
                .recover(failure -> failure instanceof Untrusted untrusted
                        ? refuse(untrusted.suspicion(), lease.version())
                        : Future.failedFuture(failure))
                .compose(bundle -> {
                    if (bundle.version() != lease.version()) {
                        return refuse(Suspicion.REPLAYED, lease.version());
                    }
                    if (bundle.version() <= version()) {
                        return refuse(Suspicion.ROLLED_BACK, lease.version());
                    }
                    hold(bundle, lease, asked, askedNanos);
                    seen.remember(bundle.version());
                    watchers.forEach(Runnable::run);
                    // Confirmed at once: whoever changed the policy waits for it.
                    return ask();
                });
    }

    private <T> Future<T> refuse(Suspicion suspicion, long version) {
        alerts.raise(suspicion, version);
        return Future.failedFuture(new Untrusted(suspicion));
    }

    private void hold(Bundle bundle, Policy.Lease lease, Instant asked, long askedNanos) {
        Duration length = Duration.ofMillis(lease.leaseMillis());
        held = Optional.of(new Held(bundle, asked.plus(length), askedNanos + length.toNanos()));
    }

    // One alert for each time, once it is told: an authority that is out of reach stays so for many renewals.
    private void lookForLapse() {
        boolean before = lapsed;
        lapsed = held.isPresent() && current().isEmpty();
        if (lapsed && !before) {
            alerts.raise(Suspicion.LAPSED, version()).onFailure(untold -> lapsed = false);
        }
    }

    private long version() {
        return held.map(holding -> holding.bundle().version()).orElse(0L);
    }
}
