package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events of records into the feed, each exactly once. Every process may try: events are taken in only when the feed still
 * stands where it stood when they were asked for.
 */
public final class FeedFiller {

    private static final Logger LOG = LoggerFactory.getLogger(FeedFiller.class);
    private static final int PAGE = 200;
    private static final String CURSOR = "select sequence from feed";

    private final Bus bus;
    private final Database database;
    private final PartsReader<Chunk, Bundle> bundles;
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private boolean filling;

    public FeedFiller(Bus bus, Database database, PartsReader<Chunk, Bundle> bundles) {
        this.bus = bus;
        this.database = database;
        this.bundles = bundles;
    }

    /** An event with what it makes of the feed. */
    private record Prepared(
            Records.Event event,
            List<FeedLog.Entry> entries,
            Optional<NoticeCase> recall,
            Optional<Correction> correction) {

        static Prepared offered(Records.Event event) {
            return new Prepared(event, List.of(offer(event)), Optional.empty(), Optional.empty());
        }

        static Prepared recalled(Records.Event event, NoticeCase recall) {
            return new Prepared(event, recall.entries(), Optional.of(recall), Optional.empty());
        }

        Prepared corrected(Optional<Correction> found) {
            List<FeedLog.Entry> all = new ArrayList<>(entries);
            found.ifPresent(correction -> all.addAll(correction.entries()));
            return new Prepared(event, all, recall, found);
        }

        Future<Void> write(SqlConnection transaction) {
            return recall.map(recalled -> recalled.open(transaction))
                    .orElse(Future.succeededFuture())
                    .compose(opened -> correction
                            .map(corrected -> corrected.write(transaction))
                            .orElse(Future.succeededFuture()));
        }
    }

    /** Fills whenever something may have happened, and at least so often. */
    public Future<Void> start(Vertx vertx, Duration every) {
        vertx.setPeriodic(every.toMillis(), timer -> wake());
        return bus.onHint(Hint.FEED_GREW, this::wake);
    }

    private void wake() {
        synchronized (waiting) {
            if (filling) {
                // The pass under way, or the next poll, sees it.
                return;
            }
        }
        fill().onFailure(failure -> LOG.warn("the feed waits: {}", failure.getMessage()));
    }

    /** Completes when everything that had happened before the call is in the feed. */
    public Future<Void> fill() {
        Promise<Void> done = Promise.promise();
        synchronized (waiting) {
            waiting.add(done);
            if (filling) {
                return done.future();
            }
            filling = true;
        }
        pass();
        return done.future();
    }

    /** One pass for all that wait now; who comes later waits for the next. */
    private void pass() {
        List<Promise<Void>> served;
        synchronized (waiting) {
            served = List.copyOf(waiting);
            waiting.clear();
            filling = !served.isEmpty();
        }
        if (!served.isEmpty()) {
            drain().onComplete(result -> {
                served.forEach(promise -> promise.handle(result));
                pass();
            });
        }
    }

    private Future<Void> drain() {
        return database.query(CURSOR)
                .map(rows -> rows.iterator().next().getLong("sequence"))
                .compose(cursor -> bus.ask(Records.EVENTS, new Records.EventsAfter(cursor, PAGE))
                        .compose(events -> events.events().isEmpty()
                                ? Future.succeededFuture()
                                : take(cursor, events.events()).compose(taken -> drain())));
    }

    private Future<Void> take(long cursor, List<Records.Event> events) {
        Future<List<Prepared>> all = Future.succeededFuture(new ArrayList<>());
        for (Records.Event event : events) {
            all = all.compose(before -> prepare(event, before).map(prepared -> {
                before.add(prepared);
                return before;
            }));
        }
        return all.compose(prepared -> database.transaction(transaction -> append(transaction, cursor, prepared)))
                .onSuccess(appended -> {
                    if (appended > 0) {
                        bus.publish(Hint.FEED_GREW);
                    }
                })
                .mapEmpty();
    }

    /** @param before events that are taken in together with this one, before it */
    private Future<Prepared> prepare(Records.Event event, List<Prepared> before) {
        return switch (event.kind()) {
            case SUBMITTED -> Future.succeededFuture(Prepared.offered(event));
            case REVISED, RELEASED ->
                told(event.recordId(), before)
                        .compose(told -> Correction.of(bus, bundles, event, told))
                        .map(Prepared.offered(event)::corrected);
            case RECALLED, DESTROYED -> Recall.of(bus, bundles, event).map(recall -> Prepared.recalled(event, recall));
        };
    }

    /** What another process writes meanwhile does not matter: then these events are not taken in here. */
    private Future<Integer> told(String recordId, List<Prepared> before) {
        return before.reversed().stream()
                .flatMap(each -> each.correction().stream())
                .map(Correction::event)
                .filter(event -> event.recordId().equals(recordId))
                .findFirst()
                .map(event -> Future.succeededFuture(event.version()))
                .orElseGet(() -> Correction.told(database, recordId));
    }

    private static FeedLog.Entry offer(Records.Event event) {
        return new FeedLog.Entry(
                new FeedLog.Topic.Offer(Optional.of(event.sequence()), event.recordId(), event.version()),
                Optional.empty());
    }

    /** Answers how many entries were appended; none when another process was faster. */
    private static Future<Integer> append(SqlConnection transaction, long cursor, List<Prepared> prepared) {
        return FeedLog.lock(transaction).compose(head -> {
            if (head.sequence() != cursor) {
                return Future.succeededFuture(0);
            }
            List<FeedLog.Entry> entries =
                    prepared.stream().flatMap(each -> each.entries().stream()).toList();
            Future<Void> written = Future.succeededFuture();
            for (Prepared each : prepared) {
                written = written.compose(before -> each.write(transaction));
            }
            long last = prepared.getLast().event().sequence();
            return written.compose(all -> FeedLog.append(transaction, head.withSequence(last), entries))
                    .map(entries.size());
        });
    }
}
