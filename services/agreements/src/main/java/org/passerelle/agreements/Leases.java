package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Policy.Lease;
import org.passerelle.core.message.Policy.Renew;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Until when each gateway may decide under each version. A lease is given only on the barrier's own version and only while that is
 * held, so that once a change has committed no lease on an older version is given or prolonged, whichever authority is asked.
 */
final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int ATTEMPTS = 3;

    /** So much shorter are leases than configured: a change takes time of its own, and returns within lease, drift allowance and window. */
    private static final long MARGIN_MILLIS = 100;

    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final PolicyAuthority authority;
    private final NodeConfig.Policy times;
    private final Set<Promise<Void>> waiting = ConcurrentHashMap.newKeySet();

    Leases(Vertx vertx, Bus bus, Database database, PolicyAuthority authority, NodeConfig.Policy times) {
        this.vertx = vertx;
        this.bus = bus;
        this.database = database;
        this.authority = authority;
        this.times = times;
    }

    private long length() {
        return Math.max(1, times.lease().toMillis() - MARGIN_MILLIS);
    }

    /** Hears of confirmations, whichever authority took them; one that is missed is found by looking. */
    Future<Void> listen() {
        return bus.onHint(Hint.POLICY_CONFIRMED, () -> waiting.forEach(Promise::tryComplete));
    }

    /** Gives a lease on the barrier's version; fails while that has no bundle. */
    Future<Lease> renew(Renew ask) {
        return renew(ask, 1);
    }

    /**
     * @param built whether there is a bundle of that version, and so a lease
     * @param confirmed whether the gateway had a lease on an older version, and has given it up by asking
     */
    private record Granted(long version, boolean built, boolean confirmed) {}

    private Future<Lease> renew(Renew ask, int attempt) {
        Future<Void> next = authority.next();
        return grant(ask).compose(granted -> {
            if (granted.confirmed()) {
                bus.publish(Hint.POLICY_CONFIRMED);
            }
            if (granted.built()) {
                return Future.succeededFuture(new Lease(granted.version(), length()));
            }
            return attempt < ATTEMPTS
                    ? authority.after(next).compose(built -> renew(ask, attempt + 1))
                    : Future.failedFuture(new Unavailable("a bundle of the barrier's version"));
        });
    }

    // One statement, so that the barrier is held no longer than the server needs.
    private Future<Granted> grant(Renew ask) {
        return database.query(
                        "select standing, built, confirmed from grant_lease($1, $2, $3)",
                        ask.gatewayId(),
                        ask.heldVersion(),
                        length())
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    long standing = row.getLong("standing");
                    if (ask.heldVersion() > standing) {
                        return Future.failedFuture(
                                new IllegalArgumentException("a version is held that was never made"));
                    }
                    return Future.succeededFuture(
                            new Granted(standing, row.getBoolean("built"), row.getBoolean("confirmed")));
                });
    }

    /**
     * Answers when no gateway can still decide under a version below {@code version}: each has confirmed it or later, or its lease,
     * the drift allowance and the release window have passed. It always ends, as older leases are never prolonged.
     */
    Future<Done> await(long version) {
        return Barrier.now(database).compose(barrier -> {
            if (barrier < version) {
                return Future.failedFuture(new IllegalArgumentException("the barrier never rose so far"));
            }
            // Gateways confirm what is built: whoever waits for it builds it, and the other authorities only if none
            // does.
            authority
                    .current()
                    .onFailure(failure -> LOG.warn("no bundle yet for {}: {}", version, failure.getMessage()));
            return untilPassed(version);
        });
    }

    private Future<Done> untilPassed(long version) {
        Promise<Void> confirmed = Promise.promise();
        waiting.add(confirmed);
        return remaining(version)
                .compose(millis -> millis <= 0
                        ? Future.succeededFuture(new Done())
                        : next(confirmed, Math.min(millis, LOOK_EVERY_MILLIS)).compose(passed -> untilPassed(version)))
                .onComplete(done -> waiting.remove(confirmed));
    }

    private Future<Void> next(Promise<Void> confirmed, long millis) {
        long timer = vertx.setTimer(millis, fired -> confirmed.tryComplete());
        return confirmed.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            waiting.remove(confirmed);
        });
    }

    private Future<Long> remaining(long version) {
        Duration after = times.drift().plus(times.window());
        return database.query("""
                select coalesce(ceil(extract(epoch from max(expires_at) - lease_clock()) * 1000) + $2, 0)::bigint as millis
                from lease where version < $1
                """, version, after.toMillis())
                .map(rows -> rows.iterator().next().getLong("millis"));
    }
}
