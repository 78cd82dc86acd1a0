package org.passerelle.platform.seal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import org.passerelle.platform.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a node has the wrapping keys under which things are sealed, and no others with their numbers; that it takes up the next
 * one; and that none goes while anything of any service is wrapped under it, or could come to be. The database tells keys apart by a proof
 * of each, in schema {@code seals}.
 */
public final class WrappingProofs {
    private static final Logger LOG = LoggerFactory.getLogger(WrappingProofs.class);

    /** One that opens is proof enough, and one that was altered is none of the contrary. */
    private static final int SAMPLE = 10;

    /** After a minute every node that has the next key has taken it up: none is refused because it has not looked yet. */
    private static final String RETIRABLE = """
            number < $1 and not retired
                and not exists (select from seals.data_key where wrapped_under = wrapping_key.number)
                and exists (select from seals.wrapping_key as next where next.number = $1 and next.since < now() - interval '1 minute')
            """;

    private final Vertx vertx;
    private final Database database;
    private final WrappingKeys keys;
    private final Seal seal;

    /** @param database any schema of the installation */
    public WrappingProofs(Vertx vertx, Database database, WrappingKeys keys, Seal seal) {
        this.vertx = vertx;
        this.database = database;
        this.keys = keys;
        this.seal = seal;
    }

    /** Completes when each key is at hand, and the right one; the first is made where nothing was ever sealed. Else it fails, and names the file. */
    public Future<Void> check() {
        return needed().compose(needed -> needed.isEmpty() && keys.numbers().isEmpty() ? first() : present(needed))
                .compose(present -> {
                    Future<Void> proved = Future.succeededFuture();
                    for (int number : keys.numbers()) {
                        proved = proved.compose(before -> same(number));
                    }
                    return proved;
                });
    }

    /** Of keys that are not retired, and of those under which anything is wrapped. */
    private Future<List<Integer>> needed() {
        return database.query("""
                        with recursive used (number) as (
                            (select wrapped_under from seals.data_key order by wrapped_under limit 1)
                            union all
                            select (select wrapped_under from seals.data_key where wrapped_under > number order by wrapped_under limit 1)
                            from used where number is not null
                        )
                        select number from used where number is not null
                        union select number from seals.wrapping_key where not retired
                        order by number
                        """)
                .map(rows -> rows.stream().map(row -> row.getInteger("number")).toList());
    }

    private Future<Void> first() {
        return vertx.executeBlocking(() -> {
                    keys.first();
                    return keys;
                })
                .mapEmpty();
    }

    /** Looked for once more: of nodes that start together another may just have made the first. */
    private Future<Void> present(List<Integer> needed) {
        return missing(needed).isEmpty()
                ? Future.succeededFuture()
                : look().compose(looked -> missing(needed)
                        .<Future<Void>>map(
                                number -> refused("content is sealed under wrapping key %d, and there is no %s"
                                        .formatted(number, file(number))))
                        .orElseGet(Future::succeededFuture));
    }

    private Optional<Integer> missing(List<Integer> needed) {
        return needed.stream()
                .filter(number -> !keys.numbers().contains(number))
                .findFirst();
    }

    private Future<Void> look() {
        return vertx.executeBlocking(() -> {
                    keys.look();
                    return keys;
                })
                .mapEmpty();
    }

    private Future<Void> same(int number) {
        return known(number)
                .compose(known -> known.isPresent() ? Future.succeededFuture(known) : entered(number))
                .compose(proof -> proof.filter(known -> keys.prove(number, known.getBytes()))
                                .isPresent()
                        ? Future.succeededFuture()
                        : refused("%s is not the wrapping key %d under which content is sealed"
                                .formatted(file(number), number)));
    }

    private Future<Optional<Buffer>> known(int number) {
        return database.query("select proof from seals.wrapping_key where number = $1", number)
                .map(rows -> rows.stream().map(row -> row.getBuffer("proof")).findFirst());
    }

    /** The proof of a key that came before there were proofs, or of the next one; of two that differ the first is entered. */
    private Future<Optional<Buffer>> entered(int number) {
        String sql = "insert into seals.wrapping_key (number, proof) values ($1, $2) on conflict do nothing";
        return opens(number)
                .compose(opens -> opens
                        ? database.query(
                                        sql,
                                        number,
                                        Buffer.buffer(keys.proof(number).orElseThrow()))
                                .compose(entered -> known(number))
                        : Future.succeededFuture(Optional.empty()));
    }

    /** Whether it opens what is wrapped under its number, if anything is. */
    private Future<Boolean> opens(int number) {
        String sql = "select about, domain, wrapped from seals.data_key where wrapped_under = $1 limit $2";
        return database.query(sql, number, SAMPLE)
                .map(rows -> rows.size() == 0
                        || rows.stream()
                                .anyMatch(row -> seal.dataKey(
                                                new Sealed(Buffer.buffer(), row.getBuffer("wrapped"), number),
                                                row.getString("domain"),
                                                row.getString("about"))
                                        .isPresent()));
    }

    private static <T> Future<T> refused(String sentence) {
        return Future.failedFuture(new IllegalStateException(sentence));
    }

    private String file(int number) {
        return keys.file(number).toString();
    }

    /** Takes up keys that have come into use since the start; whether all that are in use are at hand. */
    public Future<Boolean> follow() {
        return database.query("select number, proof from seals.wrapping_key where not retired order by number")
                .map(rows -> rows.stream()
                        .filter(row -> !keys.proves(row.getInteger("number")))
                        .toList())
                .compose(further -> further.isEmpty() ? Future.succeededFuture(true) : takeUp(further));
    }

    private Future<Boolean> takeUp(List<Row> further) {
        return look().map(looked -> further.stream().filter(row -> !taken(row)).count() == 0);
    }

    private boolean taken(Row row) {
        int number = row.getInteger("number");
        boolean taken = keys.prove(number, row.getBuffer("proof").getBytes());
        if (taken) {
            LOG.info("wrapping key {} is in use, and is taken up", number);
        } else {
            LOG.error("wrapping key {} is in use, and {} is missing or another key", number, file(number));
        }
        return taken;
    }

    /**
     * Retires each key older than the newest under which nothing is wrapped, once the newest is in use for a minute. A node that would still
     * seal under it, because it has not taken the newest up, is refused by the database from then on: so it stays true.
     */
    public Future<Void> retire() {
        // Looked for first: one that must stay for long does not stop writers each time.
        return database.query("select 1 from seals.wrapping_key where " + RETIRABLE + " limit 1", keys.newest())
                .compose(older -> older.size() == 0 ? Future.succeededFuture() : retireOlder());
    }

    private Future<Void> retireOlder() {
        return database.transaction(connection -> Database.run(connection, "set local lock_timeout = '2s'")
                        // Whoever has sealed something has committed it by then; nobody seals meanwhile.
                        .compose(patient -> Database.run(connection, "lock table seals.data_key in share mode"))
                        .compose(locked -> Database.run(
                                connection,
                                "update seals.wrapping_key set retired = true where " + RETIRABLE + " returning number",
                                keys.newest())))
                .onSuccess(this::tell)
                .mapEmpty();
    }

    private void tell(RowSet<Row> retired) {
        retired.forEach(row -> LOG.info(
                "wrapping key {} is retired: no data key is wrapped under it, and none can be any more; {} is needed for older backups alone",
                row.getInteger("number"),
                file(row.getInteger("number"))));
    }
}
