package org.passerelle.exchange.task;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.DueList;
import org.passerelle.exchange.feed.FeedLog;
import org.passerelle.exchange.task.TaskBook.Reminder;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks everybody who keeps dates what will soon be due, and makes tasks and notices of it. Every process may look at any time, and one
 * that was stopped tells on its next look what it missed: of what one look takes in another takes in nothing.
 */
public final class Reminders {
    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    private final Bus bus;
    private final Database database;
    private final Clock clock;
    private final List<Duration> leads;
    private final Duration grantLead;
    private final GrantEnds grants;
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * @param leads how long ahead of a date its parties are reminded, each time once; zero is the date itself
     * @param grantLead how long ahead at most of the end of what was allowed for a hold
     */
    public Reminders(Bus bus, Database database, Clock clock, List<Duration> leads, Duration grantLead) {
        this.bus = bus;
        this.database = database;
        this.clock = clock;
        this.leads = List.copyOf(leads);
        this.grantLead = grantLead;
        this.grants = new GrantEnds(database, clock, longest());
    }

    /** Looks now, and so often. */
    public void start(Vertx vertx, Duration every) {
        vertx.setPeriodic(0, every.toMillis(), timer -> {
            if (looking.compareAndSet(false, true)) {
                look().onComplete(looked -> looking.set(false));
            }
        });
    }

    /** Completes when everything is told that is due; fails when a source could not be asked, after the others have been. */
    public Future<Void> look() {
        return Future.join(List.of(
                        look("agreements", longest(), asking(Tasks.AGREEMENTS)),
                        look("screening", longest(), asking(Tasks.SCREENING)),
                        look("records", longest(), asking(Tasks.RECORDS)),
                        look("exchange", grantLead, grants::due)))
                .mapEmpty();
    }

    private Function<DueBy, Future<DueList>> asking(Address<DueBy, DueList> address) {
        return asked -> bus.ask(address, asked);
    }

    private Future<Void> look(String source, Duration ahead, Function<DueBy, Future<DueList>> dates) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant until = now.plus(ahead);
        // INVARIANT: counted before the source is asked, so that an answer is taken in only if none was in between.
        return looks(source)
                .compose(looks -> dates.apply(new DueBy(until))
                        .compose(told -> database.transaction(
                                transaction -> take(transaction, new Look(source, looks, now, until), told.due()))))
                .onSuccess(reminded -> {
                    if (reminded > 0) {
                        bus.publish(Hint.FEED_GREW);
                    }
                })
                .onFailure(failure -> LOG.warn("dates of {} wait: {}", source, failure.getMessage()))
                .mapEmpty();
    }

    private Duration longest() {
        return leads.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private record Look(String source, long looks, Instant at, Instant until) {}

    private Future<Long> looks(String source) {
        return database.query("insert into task_source (source) values ($1) on conflict do nothing", source)
                .compose(known -> database.query("select looks from task_source where source = $1", source))
                .map(rows -> rows.iterator().next().getLong("looks"));
    }

    private Future<Integer> take(SqlConnection transaction, Look look, List<Due> due) {
        TaskBook book = new TaskBook(transaction, look.source(), look.at());
        return first(transaction, look)
                .compose(first -> first
                        ? book.open(due)
                                .compose(opened -> book.settle(due, look.until()))
                                .compose(settled -> book.remind(leads))
                                .compose(reminders -> append(transaction, reminders))
                        : Future.succeededFuture(0));
    }

    private static Future<Boolean> first(SqlConnection transaction, Look look) {
        return Database.run(
                        transaction,
                        "update task_source set looks = looks + 1 where source = $1 and looks = $2 returning looks",
                        look.source(),
                        look.looks())
                .map(rows -> rows.size() == 1);
    }

    private static Future<Integer> append(SqlConnection transaction, List<Reminder> reminders) {
        if (reminders.isEmpty()) {
            return Future.succeededFuture(0);
        }
        List<FeedLog.Entry> entries = reminders.stream().map(Reminders::entry).toList();
        return FeedLog.lock(transaction)
                .compose(head -> FeedLog.append(transaction, head, entries))
                .map(reminders.size());
    }

    private static FeedLog.Entry entry(Reminder reminder) {
        return new FeedLog.Entry(
                new FeedLog.Topic.TaskNotice(reminder.notice()),
                Optional.of(new FeedLog.Audience(reminder.party(), Optional.empty(), Optional.empty())));
    }
}
