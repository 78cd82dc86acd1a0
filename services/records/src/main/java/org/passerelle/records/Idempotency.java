package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.core.message.Records.Submit;
import org.passerelle.platform.database.Database;

/** Idempotency keys, scoped to an account of a party: a key stands for the first outcome that it led to, and nobody else meets it. */
final class Idempotency {
    private final FingerprintKey key;

    Idempotency(FingerprintKey key) {
        this.key = key;
    }

    /**
     * What a key stands for.
     *
     * @param same whether it came with the same body
     */
    record Earlier(String recordId, int version, boolean same) {}

    /**
     * Takes the submission's key for a record version that the caller is about to store; answers what the key already stands for.
     * Waits for a concurrent holder of the same key.
     */
    Future<Optional<Earlier>> take(SqlConnection connection, Submit submit, String recordId, int version, Instant at) {
        return submit.idempotencyKey()
                .map(word -> take(connection, submit, word, recordId, version, at))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Earlier>> take(
            SqlConnection connection, Submit submit, String word, String recordId, int version, Instant at) {
        String insert = """
                insert into idempotency (party, submitter, key, body_hash, record_id, version, at)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict do nothing
                """;
        return Database.run(
                        connection,
                        insert,
                        submit.party(),
                        submit.submitter(),
                        word,
                        key.ofBody(submit.bodyHash()),
                        recordId,
                        version,
                        at.atOffset(ZoneOffset.UTC))
                .compose(inserted -> inserted.rowCount() == 1
                        ? Future.succeededFuture(Optional.empty())
                        : find(connection, submit, word));
    }

    /** What this key of the submission's account stands for. */
    Future<Optional<Earlier>> find(SqlConnection connection, Submit submit, String word) {
        String select = """
                select body_hash, record_id, version from idempotency where party = $1 and submitter = $2 and key = $3
                """;
        return Database.run(connection, select, submit.party(), submit.submitter(), word)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Earlier(
                                row.getString("record_id"),
                                row.getInteger("version"),
                                row.getString("body_hash").equals(key.ofBody(submit.bodyHash())))));
    }
}
