package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Policy.Lease;
import org.passerelle.core.message.Policy.Renew;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;

/**
 * Until when each gateway may decide under each version. A lease is given only on the barrier's own version and only while that is
 * held, so that once a change has committed no lease on an older version is given or prolonged.
 */
final class Leases {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int ATTEMPTS = 3;

    private final Vertx vertx;
    private final Database database;
    private final PolicyAuthority authority;
    private final NodeConfig.Policy times;

    Leases(Vertx vertx, Database database, PolicyAuthority authority, NodeConfig.Policy times) {
        this.vertx = vertx;
        this.database = database;
        this.authority = authority;
        this.times = times;
    }

    /** Gives a lease on the barrier's version; fails while that has no bundle. */
    Future<Lease> renew(Renew ask) {
        return renew(ask, 1);
    }

    private Future<Lease> renew(Renew ask, int attempt) {
        return authority
                .current()
                .compose(bundle -> database.transaction(transaction -> grant(transaction, ask, bundle.version()))
                        .compose(granted -> {
                            if (granted) {
                                return Future.succeededFuture(new Lease(
                                        bundle.version(), times.lease().toMillis()));
                            }
                            return attempt < ATTEMPTS
                                    ? renew(ask, attempt + 1)
                                    : Future.failedFuture(new Unavailable("a bundle of the barrier's version"));
                        }));
    }

    private Future<Boolean> grant(SqlConnection transaction, Renew ask, long version) {
        return Barrier.hold(transaction, version).compose(barrier -> {
            if (barrier != version) {
                return Future.succeededFuture(false);
            }
            if (ask.heldVersion() > barrier) {
                return Future.failedFuture(new IllegalArgumentException("a version is held that was never made"));
            }
            return confirm(transaction, ask)
                    .compose(confirmed -> prolong(transaction, ask.gatewayId(), version))
                    .map(true);
        });
    }

    private static Future<Void> confirm(SqlConnection transaction, Renew ask) {
        return Database.run(transaction, """
                delete from lease
                where (gateway = $1 and version < $2) or expires_at < lease_clock() - interval '1 hour'
                """, ask.gatewayId(), ask.heldVersion())
                .mapEmpty();
    }

    private Future<Void> prolong(SqlConnection transaction, String gateway, long version) {
        return Database.run(transaction, """
                insert into lease (gateway, version, expires_at)
                values ($1, $2, lease_clock() + $3 * interval '1 millisecond')
                on conflict (gateway, version) do update
                set expires_at = greatest(lease.expires_at, excluded.expires_at)
                """, gateway, version, times.lease().toMillis())
                .mapEmpty();
    }

    /**
     * Answers when no gateway can still decide under a version below {@code version}: each has confirmed it or later, or its lease,
     * the drift allowance and the release window have passed. It always ends, as older leases are never prolonged.
     */
    Future<Done> await(long version) {
        return database.transaction(Barrier::current)
                .compose(barrier -> barrier < version
                        ? Future.failedFuture(new IllegalArgumentException("the barrier never rose so far"))
                        : untilPassed(version));
    }

    private Future<Done> untilPassed(long version) {
        return remaining(version)
                .compose(millis -> millis <= 0
                        ? Future.succeededFuture(new Done())
                        : vertx.timer(Math.min(millis, LOOK_EVERY_MILLIS), java.util.concurrent.TimeUnit.MILLISECONDS)
                                .compose(passed -> untilPassed(version)));
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
