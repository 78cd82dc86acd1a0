package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;

/**
 * Ends imports. One at which no piece came for {@link #LASTING} is closed, and its mapping goes with its data key; as long after its end an
 * import is forgotten, with what it says of its file and of faults. What it stored stays.
 */
final class ImportEnds {
    static final Duration LASTING = Duration.ofDays(30);

    private static final int TOGETHER = 2_000;

    /** In one look: whatever is forgotten, nothing that is over waits for it long. */
    private static final int MOST_BATCHES = 20;

    private final Database database;
    private final Clock clock;
    private final int together;

    ImportEnds(Database database, Clock clock) {
        this(database, clock, TOGETHER);
    }

    /** @param together how many rows make a batch */
    ImportEnds(Database database, Clock clock, int together) {
        this.database = database;
        this.clock = clock;
        this.together = together;
    }

    /** Completes when nothing is left of what is forgotten, or so much of it is gone that the rest may wait for the next look. */
    Future<Void> look() {
        return database.transaction(this::close)
                .compose(closed -> database.transaction(this::forget))
                .compose(forgotten -> all(this::faults))
                .compose(gone -> all(this::pieces))
                .compose(gone -> database.transaction(ImportEnds::jobs))
                .mapEmpty();
    }

    private Future<Void> all(Function<SqlConnection, Future<Integer>> batch) {
        AtomicInteger batches = new AtomicInteger();
        return Rounds.untilNone(() ->
                batches.getAndIncrement() < MOST_BATCHES ? database.transaction(batch) : Future.succeededFuture(0));
    }

    private Future<Integer> close(SqlConnection connection) {
        String sql = """
                with ended as (
                    update import set closed_at = $1, sealed_mapping = null
                    where completed_at is null and closed_at is null and moved_at < $2 and not forgotten
                    returning id
                )
                delete from data_key using ended where data_key.about = 'import mapping ' || ended.id
                """;
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return Database.run(connection, sql, now, now.minus(LASTING)).map(deleted -> deleted.rowCount());
    }

    private Future<Integer> forget(SqlConnection connection) {
        String sql = """
                with ended as (
                    update import set forgotten = true
                    where coalesce(completed_at, closed_at) < $1 and not forgotten
                    returning id
                )
                delete from data_key using ended where data_key.about = 'import ' || ended.id
                """;
        OffsetDateTime before = clock.instant().minus(LASTING).atOffset(ZoneOffset.UTC);
        return Database.run(connection, sql, before).map(deleted -> deleted.rowCount());
    }

    // There can be millions, more than are deleted within the time of a statement.
    private Future<Integer> faults(SqlConnection connection) {
        String sql = """
                delete from import_fault where import_fault.position in (
                    select import_fault.position from import join import_fault on import_fault.import = import.id
                    where import.forgotten limit $1)
                """;
        return Database.run(connection, sql, together).map(deleted -> deleted.rowCount());
    }

    private Future<Integer> pieces(SqlConnection connection) {
        String sql = """
                delete from import_piece where (import, first) in (
                    select import_piece.import, import_piece.first
                    from import join import_piece on import_piece.import = import.id
                    where import.forgotten limit $1)
                """;
        return Database.run(connection, sql, together).map(deleted -> deleted.rowCount());
    }

    // Another node may be at it.
    private static Future<Integer> jobs(SqlConnection connection) {
        String sql = """
                delete from import where forgotten
                    and not exists (select from import_fault where import_fault.import = import.id)
                    and not exists (select from import_piece where import_piece.import = import.id)
                """;
        return Database.run(connection, sql).map(deleted -> deleted.rowCount());
    }
}
