package org.passerelle.audit.append;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.passerelle.core.message.Audit.Append;
import org.passerelle.core.message.Audit.AppendOutcome;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.database.Database;

/**
 * Gathers disclosures that arrive while a transaction is under way into the next one: they wait for the same locks and the same disk
 * write anyway. A transaction that gets no answer ends for its disclosures when the database would long have ended it, and those behind it
 * go on; there are never more waiting than a log that keeps up ever has.
 */
public final class Appender {

    private static final int MOST_TOGETHER = 64;

    static final int MOST_WAITING = 32 * MOST_TOGETHER;

    /** Beyond what the database gives a statement: what is silent after that is the connection. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** Nobody waits for the answer any longer; a leaf for it would record what was not delivered. */
    private static final Duration ABANDONED = Duration.ofSeconds(3);

    private final DisclosureLog log;
    private final Duration patience;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean writing;

    public Appender(Database database, Clock clock) {
        this(database, clock, database.statementTimeout().plus(GRACE));
    }

    /** @param patience with a transaction */
    Appender(Database database, Clock clock, Duration patience) {
        this.log = new DisclosureLog(database, clock);
        this.patience = patience;
    }

    private record Waiting(Append append, Promise<AppendOutcome> outcome, long since) {}

    /** Completes when the leaves are durable, or were refused. */
    public Future<AppendOutcome> append(Append append) {
        Promise<AppendOutcome> outcome = Promise.promise();
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) {
                return Future.failedFuture(new Unavailable("log"));
            }
            waiting.add(new Waiting(append, outcome, System.nanoTime()));
            if (writing) {
                return outcome.future();
            }
            writing = true;
        }
        writeNext();
        return outcome.future();
    }

    private void writeNext() {
        List<Waiting> batch = take();
        if (!batch.isEmpty()) {
            write(batch).onComplete(written -> writeNext());
        }
    }

    private List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        synchronized (waiting) {
            while (batch.size() < MOST_TOGETHER && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            writing = !batch.isEmpty();
        }
        return batch;
    }

    private Future<Void> write(List<Waiting> batch) {
        long now = System.nanoTime();
        List<Waiting> live = batch.stream()
                .filter(each -> now - each.since() < ABANDONED.toNanos())
                .toList();
        batch.stream()
                .filter(each -> !live.contains(each))
                .forEach(each -> each.outcome().fail("the log did not keep up"));
        if (live.isEmpty()) {
            return Future.succeededFuture();
        }
        return attempt(live.stream().map(Waiting::append).toList())
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(outcomes -> {
                    for (int each = 0; each < live.size(); each++) {
                        live.get(each).outcome().complete(outcomes.get(each));
                    }
                })
                .<Void>mapEmpty()
                .recover(failure -> {
                    if (failure instanceof TimeoutException) {
                        // None of them is to blame for silence.
                        return fail(live, new Unavailable(Database.NAME));
                    }
                    return live.size() == 1 ? fail(live, failure) : writeSingly(live);
                });
    }

    /** One that cannot be recorded must not take the others with it. */
    private Future<Void> writeSingly(List<Waiting> live) {
        Future<Void> done = Future.succeededFuture();
        for (Waiting each : live) {
            done = done.compose(before -> write(List.of(each)));
        }
        return done;
    }

    private static Future<Void> fail(List<Waiting> live, Throwable failure) {
        live.forEach(each -> each.outcome().fail(failure));
        return Future.succeededFuture();
    }

    private Future<List<AppendOutcome>> attempt(List<Append> appends) {
        try {
            return log.append(appends);
        } catch (IllegalArgumentException malformed) {
            return Future.failedFuture(malformed);
        }
    }
}
