package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.core.message.Records.Submit;
import org.passerelle.platform.database.Database;

/** Idempotency keys, scoped to a party: a key stands for the first outcome that it led to. */
final class Idempotency {
    /** What a key stands for. */
    record Earlier(String bodyHash, String recordId, int version) {}

    private Idempotency() {}

    /**
     * Takes the submission's key for a record version that the caller is about to store; answers what the key already stands for.
     * Waits for a concurrent holder of the same key.
     */
    static Future<Optional<Earlier>> take(
            SqlConnection connection, Submit submit, String recordId, int version, Instant at) {
        return submit.idempotencyKey()
                .map(key -> take(connection, submit, key, recordId, version, at))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private static Future<Optional<Earlier>> take(
            SqlConnection connection, Submit submit, String key, String recordId, int version, Instant at) {
        String insert = """
                insert into idempotency (party, key, body_hash, record_id, version, at) values ($1, $2, $3, $4, $5, $6)
                on conflict do nothing
                """;
        return Database.run(
                        connection,
                        insert,
                        submit.party(),
                        key,
                        submit.bodyHash(),
                        recordId,
                        version,
                        at.atOffset(ZoneOffset.UTC))
                .compose(inserted -> inserted.rowCount() == 1
                        ? Future.succeededFuture(Optional.empty())
                        : find(connection, submit.party(), key));
    }

    /** What a party's key stands for. */
    static Future<Optional<Earlier>> find(SqlConnection connection, String party, String key) {
        String select = "select body_hash, record_id, version from idempotency where party = $1 and key = $2";
        return Database.run(connection, select, party, key)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Earlier(
                                row.getString("body_hash"), row.getString("record_id"), row.getInteger("version"))));
    }
}
