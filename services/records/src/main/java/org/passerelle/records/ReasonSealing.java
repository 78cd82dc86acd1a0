package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Sealed;
import org.passerelle.platform.service.Rounds;

/** Seals the reasons that an older product left in clear. */
final class ReasonSealing {
    private static final int TOGETHER = 500;
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('passerelle.records.reasons', 0))";

    private final Database database;
    private final ReasonSeal seal;

    ReasonSealing(Database database, ReasonSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Completes when none stands in clear. */
    Future<Void> complete() {
        return all("recall", "id", "reason", ReasonSeal::recall)
                .compose(recalls -> all("quarantine", "id", "cause", ReasonSeal::quarantine))
                .compose(cases -> all("quarantine_ruling", "quarantine", "reason", ReasonSeal::ruling));
    }

    // Nodes that start together share the work, batch by batch.
    private Future<Void> all(String table, String id, String reason, UnaryOperator<String> about) {
        String select = "select %2$s as id, party, %3$s as reason from %1$s where %3$s is not null limit %4$d"
                .formatted(table, id, reason, TOGETHER);
        String update = """
                with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($3, $4, $5, $6))
                update %1$s set sealed = $2, %3$s = null where %2$s = $1
                """.formatted(table, id, reason);
        return Rounds.untilNone(() -> database.transaction(connection -> Database.run(connection, LOCK)
                .compose(held -> Database.run(connection, select))
                .compose(rows -> each(connection, update, rows, about))));
    }

    private Future<Integer> each(
            SqlConnection connection, String update, RowSet<Row> rows, UnaryOperator<String> about) {
        List<Tuple> tuples = new ArrayList<>();
        rows.forEach(row -> tuples.add(tuple(row, about.apply(row.getString("id")))));
        return Database.runEach(connection, update, tuples).map(done -> tuples.size());
    }

    private Tuple tuple(Row row, String about) {
        String party = row.getString("party");
        Sealed sealed = seal.seal(party, about, row.getString("reason"));
        return Tuple.of(row.getString("id"), sealed.content(), about, party, sealed.key(), sealed.wrappedUnder());
    }
}
