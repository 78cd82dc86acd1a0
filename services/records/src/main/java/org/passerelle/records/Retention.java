package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.passerelle.platform.database.Database;

/**
 * Ends what earlier versions said no later than a version says of the same (policy, "Join": the earliest). Otherwise the copy in an earlier
 * version would outlive the end of what repeats or replaces it.
 */
final class Retention {
    // What is locked is being destroyed already: whoever destroys would wait for this record's listing, and this for
    // them.
    private static final String BIND = """
            with bound as materialized (select id, until from retention_bounds($1, $2)),
            held as (select portion.id from portion join bound on bound.id = portion.id for update of portion skip locked)
            update portion set retain_until = bound.until
            from bound join held on held.id = bound.id
            where portion.id = bound.id
            """;

    private Retention() {}

    /** In the transaction that has written the version. */
    static Future<Void> bind(SqlConnection connection, String recordId, int version) {
        return Database.run(connection, BIND, recordId, version).mapEmpty();
    }
}
