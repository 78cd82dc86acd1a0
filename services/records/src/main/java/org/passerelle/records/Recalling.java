package org.passerelle.records;

import static java.time.temporal.ChronoUnit.MICROS;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.Recall;
import org.passerelle.core.message.Records.RecallOutcome;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Sealed;

/** Recalls a record with all its versions, at its releaser's word. */
final class Recalling {
    /** What is told instead of the reason. */
    private static final String ENDED = "no longer retained";

    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final ReasonSeal reasons;

    Recalling(Database database, Bus bus, Clock clock, ReasonSeal reasons) {
        this.database = database;
        this.bus = bus;
        this.clock = clock;
        this.reasons = reasons;
    }

    Future<RecallOutcome> recall(Recall recall) {
        return database.transaction(connection -> store(connection, recall))
                .onSuccess(raised -> bus.publish(Hint.FEED_GREW))
                .compose(raised -> raised.effective(bus));
    }

    private Future<Raised<RecallOutcome>> store(SqlConnection connection, Recall recall) {
        String lock = "select current_version from record where id = $1 and releaser = $2 for update";
        return Database.run(connection, lock, recall.recordId(), recall.party())
                .map(rows -> rows.stream().findFirst())
                .compose(found -> found.map(record -> mark(connection, recall, record))
                        .orElse(Future.succeededFuture(Raised.nothing(new RecallOutcome.Absent()))));
    }

    private Future<Raised<RecallOutcome>> mark(SqlConnection connection, Recall recall, Row record) {
        // Asked behind the lock: somebody may have recalled it while this one waited.
        return Database.run(connection, "select id from recall where record_id = $1", recall.recordId())
                .map(rows -> rows.stream().findFirst())
                .compose(earlier -> earlier.map(row -> Raised.<RecallOutcome>already(
                                connection, new RecallOutcome.AlreadyRecalled(row.getString("id"))))
                        .orElseGet(() -> enter(connection, recall, record)));
    }

    private Future<Raised<RecallOutcome>> enter(SqlConnection connection, Recall recall, Row record) {
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
                        // The reason is the recall's, and goes with it.
                        ""))
                .compose(done -> Barrier.raise(connection, "record recalled"))
                .map(barrier -> Raised.by(new RecallOutcome.Recalled(recallId, barrier), barrier));
    }

    /** Of those of these records that were recalled, and of which nothing may be retained any more, nobody says why they were. */
    static Future<Void> sweep(SqlConnection connection, String[] records, Instant at) {
        String sql = """
                with ended as (
                    select recall.id, recall.record_id, recall.party, record.current_version
                    from recall
                    join record on record.id = recall.record_id
                    join data_key on data_key.about = 'recall ' || recall.id
                    where recall.record_id = any($1) and not exists (
                        select from portion where portion.record_id = record.id and portion.sealed is not null)
                    for update of recall skip locked
                ),
                gone as (delete from data_key using ended where data_key.about = 'recall ' || ended.id)
                select record_id, party, current_version from ended
                """;
        return Database.run(connection, sql, (Object) records)
                .map(rows -> rows.stream()
                        .map(row -> new Event(
                                0,
                                Event.Kind.ERASED,
                                row.getString("record_id"),
                                row.getInteger("current_version"),
                                row.getString("party"),
                                at.truncatedTo(MICROS),
                                ENDED))
                        .toList())
                .compose(events -> events.isEmpty() ? Future.succeededFuture() : Outbox.append(connection, events));
    }

    private Future<Void> insert(SqlConnection connection, Recall recall, String recallId, Instant at) {
        String sql = """
                with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($7, $3, $8, $9))
                insert into recall (id, record_id, party, subject, sealed, at) values ($1, $2, $3, $4, $5, $6)
                """;
        String about = ReasonSeal.recall(recallId);
        Sealed sealed = reasons.seal(recall.party(), about, recall.reason());
        return Database.run(
                        connection,
                        sql,
                        recallId,
                        recall.recordId(),
                        recall.party(),
                        recall.subject(),
                        sealed.content(),
                        at.atOffset(ZoneOffset.UTC),
                        about,
                        sealed.key(),
                        sealed.wrappedUnder())
                .mapEmpty();
    }
}
