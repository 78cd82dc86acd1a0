package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Policy;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/** The revocation barrier, as a change of records raises it: last in its transaction, and awaited before the answer. */
final class Barrier {
    private Barrier() {}

    /** From the caller's commit on, no audit leaf can be written that was decided before it. */
    static Future<Long> raise(SqlConnection connection, String reason) {
        return Database.run(connection, "select barrier.raise_barrier($1) as version", reason)
                .map(rows -> rows.iterator().next().getLong("version"));
    }

    /** Where it stands in a transaction: whoever has locked what was changed sees how far that change has raised it. */
    static Future<Long> current(SqlConnection connection) {
        return org.passerelle.platform.database.Barrier.current(connection);
    }

    /** Completes when every gateway enforces it. */
    static Future<Done> effective(Bus bus, Optional<Long> barrier) {
        return barrier.map(version -> {
                    bus.publish(Hint.POLICY_CHANGED);
                    return bus.ask(Policy.AWAIT, new Policy.Await(version), Policy.PATIENCE);
                })
                .orElse(Future.succeededFuture(new Done()));
    }
}
