package org.passerelle.exchange.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.service.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of records that could not be taken into the feed, and those of the same records behind them: what stands behind them of other records
 * goes on, and they are tried again, each record's in order, until they are taken in; what takes a record back waits behind nothing. Nothing of
 * them is delivered before, and none is ever given up; an operator sees how many there are.
 */
public final class SetAside {
    /** How many events wait; anything above none is an alert. */
    static final String GAUGE = "passerelle.feed.events.aside";

    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final String PUT = """
            insert into set_aside (sequence, kind, record_id, version, releaser, at, detail, due_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String DUE = """
            select sequence, kind, record_id, version, releaser, at, detail, tries
            from set_aside
            where due_at <= $1
              and (kind in ('RECALLED', 'DESTROYED') or not exists (
                  select from set_aside earlier
                  where earlier.record_id = set_aside.record_id and earlier.sequence < set_aside.sequence))
            order by kind in ('RECALLED', 'DESTROYED') desc, due_at, sequence
            limit 1
            """;

    private final Preparing preparing;
    private final Clock clock;
    private final AtomicLong waiting = new AtomicLong();

    SetAside(Preparing preparing, Clock clock) {
        this.preparing = preparing;
        this.clock = clock;
    }

    /** Tries so often what is due. */
    public void start(Vertx vertx, Duration every, MeterRegistry meters) {
        Gauge.builder(GAUGE, waiting, AtomicLong::get)
                .description("events of records that could not be taken into the feed and are tried again")
                .register(meters);
        vertx.setPeriodic(
                every.toMillis(),
                Rounds.oneAtATime(
                        this::retry, failure -> LOG.warn("what was set aside waits: {}", failure.toString())));
    }

    /**
     * Whether it waits behind nothing: whoever received the record is told that it is no more, whether a correction of it can be told or not.
     * The correction is owed to nobody then.
     */
    static boolean overtakes(Records.Event event) {
        return switch (event.kind()) {
            case RECALLED, DESTROYED -> true;
            case SUBMITTED, REVISED, RELEASED, ERASED -> false;
        };
    }

    /** Of which of these records something waits already: what follows of them waits behind it. */
    static Future<Set<String>> of(Database database, List<Records.Event> events) {
        String[] records =
                events.stream().map(Records.Event::recordId).distinct().toArray(String[]::new);
        return database.query("select distinct record_id from set_aside where record_id = any($1)", (Object) records)
                .map(rows ->
                        rows.stream().map(row -> row.getString("record_id")).collect(Collectors.toSet()));
    }

    /** In the transaction that moves the feed behind the event: so it is in the feed, or here. */
    static Future<Void> put(SqlConnection transaction, Records.Event event, Instant at) {
        LOG.error(
                "event {} of record {} is not in the feed: it was set aside and is tried again",
                event.sequence(),
                event.recordId());
        return Database.run(
                        transaction,
                        PUT,
                        event.sequence(),
                        event.kind().name(),
                        event.recordId(),
                        event.version(),
                        event.releaser(),
                        event.at().atOffset(ZoneOffset.UTC),
                        event.detail(),
                        at.atOffset(ZoneOffset.UTC))
                .compose(put -> NoteOutbox.add(transaction, note("event-set-aside", event)));
    }

    private static Audit.Note note(String kind, Records.Event event) {
        return new Audit.Note(kind, "exchange", event.releaser(), event.recordId() + " " + event.sequence());
    }

    /** Tries what is due; completes when each was taken in, or waits for its next time. */
    public Future<Void> retry() {
        return Rounds.untilNone(this::next).compose(done -> count());
    }

    private Future<Integer> next() {
        return preparing
                .database()
                .query(DUE, clock.instant().atOffset(ZoneOffset.UTC))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(0)
                        : again(rows.iterator().next()).map(1));
    }

    private Future<Void> again(Row row) {
        Records.Event event = event(row);
        return preparing
                .prepare(event, List.of())
                .compose(prepared -> preparing.database().transaction(transaction -> take(transaction, prepared)))
                .onSuccess(taken -> preparing.bus().publish(Hint.FEED_GREW))
                .recover(failure -> later(event, row.getInteger("tries") + 1, failure));
    }

    private static Records.Event event(Row row) {
        return new Records.Event(
                row.getLong("sequence"),
                Records.Event.Kind.valueOf(row.getString("kind")),
                row.getString("record_id"),
                row.getInteger("version"),
                row.getString("releaser"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("detail"));
    }

    /** Of two processes that try at once the second finds it taken. */
    private static Future<Void> take(SqlConnection transaction, Prepared prepared) {
        Records.Event event = prepared.event();
        return FeedLog.lock(transaction)
                .compose(head -> Database.run(
                                transaction, "delete from set_aside where sequence = $1", event.sequence())
                        .compose(taken -> taken.rowCount() == 0
                                ? Future.succeededFuture()
                                : prepared.write(transaction)
                                        .compose(written -> FeedLog.append(transaction, head, prepared.entries()))
                                        .compose(appended ->
                                                NoteOutbox.add(transaction, note("event-taken-in", event)))));
    }

    private Future<Void> later(Records.Event event, int tries, Throwable failure) {
        Duration wait = SOON.multipliedBy(1L << Math.min(tries, 16));
        OffsetDateTime due =
                clock.instant().plus(wait.compareTo(LATE) < 0 ? wait : LATE).atOffset(ZoneOffset.UTC);
        LOG.error(
                "event {} of record {} is not in the feed after {} tries: {}",
                event.sequence(),
                event.recordId(),
                tries,
                failure.getMessage());
        return preparing
                .database()
                .query("update set_aside set tries = $2, due_at = $3 where sequence = $1", event.sequence(), tries, due)
                .mapEmpty();
    }

    private Future<Void> count() {
        return preparing.database().query("select count(*) from set_aside").map(rows -> {
            waiting.set(rows.iterator().next().getLong(0));
            return null;
        });
    }
}
