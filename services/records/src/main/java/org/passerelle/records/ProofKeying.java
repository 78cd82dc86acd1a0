package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;

/** Keys the salted hashes of what was rejected or destroyed that an older product left without a key. */
final class ProofKeying {
    private static final int TOGETHER = 500;
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('passerelle.records.proofs', 0))";

    private final Database database;
    private final FingerprintKey key;

    /** @param key the one under which the stored fingerprints are */
    ProofKeying(Database database, FingerprintKey key) {
        this.database = database;
        this.key = key;
    }

    /** Completes when none is left that could be tried. */
    Future<Void> complete() {
        return all("rejection", "id").compose(rejections -> all("quarantine_ruling", "quarantine"));
    }

    // Nodes that start together share the work, batch by batch.
    private Future<Void> all(String table, String id) {
        return Rounds.untilNone(() -> database.transaction(
                connection -> Database.run(connection, LOCK).compose(held -> batch(connection, table, id))));
    }

    private Future<Integer> batch(SqlConnection connection, String table, String id) {
        String select = """
                select %2$s as id, salted_hash from %1$s where salted_hash is not null and not keyed limit %3$d
                """.formatted(table, id, TOGETHER);
        String update = "update %s set salted_hash = $2, keyed = true where %s = $1".formatted(table, id);
        return Database.run(connection, select).compose(rows -> {
            List<Tuple> keyed = rows.stream()
                    .map(row -> Tuple.of(row.getString("id"), key.ofBody(row.getString("salted_hash"))))
                    .toList();
            return Database.runEach(connection, update, keyed).map(keyed.size());
        });
    }
}
