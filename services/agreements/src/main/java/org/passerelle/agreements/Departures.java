package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Standing.Departure;
import org.passerelle.platform.database.Database;

/** Who has left, append-only: whoever comes back gets an account of their own. */
final class Departures {
    private Departures() {}

    static Future<Optional<Departure>> of(SqlClient client, String account) {
        return Database.run(client, "select account, subject, reason, at from departure where account = $1", account)
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(read(row));
                    }
                    return Optional.empty();
                });
    }

    static Future<Map<String, Departure>> all(SqlClient client) {
        return Database.run(client, "select account, subject, reason, at from departure")
                .map(rows -> {
                    Map<String, Departure> all = new HashMap<>();
                    rows.forEach(row -> all.put(row.getString("account"), read(row)));
                    return all;
                });
    }

    static Future<Void> enter(SqlClient transaction, String account, MasterChange change) {
        return Database.run(
                        transaction,
                        "insert into departure (account, subject, reason, at) values ($1, $2, $3, $4)",
                        account,
                        change.actor().id(),
                        change.reason(),
                        change.at().atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }

    private static Departure read(Row row) {
        return new Departure(
                row.getString("subject"),
                row.getString("reason"),
                row.getOffsetDateTime("at").toInstant());
    }
}
