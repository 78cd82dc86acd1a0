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

    /** How long a failure counts after which there was no other. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final Preparing preparing;
    private final SetAside setAside;
    private final Clock clock;
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private volatile Optional<Failing> failing = Optional.empty();
    private boolean filling;

    /**
     * What holds up the feed.
     *
     * @param from sequence of the event; of whatever comes next once it was set aside here
     * @param since when an event failed first, with none taken in since
     * @param last when one failed last
     */
    private record Failing(long from, Instant since, Instant last) {
        Failing behind(long sequence) {
            return new Failing(Math.max(from, sequence + 1), since, last);
        }
    }

    /**
     * What came of appending.
     *
     * @param events that were taken in or set aside; none when another process was faster
     * @param entries that they made
     */
    private record Appended(List<Prepared> events, List<FeedLog.Entry> entries) {}

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
                .onSuccess(this::stands)
                .compose(cursor -> preparing
                        .bus()
                        .ask(Records.EVENTS, new Records.EventsAfter(cursor, PAGE))
                        .compose(events -> events.events().isEmpty()
                                ? Future.succeededFuture()
                                : take(cursor, events.events()).compose(taken -> drain())));
    }

    /** What failed here does not count any more once another process has taken it in, or when it is long ago. */
    private void stands(long cursor) {
        failing = failing.filter(
                known -> cursor < known.from() && clock.instant().isBefore(known.last().plus(FORGOTTEN)));
    }

    private Future<Void> take(long cursor, List<Records.Event> events) {
        return SetAside.of(preparing.database(), events)
                .compose(waiting -> prepare(events, new HashSet<>(waiting), List.of()))
                .compose(prepared -> append(cursor, prepared).onSuccess(this::passed))
                .onSuccess(appended -> {
                    if (!appended.entries().isEmpty()) {
                        preparing.bus().publish(Hint.FEED_GREW);
                    }
                })
                .mapEmpty();
    }

    /** The feed stands behind what was taken in here; where others were asked and answered, nothing fails any more. */
    private void passed(Appended appended) {
        failing = failing.filter(known -> appended.events().stream().noneMatch(Prepared::wasAsked))
                .map(known -> appended.events().isEmpty()
                        ? known
                        : known.behind(appended.events().getLast().event().sequence()));
    }

    /**
     * As many of the events as can be prepared, in their order. The first alone fails: what is before another that does is taken in, and the
     * next pass begins with it.
     *
     * @param waiting records of which something was set aside: what follows waits behind it, but for what takes a record back
     */
    private Future<List<Prepared>> prepare(List<Records.Event> events, Set<String> waiting, List<Prepared> before) {
        if (before.size() == events.size()) {
            return Future.succeededFuture(before);
        }
        Records.Event event = events.get(before.size());
        Future<Prepared> prepared = waiting.contains(event.recordId()) && !SetAside.overtakes(event)
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
        Instant since = failing.map(Failing::since).orElse(now);
        failing = Optional.of(new Failing(event.sequence(), since, now));
        return now.isBefore(since.plus(PATIENCE))
                ? Future.failedFuture(failure)
                : Future.succeededFuture(Prepared.aside(event, now));
    }

    private Future<Appended> append(long cursor, List<Prepared> prepared) {
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

    private static Future<Appended> append(SqlConnection transaction, long cursor, List<Prepared> prepared) {
        return FeedLog.lock(transaction).compose(head -> {
            if (head.sequence() != cursor) {
                return Future.succeededFuture(new Appended(List.of(), List.of()));
            }
            List<FeedLog.Entry> entries =
                    prepared.stream().flatMap(each -> each.entries().stream()).toList();
            Future<Void> written = Future.succeededFuture();
            for (Prepared each : prepared) {
                written = written.compose(before -> each.write(transaction));
            }
            long last = prepared.getLast().event().sequence();
            return written.compose(all -> FeedLog.append(transaction, head.withSequence(last), entries))
                    .map(new Appended(prepared, entries));
        });
    }
}
