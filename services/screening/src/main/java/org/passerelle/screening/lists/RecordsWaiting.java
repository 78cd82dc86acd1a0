package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.platform.database.Database;

/** Records with a portion under embargo, and when it is over: then its names are compared too. */
final class RecordsWaiting {
    private RecordsWaiting() {}

    /** Notes until when; what was noted of them before counts no more. */
    static Future<Void> note(Database database, Map<String, Instant> until) {
        if (until.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Tuple> rows = new ArrayList<>();
        until.forEach((record, at) -> rows.add(Tuple.of(record, ListStore.time(at))));
        return database.transaction(transaction -> Database.runEach(transaction, """
                        insert into record_waiting (record_id, until) values ($1, $2)
                        on conflict (record_id) do update set until = excluded.until
                        """, rows))
                .mapEmpty();
    }

    /** Those that need not wait any longer. */
    static Future<List<String>> over(Database database, Instant at, int limit) {
        return database.query(
                        "select record_id from record_waiting where until <= $1 order by until, record_id limit $2",
                        ListStore.time(at),
                        limit)
                .map(rows -> {
                    List<String> records = new ArrayList<>();
                    rows.forEach(row -> records.add(row.getString("record_id")));
                    return records;
                });
    }

    /** Unless they wait for something later by now. */
    static Future<Void> forget(Database database, List<String> records, Instant at) {
        return database.query(
                        "delete from record_waiting where record_id = any($1::text[]) and until <= $2",
                        records.toArray(String[]::new),
                        ListStore.time(at))
                .mapEmpty();
    }
}
