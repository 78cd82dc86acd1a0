package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Hint;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers again what was not delivered because of an embargo, or of a delay that a clause demands, when that is over; and it is decided
 * again. Every process may try: each is offered once.
 */
public final class Deferrals {
    private static final Logger LOG = LoggerFactory.getLogger(Deferrals.class);

    /** Appended under one lock of the feed. */
    private static final int AT_ONCE = 200;

    private static final String DEFER = """
            insert into deferred (party, purpose, unit, record_id, version, due_at)
            select party, purpose, unit, $2, $3, $4 from subscription where id = $1
            on conflict (party, purpose, unit, record_id, version)
                do update set due_at = least(deferred.due_at, excluded.due_at)
            """;

    private static final String ANY = "select from deferred where due_at <= $1 limit 1";

    private static final String TAKE = """
            delete from deferred where ctid in (select ctid from deferred where due_at <= $1 order by due_at limit $2)
            returning party, purpose, unit, record_id, version, due_at
            """;

    private final Bus bus;
    private final Database database;
    private final Clock clock;
    private final AtomicBoolean offering = new AtomicBoolean();

    /** @param clock by which something is due; whether it may leave then is decided by others */
    public Deferrals(Bus bus, Database database, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.clock = clock;
    }

    /** Looks so often whether something is due. */
    public void start(Vertx vertx, Duration every) {
        vertx.setPeriodic(every.toMillis(), timer -> {
            if (offering.compareAndSet(false, true)) {
                offerDue()
                        .onFailure(failure -> LOG.warn("what was deferred waits: {}", failure.getMessage()))
                        .onComplete(done -> offering.set(false));
            }
        });
    }

    /** Keeps what is to be offered again, and when, for the subscription's party, purpose and unit. */
    public Future<Done> defer(Exchange.Defer asked) {
        return database.transaction(transaction -> {
                    Future<RowSet<Row>> all = Future.succeededFuture();
                    for (Exchange.Deferred each : asked.deferred()) {
                        OffsetDateTime due = each.due().atOffset(ZoneOffset.UTC);
                        all = all.compose(before -> Database.run(
                                transaction, DEFER, asked.subscription(), each.recordId(), each.version(), due));
                    }
                    return all;
                })
                .map(new Done());
    }

    /** Offers what is due. */
    public Future<Void> offerDue() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.query(ANY, now)
                .compose(any -> any.size() == 0
                        ? Future.succeededFuture()
                        : database.transaction(transaction -> offer(transaction, now))
                                .compose(offered -> {
                                    bus.publish(Hint.FEED_GREW);
                                    return offered < AT_ONCE ? Future.succeededFuture() : offerDue();
                                }));
    }

    // The feed is locked first, so that of two processes the second finds what the first has left.
    private static Future<Integer> offer(SqlConnection transaction, OffsetDateTime now) {
        return FeedLog.lock(transaction)
                .compose(head -> Database.run(transaction, TAKE, now, AT_ONCE).compose(rows -> {
                    List<Row> due = new ArrayList<>();
                    rows.forEach(due::add);
                    due.sort(Comparator.comparing((Row row) -> row.getOffsetDateTime("due_at"))
                            .thenComparing(row -> row.getString("record_id"))
                            .thenComparing(row -> row.getInteger("version")));
                    return due.isEmpty()
                            ? Future.succeededFuture(0)
                            : FeedLog.append(
                                            transaction,
                                            head,
                                            due.stream().map(Deferrals::entry).toList())
                                    .map(due.size());
                }));
    }

    private static FeedLog.Entry entry(Row row) {
        return new FeedLog.Entry(
                new FeedLog.Topic.Offer(Optional.empty(), row.getString("record_id"), row.getInteger("version")),
                Optional.of(new FeedLog.Audience(
                        row.getString("party"),
                        Optional.of(row.getString("purpose")),
                        Optional.ofNullable(row.getString("unit")))));
    }
}
