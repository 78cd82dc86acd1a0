package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;

/** Signed bundles, one per barrier version, immutable. */
final class BundleStore {
    private BundleStore() {}

    static Future<Optional<SignedBundle>> find(SqlClient client, long version) {
        return Database.run(
                        client, "select version, payload, key_id, signature from bundle where version = $1", version)
                .map(BundleStore::read);
    }

    static Future<Boolean> exists(SqlClient client, long version) {
        return Database.run(client, "select exists (select from bundle where version = $1) as built", version)
                .map(rows -> rows.iterator().next().getBoolean("built"));
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

    /** What became of a bundle that an authority has built. */
    enum Kept {
        FIRST,
        /** Another authority had made this version's bundle. */
        SECOND,
        /** The barrier stands elsewhere now: whoever built this is behind, and it is kept nowhere. */
        OVERTAKEN
    }

    /**
     * Keeps the bundle of the version at which the barrier stands, unless another authority was first. The barrier is held and the
     * primary key lets in exactly one per version, so an authority that was stopped while building cannot come late with an old one.
     */
    static Future<Kept> keep(
            SqlConnection transaction, SignedBundle bundle, BundleAssembly assembly, String builder, Instant at) {
        return Barrier.hold(transaction, bundle.version())
                .compose(barrier -> barrier == bundle.version()
                        ? insert(transaction, bundle, assembly, builder, at)
                        : Future.succeededFuture(Kept.OVERTAKEN));
    }

    private static Future<Kept> insert(
            SqlConnection transaction, SignedBundle bundle, BundleAssembly assembly, String builder, Instant at) {
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
                        ? Future.succeededFuture(Kept.SECOND)
                        : FaultStore.keep(transaction, assembly).map(Kept.FIRST));
    }
}
