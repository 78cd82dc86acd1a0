package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;

/** What goes with the last that any version of a record said, and stands elsewhere: local tags, links, and why it was recalled. */
final class Remains {
    private static final int TOGETHER = 1_000;

    /**
     * What goes in one way.
     *
     * @param columns that name records
     * @param sweep takes away what there is of the records among some of which nothing is left
     */
    private record Kind(String table, List<String> columns, BiFunction<SqlConnection, String[], Future<Void>> sweep) {}

    private final Database database;
    private final List<Kind> kinds;
    private final int together;

    Remains(Database database, Clock clock) {
        this(database, clock, TOGETHER);
    }

    /** @param together how many records are looked at at once, where all are */
    Remains(Database database, Clock clock, int together) {
        this.database = database;
        this.kinds = List.of(
                new Kind("local_tag", List.of("record_id"), LocalTagTable::sweep),
                new Kind("link", List.of("source", "target"), LinkTable::sweep),
                new Kind(
                        "recall",
                        List.of("record_id"),
                        (connection, records) -> Recalling.sweep(connection, records, clock.instant())));
        this.together = together;
    }

    /** Completes when of those of these records nothing remains of which nothing is left; each kind goes whatever becomes of the others. */
    Future<Void> of(Collection<String> records) {
        String[] ids = records.toArray(String[]::new);
        List<Supplier<Future<Void>>> sweeps = kinds.stream()
                .<Supplier<Future<Void>>>map(kind -> () -> sweep(kind, ids))
                .toList();
        return Rounds.each(sweeps);
    }

    /** The same of all records, some at a time. */
    Future<Void> ofAll() {
        List<Supplier<Future<Void>>> looks = kinds.stream()
                .flatMap(
                        kind -> kind.columns().stream().<Supplier<Future<Void>>>map(column -> () -> look(kind, column)))
                .toList();
        return Rounds.each(looks);
    }

    private Future<Void> look(Kind kind, String column) {
        String sql = "select distinct %1$s as id from %2$s where %1$s > $1 order by 1 limit %3$d"
                .formatted(column, kind.table(), together);
        AtomicReference<String> last = new AtomicReference<>("");
        return Rounds.untilNone(() -> database.query(sql, last.get())
                .map(rows -> rows.stream().map(row -> row.getString("id")).toArray(String[]::new))
                .compose(ids -> ids.length == 0
                        ? Future.succeededFuture(0)
                        : sweep(kind, ids).map(swept -> {
                            last.set(ids[ids.length - 1]);
                            return ids.length;
                        })));
    }

    private Future<Void> sweep(Kind kind, String[] records) {
        return database.transaction(connection -> kind.sweep().apply(connection, records));
    }
}
