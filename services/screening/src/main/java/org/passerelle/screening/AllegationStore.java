package org.passerelle.screening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.screening.Allegation;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Allegations as they were reported, with the status that they have reached. */
final class AllegationStore {
    private AllegationStore() {}

    /** A reported allegation and the barrier version from which it counts. */
    record Reported(Allegation allegation, long barrier) {}

    static Future<List<Allegation>> all(SqlClient client) {
        return Database.run(client, """
                select a.body::text as body, e.status from allegation a left join lateral (
                    select status from allegation_event where allegation = a.id order by position desc limit 1) e on true
                order by a.id
                """).map(rows -> {
            List<Allegation> all = new ArrayList<>();
            rows.forEach(row -> all.add(read(row)));
            return all;
        });
    }

    private static Allegation read(Row row) {
        ObjectNode body = (ObjectNode) Json.tree(row.getString("body"));
        Optional.ofNullable(row.getString("status")).ifPresent(status -> body.put("status", status));
        return Json.read(body, Allegation.class);
    }

    static Future<Optional<Reported>> reported(SqlClient client, String id) {
        return Database.run(client, "select body::text as body, barrier from allegation where id = $1", id)
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(new Reported(
                                Json.read(row.getString("body"), Allegation.class), row.getLong("barrier")));
                    }
                    return Optional.empty();
                });
    }

    /** Enters an allegation and raises the barrier in one statement; answers where the barrier then stands. */
    static Future<Long> enter(SqlConnection transaction, Allegation allegation, String subject, Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into allegation (id, assessor, unit, commander, body, subject, at, barrier)
                        values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, barrier.raise_barrier($8))
                        returning barrier
                        """,
                        allegation.id(),
                        allegation.assessor(),
                        allegation.unit().orElse(null),
                        allegation.commander().orElse(null),
                        Json.write(allegation),
                        subject,
                        at.atOffset(ZoneOffset.UTC),
                        "allegation " + allegation.id() + " reported")
                .map(rows -> rows.iterator().next().getLong("barrier"));
    }
}
