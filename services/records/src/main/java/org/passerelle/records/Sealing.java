package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Sealed;
import org.passerelle.platform.service.Rounds;

/** Sees to it that everything stored is sealed. */
final class Sealing {
    private static final int TOGETHER = 500;
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('passerelle.records.seals', 0))";

    private final Database database;
    private final ContentSeal seal;
    private final int together;

    Sealing(Database database, ContentSeal seal) {
        this(database, seal, TOGETHER);
    }

    /** @param together how many rows make a batch */
    Sealing(Database database, ContentSeal seal, int together) {
        this.database = database;
        this.seal = seal;
        this.together = together;
    }

    /** Completes when nothing stands unsealed. */
    Future<Void> complete() {
        return all(this::portions).compose(portions -> all(this::versions));
    }

    // Nodes that start together share the work, batch by batch.
    private Future<Void> all(Function<SqlConnection, Future<Integer>> batch) {
        return Rounds.untilNone(() -> locked(batch));
    }

    private <T> Future<T> locked(Function<SqlConnection, Future<T>> batch) {
        return database.transaction(
                connection -> Database.run(connection, LOCK).compose(held -> batch.apply(connection)));
    }

    private Future<Integer> portions(SqlConnection connection) {
        String select = """
                select id, label::text as label, content::text as content from portion where content is not null limit $1
                """;
        String update = """
                with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($3, $4, $5, $6))
                update portion set sealed = $2, content = null where id = $1
                """;
        return Database.run(connection, select, together)
                .compose(rows -> each(connection, update, rows, row -> {
                    Label label = Json.read(row.getString("label"), Label.class);
                    String id = row.getString("id");
                    Sealed sealed = seal.seal(label, id, Json.read(row.getString("content"), Content.class));
                    return Tuple.of(
                            id,
                            sealed.content(),
                            ContentSeal.portion(id),
                            ContentSeal.domain(label),
                            sealed.key(),
                            sealed.wrappedUnder());
                }));
    }

    private Future<Integer> versions(SqlConnection connection) {
        String select = """
                select version.record_id, version.version, version.body_hash, record.releaser
                from version join record on record.id = version.record_id where version.body_hash is not null limit $1
                """;
        String update = """
                with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($4, $5, $6, $7))
                update version set sealed_hash = $3, body_hash = null where record_id = $1 and version = $2
                """;
        return Database.run(connection, select, together)
                .compose(rows -> each(connection, update, rows, row -> {
                    String about = ContentSeal.body(row.getString("record_id"), row.getInteger("version"));
                    Sealed sealed = seal.sealHash(row.getString("releaser"), about, row.getString("body_hash"));
                    return Tuple.of(
                            row.getString("record_id"),
                            row.getInteger("version"),
                            sealed.content(),
                            about,
                            row.getString("releaser"),
                            sealed.key(),
                            sealed.wrappedUnder());
                }));
    }

    private static Future<Integer> each(
            SqlConnection connection, String sql, RowSet<Row> rows, Function<Row, Tuple> tuple) {
        List<Tuple> tuples = new ArrayList<>();
        rows.forEach(row -> tuples.add(tuple.apply(row)));
        return Database.runEach(connection, sql, tuples).map(done -> tuples.size());
    }
}
