package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;

/** Signed bundles, one per barrier version, immutable. */
final class BundleStore {
    private static final String FIND = "select version, payload, key_id, signature from bundle where version = $1";

    private BundleStore() {}

    /**
     * A bundle that an authority has built.
     *
     * @param parts the texts of the parts that its payload names, by hash
     */
    record Made(BundleAssembly assembly, SignedBundle signed, Map<String, String> parts) {}

    static Future<Optional<SignedBundle>> find(SqlConnection transaction, long version) {
        return Database.run(transaction, FIND, version).map(BundleStore::read);
    }

    static Future<Optional<SignedBundle>> find(Database database, long version) {
        return database.query(FIND, version).map(BundleStore::read);
    }

    /** The texts of parts of bundles, by hash; what was never kept is not there. */
    static Future<Map<String, String>> parts(Database database, List<String> hashes) {
        return database.query("select hash, body from bundle_part where hash = any($1)", (Object)
                        hashes.toArray(String[]::new))
                .map(rows -> {
                    Map<String, String> texts = new HashMap<>();
                    rows.forEach(row -> texts.put(row.getString("hash"), row.getString("body")));
                    return texts;
                });
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
    static Future<Kept> keep(SqlConnection transaction, Made made, String builder, Instant at) {
        long version = made.signed().version();
        return Barrier.hold(transaction, version)
                .compose(barrier -> barrier == version
                        ? keepParts(transaction, made.parts()).compose(kept -> insert(transaction, made, builder, at))
                        : Future.succeededFuture(Kept.OVERTAKEN));
    }

    private static Future<Void> keepParts(SqlConnection transaction, Map<String, String> parts) {
        return Database.run(transaction, """
                        select hash from unnest($1::text[]) as named (hash)
                        where not exists (select from bundle_part where bundle_part.hash = named.hash)
                        """, (Object) parts.keySet().toArray(String[]::new))
                .compose(unkept -> {
                    if (unkept.size() == 0) {
                        return Future.succeededFuture();
                    }
                    List<Tuple> rows = new ArrayList<>();
                    unkept.forEach(row -> rows.add(Tuple.of(row.getString("hash"), parts.get(row.getString("hash")))));
                    return Database.runEach(
                            transaction,
                            "insert into bundle_part (hash, body) values ($1, $2) on conflict do nothing",
                            rows);
                })
                .mapEmpty();
    }

    private static Future<Kept> insert(SqlConnection transaction, Made made, String builder, Instant at) {
        SignedBundle bundle = made.signed();
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
                        : FaultStore.keep(transaction, made.assembly()).map(Kept.FIRST));
    }
}
