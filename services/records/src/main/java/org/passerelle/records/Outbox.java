package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.Events;
import org.passerelle.core.message.Records.EventsAfter;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what was stored, in an order in which nothing earlier can still appear. */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private static final int MOST = 1_000;

    private final Database database;
    private final ReasonSeal reasons;

    Outbox(Database database, ReasonSeal reasons) {
        this.database = database;
        this.reasons = reasons;
    }

    /** Appends in the caller's transaction; writers do not wait for one another. */
    static Future<Void> append(
            SqlConnection connection,
            Event.Kind kind,
            String recordId,
            int version,
            String releaser,
            Instant at,
            String detail) {
        return append(connection, List.of(new Event(0, kind, recordId, version, releaser, at, detail)));
    }

    /** The same for many, in their order; their sequences are given here. */
    static Future<Void> append(SqlConnection connection, List<Event> events) {
        String lock = "select pg_advisory_xact_lock_shared(hashtextextended('passerelle.records.outbox', 0))";
        String insert = """
                insert into event (kind, record_id, version, releaser, at, detail) values ($1, $2, $3, $4, $5, $6)
                """;
        return Database.run(connection, lock)
                .compose(held -> Database.runEach(
                        connection,
                        insert,
                        events.stream()
                                .map(event -> Tuple.of(
                                        event.kind().name(),
                                        event.recordId(),
                                        event.version(),
                                        event.releaser(),
                                        event.at().atOffset(ZoneOffset.UTC),
                                        event.detail()))
                                .toList()))
                .mapEmpty();
    }

    /** Entries after a sequence; waits for the writers that have begun to append. */
    Future<Events> events(EventsAfter question) {
        String lock = "select pg_advisory_xact_lock(hashtextextended('passerelle.records.outbox', 0))";
        String sql = """
                select event.sequence, event.kind, event.record_id, event.version, event.releaser, event.at, event.detail,
                    recall.id as recall, recall.party, recall.sealed as recall_sealed,
                    data_key.wrapped as recall_wrapped, data_key.wrapped_under as recall_wrapped_under
                from event
                left join recall on recall.record_id = event.record_id and event.kind = 'RECALLED'
                left join data_key on data_key.about = 'recall ' || recall.id
                where event.sequence > $1 order by event.sequence limit $2
                """;
        int limit = Math.clamp(question.limit(), 1, MOST);
        // The lock is a statement of its own: the next one sees what was committed while it waited.
        return database.transaction(connection -> Database.run(connection, lock)
                .compose(alone -> Database.run(connection, sql, question.after(), limit))
                .map(rows -> new Events(rows.stream().map(this::event).toList())));
    }

    private Event event(Row row) {
        Event.Kind kind = Event.Kind.valueOf(row.getString("kind"));
        return new Event(
                row.getLong("sequence"),
                kind,
                row.getString("record_id"),
                row.getInteger("version"),
                row.getString("releaser"),
                row.getOffsetDateTime("at").toInstant(),
                kind == Event.Kind.RECALLED ? reason(row) : row.getString("detail"));
    }

    /** Why it was recalled; of what was destroyed since nobody says that any more. */
    private String reason(Row row) {
        return Optional.ofNullable(row.getString("recall"))
                .map(id -> opened(row, id))
                .orElse(Destruction.TOLD);
    }

    /** That it was recalled waits for no key: where the one is not at hand, it is told without the reason. */
    private String opened(Row row, String id) {
        try {
            return reasons.open(row, "recall", row.getString("party"), ReasonSeal.recall(id));
        } catch (Unavailable missing) {
            LOG.error("recall {} is told without its reason: {}", id, missing.getMessage());
            return "not told";
        }
    }
}
