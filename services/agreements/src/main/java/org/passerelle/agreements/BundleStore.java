package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/** Signed bundles, one per barrier version, immutable. */
final class BundleStore {
    private BundleStore() {}

    static Future<Optional<SignedBundle>> find(SqlClient client, long version) {
        return Database.run(
                        client, "select version, payload, key_id, signature from bundle where version = $1", version)
                .map(BundleStore::read);
    }

    private static Optional<SignedBundle> read(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new SignedBundle(
                    row.getLong("version"),
                    row.getString("payload"),
                    row.getString("key_id"),
                    row.getString("signature")));
        }
        return Optional.empty();
    }

    /** Keeps the bundle unless another authority was first: the primary key lets in exactly one per version. */
    static Future<Boolean> keep(
            SqlConnection transaction, SignedBundle bundle, Map<String, String> omissions, String builder, Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into bundle (version, payload, key_id, signature, issued_at, built_by)
                        values ($1, $2, $3, $4, $5, $6)
                        on conflict (version) do nothing
                        returning version
                        """,
                        bundle.version(),
                        bundle.payload(),
                        bundle.keyId(),
                        bundle.signature(),
                        at.atOffset(ZoneOffset.UTC),
                        builder)
                .compose(kept -> kept.size() == 0
                        ? Future.succeededFuture(false)
                        : omit(transaction, bundle.version(), omissions).map(true));
    }

    private static Future<Void> omit(SqlConnection transaction, long version, Map<String, String> omissions) {
        List<Tuple> rows = omissions.entrySet().stream()
                .map(omission -> Tuple.of(version, omission.getKey(), omission.getValue()))
                .toList();
        return Database.runEach(
                        transaction, "insert into omission (version, agreement, reason) values ($1, $2, $3)", rows)
                .compose(inserted -> Database.run(transaction, """
                        select agreement, reason from omission now where version = $1 and not exists (
                            select from omission before
                            where before.version = (select max(version) from bundle where version < $1)
                            and before.agreement = now.agreement and before.reason = now.reason)
                        order by agreement
                        """, version))
                .compose(unreported -> report(transaction, unreported));
    }

    private static Future<Void> report(SqlConnection transaction, RowSet<Row> unreported) {
        Future<Void> reported = Future.succeededFuture();
        for (Row row : unreported) {
            Audit.Note note = new Audit.Note(
                    "agreement-left-out",
                    "agreements",
                    "",
                    row.getString("agreement") + ": " + row.getString("reason"));
            reported = reported.compose(done -> NoteOutbox.add(transaction, note));
        }
        return reported;
    }
}
