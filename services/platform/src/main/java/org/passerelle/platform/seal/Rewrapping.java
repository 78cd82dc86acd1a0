package org.passerelle.platform.seal;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the data keys of a schema over from older wrapping keys, in the order of what they are about. One that does not open was altered, or moved: it stays
 * as it is, is told once, and keeps its wrapping key from being retired; all behind it are taken over nonetheless.
 */
public final class Rewrapping {
    private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);

    private static final int TOGETHER = 500;

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('passerelle.' || current_schema() || '.seals', 0))";

    /** Of so many it is remembered that they were told; who has more knows enough. */
    private static final int MOST_TOLD = 1_000;

    private final Database database;
    private final Seal seal;
    private final int together;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param database schema with a table {@code data_key} */
    public Rewrapping(Database database, Seal seal) {
        this(database, seal, TOGETHER);
    }

    /** @param together how many data keys make a batch */
    public Rewrapping(Database database, Seal seal, int together) {
        this.database = database;
        this.seal = seal;
        this.together = together;
    }

    /** Wraps what older keys wrapped under the newest, a few at a time. What does not open stays as it is. */
    public Future<Void> rewrap() {
        return older().compose(older -> older ? rewrapEach(new Sweep()) : Future.succeededFuture());
    }

    private Future<Void> rewrapEach(Sweep sweep) {
        return Rounds.untilNone(() -> locked(sweep::batch).map(sweep::committed));
    }

    // Nodes share the work, batch by batch.
    private <T> Future<T> locked(Function<SqlConnection, Future<T>> batch) {
        return database.transaction(
                connection -> Database.run(connection, LOCK).compose(held -> batch.apply(connection)));
    }

    /** Whether anything is wrapped under an older key: one look, however many data keys there are. */
    private Future<Boolean> older() {
        return database.query("select wrapped_under from data_key order by wrapped_under limit 1")
                .map(rows -> rows.stream().anyMatch(row -> row.getInteger("wrapped_under") < seal.newest()));
    }

    /** Once through all that older keys wrapped. */
    private final class Sweep {
        private volatile String last = "";

        /** The next few, within a transaction; answers what they are about. */
        Future<List<String>> batch(SqlConnection connection) {
            String select = """
                    select about, domain, wrapped, wrapped_under from data_key
                    where wrapped_under < $1 and about > $2 order by about limit $3
                    """;
            String update = "update data_key set wrapped = $2, wrapped_under = $3 where about = $1";
            return Database.run(connection, select, seal.newest(), last, together)
                    .compose(rows -> Database.runEach(connection, update, opened(rows))
                            .map(done -> rows.stream()
                                    .map(row -> row.getString("about"))
                                    .toList()));
        }

        /** Goes on behind these, now that they are committed; answers how many they are. */
        int committed(List<String> about) {
            if (!about.isEmpty()) {
                last = about.getLast();
            }
            return about.size();
        }
    }

    private List<Tuple> opened(Iterable<Row> rows) {
        List<Tuple> tuples = new ArrayList<>();
        for (Row row : rows) {
            rewrapped(row)
                    .ifPresentOrElse(
                            anew -> tuples.add(Tuple.of(row.getString("about"), anew.key(), anew.wrappedUnder())),
                            () -> tell(row.getString("about"), row.getInteger("wrapped_under")));
        }
        return tuples;
    }

    private Optional<Sealed> rewrapped(Row row) {
        Sealed key = new Sealed(Buffer.buffer(), row.getBuffer("wrapped"), row.getInteger("wrapped_under"));
        return seal.rewrap(key, row.getString("domain"), row.getString("about"));
    }

    private void tell(String about, int number) {
        if (told.size() < MOST_TOLD && told.add(about)) {
            LOG.error(
                    "the data key of {} does not open: it stays as it is, under wrapping key {}, which is not retired while it is there",
                    about,
                    number);
        }
    }
}
