package org.passerelle.platform.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;

/**
 * The revocation barrier that services share. A transaction locks rows of its own schema first and raises the barrier last; none
 * both holds and raises it.
 */
public final class Barrier {
    /** Channel on which PostgreSQL tells that it has risen. */
    public static final String CHANNEL = "policy";

    private Barrier() {}

    /** Raises it in the transaction of the change; nothing decided earlier can be released once that has committed. */
    public static Future<Long> raise(SqlConnection transaction, String reason) {
        return version(Database.run(transaction, "select barrier.raise_barrier($1)", reason));
    }

    /** Keeps it from rising until the transaction ends; what was decided under another version than the answer is refused. */
    public static Future<Long> hold(SqlConnection transaction, long decided) {
        return version(Database.run(transaction, "select barrier.hold_barrier($1)", decided));
    }

    /** Where it stood in the snapshot of a transaction. */
    public static Future<Long> current(SqlClient client) {
        return version(Database.run(client, "select barrier.current_barrier()"));
    }

    /** Where it stands. */
    public static Future<Long> now(Database database) {
        return version(database.query("select barrier.current_barrier()"));
    }

    private static Future<Long> version(Future<io.vertx.sqlclient.RowSet<io.vertx.sqlclient.Row>> rows) {
        return rows.map(row -> row.iterator().next().getLong(0));
    }
}
