package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Sealed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes data keys over from older wrapping keys, in the order of what they are about. One that does not open was altered, or moved: it stays
 * as it is, is told once, and keeps its wrapping key from being retired; all behind it are taken over nonetheless.
 */
final class Rewrapping {
    private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);

    /** Of so many it is remembered that they were told; who has more knows enough. */
    private static final int MOST_TOLD = 1_000;

    private final Database database;
    private final ContentSeal seal;
    private final int together;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Rewrapping(Database database, ContentSeal seal, int together) {
        this.database = database;
        this.seal = seal;
        this.together = together;
    }

    /** Whether anything is wrapped under an older key: one look, however many data keys there are. */
    Future<Boolean> older() {
        return database.query("select wrapped_under from data_key order by wrapped_under limit 1")
                .map(rows -> rows.stream().anyMatch(row -> row.getInteger("wrapped_under") < seal.newest()));
    }

    Sweep begin() {
        return new Sweep();
    }

    /** Once through all that older keys wrapped. */
    final class Sweep {
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
        return seal.rewrap(
                row.getString("about"),
                row.getString("domain"),
                row.getBuffer("wrapped"),
                row.getInteger("wrapped_under"));
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
