package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Sealed;
import org.passerelle.platform.service.Rounds;

/** Sees to it that every stored portion has its fingerprints, under one key. */
final class Fingerprinting {
    private static final int TOGETHER = 500;

    private final Database database;
    private final FingerprintKey key;
    private final ContentSeal seal;
    private final int together;

    Fingerprinting(Database database, FingerprintKey key, ContentSeal seal) {
        this(database, key, seal, TOGETHER);
    }

    /** @param together how many portions are a batch */
    Fingerprinting(Database database, FingerprintKey key, ContentSeal seal, int together) {
        this.database = database;
        this.key = key;
        this.seal = seal;
        this.together = together;
    }

    /** Completes when nothing is stored that could not be found again; fails under another key than that of the stored ones. */
    Future<Void> complete() {
        return database.query("insert into fingerprint_key (proof) values ($1) on conflict do nothing", key.proof())
                .compose(inserted -> database.query("select 1 from fingerprint_key where proof = $1", key.proof()))
                .compose(same -> same.size() == 1
                        ? makeUpFor()
                        : Future.failedFuture(new IllegalStateException(
                                "the installation key is not the one under which the stored fingerprints were made")));
    }

    private Future<Void> makeUpFor() {
        return Rounds.untilNone(() -> database.transaction(this::batch));
    }

    // Nodes that start together share the work, batch by batch.
    private Future<Integer> batch(SqlConnection connection) {
        String lock = "select pg_advisory_xact_lock(hashtextextended('passerelle.records.fingerprints', 0))";
        String select = """
                select portion.id, portion.label::text as label, portion.sealed, data_key.wrapped, data_key.wrapped_under
                from portion join data_key on data_key.about = 'portion ' || portion.id
                where portion.fingerprints is null limit $1
                """;
        return Database.run(connection, lock)
                .compose(held -> Database.run(connection, select, together))
                .compose(rows -> make(connection, rows).map(rows.size()));
    }

    private Future<RowSet<Row>> make(SqlConnection connection, RowSet<Row> portions) {
        String sql = "update portion set fingerprints = $2 where id = $1";
        List<Tuple> made = portions.stream()
                .map(row -> Tuple.of(row.getString("id"), (Object) key.ofStored(content(row))))
                .toList();
        return Database.runEach(connection, sql, made);
    }

    private Content content(Row row) {
        String id = row.getString("id");
        Sealed sealed = new Sealed(row.getBuffer("sealed"), row.getBuffer("wrapped"), row.getInteger("wrapped_under"));
        return seal.open(Json.read(row.getString("label"), Label.class), id, sealed)
                .orElseThrow(() -> new IllegalStateException("portion " + id + " does not open"));
    }
}
