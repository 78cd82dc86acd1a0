package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.core.message.Sanctions.Refusal;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Publications that were refused, and where: each is something to be seen to, and stands among the tasks. */
final class RefusedLists {
    private static final String KIND = "list-refused";

    private RefusedLists() {}

    static Future<Void> enter(SqlConnection transaction, Refusal refusal) {
        return Database.run(
                        transaction,
                        "insert into task (id, kind, assessment, cause, due_at, opened_at) values ($1, $2, '', $3, $4, $4) on conflict do nothing",
                        UUID.randomUUID().toString(),
                        KIND,
                        Json.write(refusal),
                        ListStore.time(refusal.at()))
                .mapEmpty();
    }

    /** The newest, unless a publication has been taken since. */
    static Future<Optional<Refusal>> last(SqlConnection transaction) {
        return Database.run(transaction, """
                        select cause from task
                        where kind = $1 and opened_at >= coalesce((select max(at) from sanctions_list), '-infinity')
                        order by opened_at desc limit 1
                        """, KIND).map(rows -> {
            for (Row row : rows) {
                return Optional.of(Json.read(row.getString("cause"), Refusal.class));
            }
            return Optional.empty();
        });
    }
}
