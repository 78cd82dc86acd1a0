package org.passerelle.audit.seal;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.append.LeafWriter;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.platform.database.Database;

/**
 * Gives the operator's log exactly one leaf per interval, the root over what was noted and which party logs grew, possibly nothing:
 * the log's size says nothing of what happened. Any number of processes may try; a lock in the database picks one.
 */
public final class Sealer {

    /** After a longer standstill one leaf stands for all intervals missed. */
    private static final long MOST_CAUGHT_UP = 30;

    private static final String LEAD = """
            select pg_try_advisory_xact_lock(hashtext('audit.sealer')) as leading,
                   set_config('synchronous_commit', 'on', true)
            """;

    private static final String LAST = "select max(id) as last from sealed_interval";

    private static final String CREATE_LOG = "insert into log (name) values ($1) on conflict do nothing";

    private static final String SEALED = """
            insert into sealed_interval (id, position)
            select * from unnest($1::bigint[], $2::bigint[])
            """;

    private static final String OPEN = """
            insert into opening (interval_id, slot, slots, party, body, salt, proof)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private final Database database;
    private final Duration length;
    private final SecureRandom random = new SecureRandom();

    public Sealer(Database database, Duration length) {
        this.database = database;
        this.length = length;
    }

    /** Seals every interval that has ended at {@code now}; answers how many leaves were appended. */
    public Future<Integer> seal(Instant now) {
        long ended = Math.floorDiv(now.toEpochMilli(), length.toMillis()) - 1;
        return database.transaction(connection -> Database.run(connection, LEAD)
                .compose(rows -> rows.iterator().next().getBoolean("leading")
                        ? sealAfterLast(connection, ended)
                        : Future.succeededFuture(0)));
    }

    private Future<Integer> sealAfterLast(SqlConnection connection, long ended) {
        return Database.run(connection, LAST)
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("last")))
                .compose(last -> {
                    long first = last.map(id -> id + 1).orElse(ended);
                    return first > ended ? Future.succeededFuture(0) : sealAll(connection, first, ended);
                });
    }

    private Future<Integer> sealAll(SqlConnection connection, long first, long ended) {
        return Notes.take(connection)
                .compose(notes -> Witness.grown(connection).compose(heads -> {
                    List<SealedEntry> entries = Stream.concat(
                                    notes.stream(),
                                    heads.stream().map(head -> SealedEntry.witnessed(head, Leaf.salt(random))))
                            .toList();
                    Interval interval = Interval.of(entries, random);
                    return append(connection, first, ended, interval)
                            .compose(leaves -> open(connection, ended, interval)
                                    .compose(opened -> remember(connection, heads))
                                    .map(leaves));
                }));
    }

    private Future<Integer> append(SqlConnection connection, long first, long ended, Interval interval) {
        List<Long> ids = new ArrayList<>();
        List<Leaf> leaves = new ArrayList<>();
        boolean standstill = ended - first > MOST_CAUGHT_UP;
        for (long id = standstill ? ended : first; id <= ended; id++) {
            long from = standstill ? first : id;
            Hash root = id == ended
                    ? interval.root()
                    : Interval.of(List.of(), random).root();
            ids.add(id);
            leaves.add(leaf(id, from, root));
        }
        return Database.run(connection, CREATE_LOG, Leaf.OPERATOR)
                .compose(created -> LeafWriter.write(connection, leaves))
                .compose(positions ->
                        Database.run(connection, SEALED, ids.toArray(Long[]::new), positions.toArray(Long[]::new)))
                .map(leaves.size());
    }

    private Leaf leaf(long id, long from, Hash root) {
        Instant until = Instant.ofEpochMilli((id + 1) * length.toMillis());
        var body = new SealedEntry.Body.Interval(id, Instant.ofEpochMilli(from * length.toMillis()), until, root.hex());
        return new Leaf(Leaf.OPERATOR, until, SealedEntry.canonical(body), Leaf.salt(random), Optional.empty());
    }

    private static Future<Void> open(SqlConnection connection, long id, Interval interval) {
        List<Tuple> rows = interval.filled().stream()
                .map(filled -> Tuple.tuple()
                        .addLong(id)
                        .addInteger(filled.slot())
                        .addInteger(interval.slots())
                        .addString(filled.entry().party())
                        .addString(filled.entry().body())
                        .addBuffer(Buffer.buffer(filled.entry().salt().bytes()))
                        .addArrayOfBuffer(filled.proof().stream()
                                .map(hash -> Buffer.buffer(hash.bytes()))
                                .toArray(Buffer[]::new)))
                .toList();
        return Database.runEach(connection, OPEN, rows).mapEmpty();
    }

    private static Future<Void> remember(SqlConnection connection, List<TreeHead> heads) {
        return heads.isEmpty() ? Future.succeededFuture() : Witness.remember(connection, heads);
    }
}
