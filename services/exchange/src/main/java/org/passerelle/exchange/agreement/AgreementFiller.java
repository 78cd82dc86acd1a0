package org.passerelle.exchange.agreement;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Tidings;
import org.passerelle.core.message.Hint;
import org.passerelle.exchange.feed.FeedLog;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what happens to agreements into the feed, a notice for each party to them, each exactly once: activation, suspension, resumption,
 * notice of termination, the end. Every process may try; whoever finds that the feed has moved on leaves it.
 */
public final class AgreementFiller {

    private static final Logger LOG = LoggerFactory.getLogger(AgreementFiller.class);
    private static final int PAGE = 100;

    private static final String TELL = """
            insert into agreement_notice (id, event, party, agreement, version, hash, kind, by_party, at, ends_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;

    private final Bus bus;
    private final Database database;
    private final AtomicBoolean filling = new AtomicBoolean();

    public AgreementFiller(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
    }

    /** Looks so often whether something has happened. */
    public void start(Vertx vertx, Duration every) {
        vertx.setPeriodic(every.toMillis(), timer -> {
            if (filling.compareAndSet(false, true)) {
                fill().onFailure(failure -> LOG.warn("notices of agreements wait: {}", failure.getMessage()))
                        .onComplete(filled -> filling.set(false));
            }
        });
    }

    /** Completes when everything that had happened before the call is in the feed. */
    public Future<Void> fill() {
        return database.query("select agreement_event from feed")
                .map(rows -> rows.iterator().next().getLong(0))
                .compose(cursor -> bus.ask(Agreements.TOLD, new Agreements.ToldAfter(cursor, PAGE))
                        .compose(told -> told.tidings().isEmpty()
                                ? Future.succeededFuture()
                                : take(cursor, told.tidings()).compose(taken -> fill())));
    }

    private Future<Void> take(long cursor, List<Tidings> tidings) {
        return database.transaction(transaction -> FeedLog.lock(transaction)
                        .compose(head -> head.agreementEvent() == cursor
                                ? append(transaction, head, tidings)
                                : Future.succeededFuture()))
                .onSuccess(appended -> bus.publish(Hint.FEED_GREW));
    }

    private static Future<Void> append(SqlConnection transaction, FeedLog.Head head, List<Tidings> tidings) {
        List<Tuple> notices = new ArrayList<>();
        List<FeedLog.Entry> entries = new ArrayList<>();
        for (Tidings each : tidings) {
            for (String party : each.parties().stream().sorted().toList()) {
                String id = UUID.randomUUID().toString();
                notices.add(notice(id, party, each));
                entries.add(new FeedLog.Entry(
                        new FeedLog.Topic.AgreementNotice(id),
                        Optional.of(new FeedLog.Audience(party, Optional.empty(), Optional.empty()))));
            }
        }
        long last = tidings.getLast().position();
        return Database.runEach(transaction, TELL, notices)
                .compose(told -> FeedLog.append(transaction, head.withAgreementEvent(last), entries));
    }

    private static Tuple notice(String id, String party, Tidings tidings) {
        Agreements.Event event = tidings.event();
        @Nullable
        OffsetDateTime endsAt =
                event.endsAt().map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
        return Tuple.tuple()
                .addString(id)
                .addLong(tidings.position())
                .addString(party)
                .addString(tidings.agreement())
                .addInteger(event.version())
                .addString(tidings.hash())
                .addString(event.event().name())
                .addString(event.party())
                .addOffsetDateTime(event.at().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(endsAt);
    }
}
