package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * stands where it stood when they were asked for. One that cannot be taken in holds up the others for a moment only: it is set aside, and
 * tried again.
 */
public final class FeedFiller {

    private static final Logger LOG = LoggerFactory.getLogger(FeedFiller.class);
    private static final int PAGE = 200;
    private static final String CURSOR = "select sequence from feed";

    /** How long the next event may fail before those behind it go on without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Preparing preparing;
    private final SetAside setAside;
    private final Clock clock;
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private volatile Optional<Instant> failing = Optional.empty();
    private boolean filling;

    public FeedFiller(Bus bus, Database database, PartsReader<Chunk, Bundle> bundles, Clock clock) {
        this.preparing = new Preparing(bus, database, bundles);
        this.setAside = new SetAside(preparing, clock);
        this.clock = clock;
    }

    /** What could not be taken in, and is tried again. */
    public SetAside setAside() {
        return setAside;
    }

    /** Fills whenever something may have happened, and at least so often. */
    public Future<Void> start(Vertx vertx, Duration every) {
        vertx.setPeriodic(every.toMillis(), timer -> wake());
        return preparing.bus().onHint(Hint.FEED_GREW, this::wake);
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

    /** Completes when everything that had happened before the call is in the feed, or was set aside. */
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
        return preparing
                .database()
                .query(CURSOR)
                .map(rows -> rows.iterator().next().getLong("sequence"))
                .compose(cursor -> preparing
                        .bus()
                        .ask(Records.EVENTS, new Records.EventsAfter(cursor, PAGE))
                        .compose(events -> events.events().isEmpty()
                                ? Future.succeededFuture()
                                : take(cursor, events.events()).compose(taken -> drain())));
    }

    private Future<Void> take(long cursor, List<Records.Event> events) {
        return SetAside.of(preparing.database(), events)
                .compose(waiting -> prepare(events, new HashSet<>(waiting), List.of()))
                .compose(prepared -> append(cursor, prepared).onSuccess(appended -> {
                    if (prepared.stream().anyMatch(Prepared::wasAsked)) {
                        failing = Optional.empty();
                    }
                }))
                .onSuccess(appended -> {
                    if (appended > 0) {
                        preparing.bus().publish(Hint.FEED_GREW);
                    }
                })
                .mapEmpty();
    }

    /**
     * As many of the events as can be prepared, in their order. The first alone fails: what is before another that does is taken in, and the
     * next pass begins with it.
     *
     * @param waiting records of which something was set aside: what follows waits behind it
     */
    private Future<List<Prepared>> prepare(List<Records.Event> events, Set<String> waiting, List<Prepared> before) {
        if (before.size() == events.size()) {
            return Future.succeededFuture(before);
        }
        Records.Event event = events.get(before.size());
        Future<Prepared> prepared = waiting.contains(event.recordId())
                ? Future.succeededFuture(Prepared.aside(event, clock.instant()))
                : preparing.prepare(event, before);
        return prepared.recover(failure -> before.isEmpty() ? tooLong(event, failure) : Future.failedFuture(failure))
                .transform(result -> {
                    if (result.failed()) {
                        return before.isEmpty() ? Future.failedFuture(result.cause()) : Future.succeededFuture(before);
                    }
                    Prepared next = Objects.requireNonNull(result.result());
                    if (next.isAside()) {
                        waiting.add(event.recordId());
                    }
                    List<Prepared> all = new ArrayList<>(before);
                    all.add(next);
                    return prepare(events, waiting, all);
                });
    }

    /**
     * When as long nothing could be asked, what fails is set aside, so that it holds up no other; until then it may be that somebody starts
     * again.
     */
    private Future<Prepared> tooLong(Records.Event event, Throwable failure) {
        Instant now = clock.instant();
        Instant since = failing.orElse(now);
        failing = Optional.of(since);
        return now.isBefore(since.plus(PATIENCE))
                ? Future.failedFuture(failure)
                : Future.succeededFuture(Prepared.aside(event, now));
    }

    private Future<Integer> append(long cursor, List<Prepared> prepared) {
        return preparing
                .database()
                .transaction(transaction -> append(transaction, cursor, prepared))
                .recover(failure -> prepared.size() > 1
                        ? append(cursor, prepared.subList(0, 1))
                        : tooLong(prepared.getFirst().event(), failure)
                                .compose(aside -> preparing
                                        .database()
                                        .transaction(transaction -> append(transaction, cursor, List.of(aside)))));
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
