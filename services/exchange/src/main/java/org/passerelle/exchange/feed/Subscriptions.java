package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Tasks;
import org.passerelle.platform.database.Database;

/** Subscriptions and what they read of the feed. Nothing is decided here: each offer is decided when it is delivered. */
public final class Subscriptions {

    private static final int MOST_ITEMS = 200;

    private static final String FIND = """
            select id, since from subscription
            where subject = $1 and party = $2 and unit is not distinct from $3 and purpose = $4
            """;

    private static final String BEGIN = """
            insert into subscription (subject, party, unit, purpose, since, at)
            select $1, $2, $3, $4, position, $5 from feed
            on conflict do nothing
            """;

    /**
     * Every version of a record is offered: with which of them its reader last saw a change is known only when it is decided. A notice that
     * nobody of the party has acknowledged reaches a subscription that began after it, too.
     */
    private static final String READ = """
            select entry.position, entry.record_id, entry.version, notice.id as notice_id, notice.disclosure_id,
                   notice.verb, notice.subject, notice.affected, recall.releaser, recall.due_at,
                   told.id as told_id, told.agreement, told.version as agreement_version, told.hash, told.kind,
                   told.by_party, told.at, told.ends_at,
                   reminder.id as reminder_id, reminder.lead_seconds, task.id as task_id, task.kind as task_kind,
                   task.about, task.roles, task.due_at as task_due_at
            from subscription
            join feed_entry entry on entry.position > $3
            left join notice on notice.id = entry.notice_id
            left join recall on recall.sequence = notice.recall
            left join agreement_notice told on told.id = entry.agreement_notice_id
            left join task_notice reminder on reminder.id = entry.task_notice_id
            left join task on task.id = reminder.task
            where subscription.id = $1
              and subscription.party = $2
              and (entry.only_party is null or entry.only_party = subscription.party)
              and (entry.only_purpose is null or entry.only_purpose = subscription.purpose)
              and (entry.only_purpose is null or entry.only_unit is not distinct from subscription.unit)
              and (entry.position > subscription.since
                  or (notice.id is not null and notice.acknowledged_at is null)
                  or (told.id is not null and told.acknowledged_at is null)
                  or (reminder.id is not null and reminder.acknowledged_at is null))
              and not exists (
                  select from dropped
                  where dropped.subscription = subscription.id and dropped.position = entry.position)
            order by entry.position
            limit $4
            """;

    private static final String DROP = """
            insert into dropped (subscription, position)
            select $1, position from unnest($2::bigint[]) as refused (position)
            on conflict do nothing
            """;

    private final Database database;
    private final FeedFiller filler;
    private final Clock clock;

    public Subscriptions(Database database, FeedFiller filler, Clock clock) {
        this.database = database;
        this.filler = filler;
        this.clock = clock;
    }

    /** A new one begins behind everything that had been submitted before. */
    public Future<Exchange.Subscription> subscribe(Exchange.Subscribe asked) {
        return find(asked).compose(found -> found.map(Future::succeededFuture).orElseGet(() -> begin(asked)));
    }

    private Future<Optional<Exchange.Subscription>> find(Exchange.Subscribe asked) {
        return database.query(FIND, asked.subject(), asked.party(), asked.unit().orElse(null), asked.purpose())
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(new Exchange.Subscription(row.getLong("id"), row.getLong("since")));
                    }
                    return Optional.empty();
                });
    }

    private Future<Exchange.Subscription> begin(Exchange.Subscribe asked) {
        return filler.fill()
                .compose(filled -> database.query(
                        BEGIN,
                        asked.subject(),
                        asked.party(),
                        asked.unit().orElse(null),
                        asked.purpose(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .compose(begun -> find(asked))
                .map(Optional::orElseThrow);
    }

    public Future<Exchange.Items> read(Exchange.Read asked) {
        int limit = Math.clamp(asked.limit(), 1, MOST_ITEMS);
        return database.query(READ, asked.subscription(), asked.party(), asked.after(), limit)
                .map(rows -> {
                    List<Exchange.Item> items = new ArrayList<>();
                    rows.forEach(row -> items.add(item(row)));
                    return new Exchange.Items(items);
                });
    }

    private static Exchange.Item item(Row row) {
        if (row.getString("told_id") != null) {
            return agreementNotice(row);
        }
        if (row.getString("reminder_id") != null) {
            return taskNotice(row);
        }
        return row.getString("notice_id") == null
                ? new Exchange.Item.Offer(
                        row.getLong("position"), row.getString("record_id"), row.getInteger("version"))
                : recordNotice(row);
    }

    private static Exchange.Item recordNotice(Row row) {
        return new Exchange.Item.Notice(
                row.getLong("position"),
                row.getString("notice_id"),
                row.getString("disclosure_id"),
                row.getString("verb"),
                row.getString("record_id"),
                row.getInteger("version"),
                row.getString("releaser"),
                row.getString("subject"),
                Arrays.asList(row.getArrayOfStrings("affected")),
                row.getOffsetDateTime("due_at").toInstant());
    }

    private static Exchange.Item agreementNotice(Row row) {
        return new Exchange.Item.AgreementNotice(
                row.getLong("position"),
                row.getString("told_id"),
                row.getString("agreement"),
                row.getInteger("agreement_version"),
                row.getString("hash"),
                AgreementEvent.valueOf(row.getString("kind")),
                row.getString("by_party"),
                row.getOffsetDateTime("at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ends_at")).map(OffsetDateTime::toInstant));
    }

    private static Exchange.Item taskNotice(Row row) {
        return new Exchange.Item.TaskNotice(
                row.getLong("position"),
                row.getString("reminder_id"),
                row.getString("task_id"),
                Tasks.Kind.valueOf(row.getString("task_kind")),
                row.getString("about"),
                Set.of(row.getArrayOfStrings("roles")),
                row.getOffsetDateTime("task_due_at").toInstant(),
                row.getLong("lead_seconds") == 0);
    }

    public Future<Done> drop(Exchange.Drop asked) {
        return database.query(DROP, asked.subscription(), asked.positions().toArray(Long[]::new))
                .map(new Done());
    }
}
