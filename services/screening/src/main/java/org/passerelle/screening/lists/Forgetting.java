package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;

/**
 * Destroys matches of names in records, with how they were ruled, once nothing in which a name was found may be retained (policy, "At
 * rest"): a match says that the record named somebody who is like the listed one. That somebody ruled it stays in the operator's log.
 */
final class Forgetting {
    private static final int TOGETHER = 500;

    private static final String OVER = """
            select m.task from list_match m
            where m.subject_kind = '%s' and not %s
            order by m.task limit $2 for update skip locked
            """.formatted(SubjectKind.RECORD, Sightings.retained("$1"));

    private static final String RECORDS = """
            select distinct subject from list_match where subject_kind = $1 and subject > $2 order by subject limit $3
            """;

    private static final String OF_RECORDS = """
            select task from list_match where subject_kind = $1 and subject = any($2::text[]) order by task for update
            """;

    /** Each before what it refers to. */
    private static final List<String> EVERYTHING = List.of(
            """
            delete from data_key k using list_match m where m.task = any($1::text[]) and %s
            """.formatted(MatchSeal.DATA_KEY),
            "delete from list_match_sighting where task = any($1::text[])",
            "delete from list_match_ruling where task = any($1::text[])",
            "delete from task_event where task = any($1::text[])",
            "delete from list_match where task = any($1::text[])",
            "delete from task where id = any($1::text[])");

    private final Bus bus;
    private final Database database;
    private final Clock clock;

    Forgetting(Bus bus, Database database, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.clock = clock;
    }

    /** Completes when nothing is left that may no longer be retained; where nobody can tell how records stand, what they said waits. */
    Future<Void> run() {
        return Rounds.untilNone(() -> database.transaction(this::over)).compose(forgotten -> gone());
    }

    private Future<Integer> over(SqlConnection transaction) {
        Instant now = clock.instant();
        return Database.run(transaction, OVER, ListStore.time(now), TOGETHER)
                .compose(rows -> forget(transaction, tasks(rows)));
    }

    /** What was found in records of which nothing is left. */
    private Future<Void> gone() {
        AtomicReference<String> last = new AtomicReference<>("");
        return Rounds.untilNone(() -> database.query(RECORDS, SubjectKind.RECORD.name(), last.get(), TOGETHER)
                .map(rows -> rows.stream().map(row -> row.getString("subject")).toList())
                .compose(records -> records.isEmpty()
                        ? Future.succeededFuture(0)
                        : forgetGone(records).map(forgotten -> {
                            last.set(records.getLast());
                            return records.size();
                        })));
    }

    private Future<Integer> forgetGone(List<String> records) {
        return bus.ask(Records.STATES, new Records.StatesOf(Set.copyOf(records)))
                .map(answer -> records.stream()
                        .filter(record -> !answer.states().containsKey(record))
                        .toArray(String[]::new))
                .compose(gone -> gone.length == 0
                        ? Future.succeededFuture(0)
                        : database.transaction(
                                transaction -> Database.run(transaction, OF_RECORDS, SubjectKind.RECORD.name(), gone)
                                        .compose(rows -> forget(transaction, tasks(rows)))));
    }

    private static String[] tasks(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getString("task")).toArray(String[]::new);
    }

    private static Future<Integer> forget(SqlConnection transaction, String[] tasks) {
        Future<Void> forgotten = Future.succeededFuture();
        for (String statement : EVERYTHING) {
            forgotten = forgotten.compose(before ->
                    Database.run(transaction, statement, (Object) tasks).mapEmpty());
        }
        return forgotten.map(tasks.length);
    }
}
