package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;

/**
 * Lists records that were stored when there was no listing yet: nothing is answered before all are found. Those of which nothing is left stay off the
 * list.
 */
final class ListingBacklog {
    private static final int TOGETHER = 200;

    // So that no statement looks at the whole store.
    private static final int POSITIONS = 50_000;

    private final Database database;
    private final Relisting relisting;
    private final int together;
    private final int positions;

    ListingBacklog(Database database, Relisting relisting) {
        this(database, relisting, TOGETHER, POSITIONS);
    }

    /**
     * @param together how many records make a batch
     * @param positions how many are looked at for one
     */
    ListingBacklog(Database database, Relisting relisting, int together, int positions) {
        this.database = database;
        this.relisting = relisting;
        this.together = together;
        this.positions = positions;
    }

    /** Completes when every record is listed that says something. What is stored meanwhile is listed by whoever stores it. */
    Future<Void> complete() {
        AtomicLong last = new AtomicLong();
        return database.query("select coalesce(max(position), 0) as highest from record")
                .map(rows -> rows.iterator().next().getLong("highest"))
                .compose(highest ->
                        Rounds.untilNone(() -> last.get() < highest ? next(last) : Future.succeededFuture(0)));
    }

    private Future<Integer> next(AtomicLong last) {
        return database.transaction(connection -> batch(connection, last.get())).map(reached -> {
            last.set(reached);
            return 1;
        });
    }

    /** Answers up to which position every record is listed. */
    private Future<Long> batch(SqlConnection connection, long last) {
        String missing = """
                select record.position, record.id from record
                where record.position > $1 and record.position <= $2
                    and not exists (select from listing
                        where listing.position = record.position and listing.position > $1 and listing.position <= $2)
                    and (select true from portion where portion.record_id = record.id
                        and portion.version = record.current_version and portion.sealed is not null limit 1)
                order by record.position limit $3
                """;
        long end = last + positions;
        return Relisting.alone(connection)
                .compose(held -> Database.run(connection, missing, last, end, together))
                .compose(rows -> {
                    List<Row> found = rows.stream().toList();
                    String[] ids =
                            found.stream().map(row -> row.getString("id")).toArray(String[]::new);
                    long reached =
                            found.size() < together ? end : found.getLast().getLong("position");
                    return relisting.list(connection, ids).map(listed -> reached);
                });
    }
}
