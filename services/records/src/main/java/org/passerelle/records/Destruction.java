package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Records.Event;
import org.passerelle.platform.database.Database;
import org.passerelle.records.QuarantineStore.Proof;

/**
 * Deletes a record with every version of it: content, attachments, local tags, links, words, fingerprints, hashes, what was searched by, and what was told of it. In the
 * caller's transaction: all of it, or nothing.
 */
final class Destruction {
    /** What those who received it are told; the ruling's reason is for the reviewers. */
    static final String TOLD = "destroyed after review (HRDDP H10)";

    /**
     * The keys with which it was submitted go too: each has the hash of a body. That it was recalled stays: whoever received it and has not
     * been told of that yet still is.
     */
    private static final List<String> EVERYTHING = List.of(
            "delete from data_key where about in (select 'attachment ' || id from attachment where record_id = $1)",
            "delete from attachment where record_id = $1",
            "delete from data_key where about in (select 'portion ' || id from portion where record_id = $1"
                    + " union all select 'body ' || record_id || '/' || version from version where record_id = $1)",
            "delete from data_key where about in (select 'local tag ' || id from local_tag where record_id = $1)",
            "delete from local_tag where record_id = $1",
            "delete from link where source = $1 or target = $1",
            "delete from portion where record_id = $1",
            "delete from version where record_id = $1",
            "delete from tear_line where record_id = $1 or source = $1",
            "delete from data_key where about in (select 'recall ' || id from recall where record_id = $1)",
            "delete from recall where record_id = $1",
            "delete from event where record_id = $1 and kind <> 'RECALLED'",
            "delete from idempotency where record_id = $1",
            "delete from record where id = $1");

    private Destruction() {}

    /**
     * Destroys a record whose row the caller has locked; answers the proof of its current version, and none where that was over already, and
     * the hash of its body gone.
     */
    static Future<Optional<Proof>> destroy(
            SqlConnection transaction,
            ContentSeal seal,
            FingerprintKey key,
            String recordId,
            String releaser,
            Instant at) {
        String sql = """
                select version.version, version.sealed_hash, data_key.wrapped, data_key.wrapped_under,
                    exists (select from recall where recall.record_id = record.id) as recalled
                from record join version on version.record_id = record.id and version.version = record.current_version
                left join data_key on data_key.about = 'body ' || version.record_id || '/' || version.version
                where record.id = $1
                """;
        return Database.run(transaction, sql, recordId)
                .map(rows -> rows.iterator().next())
                .compose(row -> delete(transaction, recordId)
                        .compose(deleted -> tell(transaction, recordId, releaser, row, at))
                        .map(told -> seal.hash(releaser, recordId, row).map(hash -> Proof.of(key, hash))));
    }

    private static Future<Void> delete(SqlConnection transaction, String recordId) {
        Future<Void> deleted = Future.succeededFuture();
        for (String statement : EVERYTHING) {
            deleted = deleted.compose(
                    before -> Database.run(transaction, statement, recordId).mapEmpty());
        }
        return deleted;
    }

    // Those who received it before a recall were told then; why it was recalled goes wherever it was told.
    private static Future<Void> tell(SqlConnection transaction, String recordId, String releaser, Row row, Instant at) {
        Event.Kind kind = row.getBoolean("recalled") ? Event.Kind.ERASED : Event.Kind.DESTROYED;
        return Outbox.append(transaction, kind, recordId, row.getInteger("version"), releaser, at, TOLD);
    }
}
