package org.passerelle.records;

import static java.time.temporal.ChronoUnit.MICROS;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.Recall;
import org.passerelle.core.message.Records.RecallOutcome;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/** Recalls a record with all its versions, at its releaser's word. */
final class Recalling {
    private final Database database;
    private final Bus bus;
    private final Clock clock;

    Recalling(Database database, Bus bus, Clock clock) {
        this.database = database;
        this.bus = bus;
        this.clock = clock;
    }

    Future<RecallOutcome> recall(Recall recall) {
        return database.transaction(connection -> store(connection, recall))
                .onSuccess(outcome -> bus.publish(Hint.FEED_GREW))
                .compose(outcome -> Barrier.effective(bus, barrier(outcome)).map(effective -> outcome));
    }

    private static Optional<Long> barrier(RecallOutcome outcome) {
        return outcome instanceof RecallOutcome.Recalled recalled ? Optional.of(recalled.barrier()) : Optional.empty();
    }

    private Future<RecallOutcome> store(SqlConnection connection, Recall recall) {
        String sql = """
                select record.current_version, recall.id as recall_id
                from record left join recall on recall.record_id = record.id
                where record.id = $1 and record.releaser = $2
                for update of record
                """;
        return Database.run(connection, sql, recall.recordId(), recall.party())
                .map(rows -> rows.stream().findFirst())
                .compose(found -> found.map(record -> mark(connection, recall, record))
                        .orElse(Future.succeededFuture(new RecallOutcome.Absent())));
    }

    private Future<RecallOutcome> mark(SqlConnection connection, Recall recall, Row record) {
        String earlier = record.getString("recall_id");
        if (earlier != null) {
            return Future.succeededFuture(new RecallOutcome.AlreadyRecalled(earlier));
        }
        String recallId = UUID.randomUUID().toString();
        Instant at = clock.instant().truncatedTo(MICROS);
        return insert(connection, recall, recallId, at)
                // Quarantine outlasts a recall: its own party may read what is recalled.
                .compose(done -> Database.run(
                        connection,
                        "update record set state = 'RECALLED' where id = $1 and state <> 'QUARANTINED'",
                        recall.recordId()))
                .compose(done -> Outbox.append(
                        connection,
                        Event.Kind.RECALLED,
                        recall.recordId(),
                        record.getInteger("current_version"),
                        recall.party(),
                        at,
                        recall.reason()))
                .compose(done -> Barrier.raise(connection, "record recalled"))
                .map(barrier -> new RecallOutcome.Recalled(recallId, barrier));
    }

    private static Future<Void> insert(SqlConnection connection, Recall recall, String recallId, Instant at) {
        String sql = """
                insert into recall (id, record_id, party, subject, reason, at) values ($1, $2, $3, $4, $5, $6)
                """;
        return Database.run(
                        connection,
                        sql,
                        recallId,
                        recall.recordId(),
                        recall.party(),
                        recall.subject(),
                        recall.reason(),
                        at.atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }
}
