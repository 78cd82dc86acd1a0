package org.passerelle.exchange.recall;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exchange;
import org.passerelle.exchange.feed.Verb;
import org.passerelle.platform.database.Database;

/**
 * Follows notices: handed over, acknowledged, and for recalls and corrections overdue, escalated. The last two come of the clock alone; nothing
 * lapses silently.
 */
public final class RecallDesk {

    private static final String DELIVER = """
            with told as (
                update agreement_notice set delivered_at = $2 where id = any($1) and delivered_at is null),
            reminded as (
                update task_notice set delivered_at = $2 where id = any($1) and delivered_at is null)
            update notice set delivered_at = $2
            where id = any($1) and delivered_at is null
            """;

    private static final String ACKNOWLEDGE = """
            with told as (
                update agreement_notice
                set delivered_at = coalesce(delivered_at, $3),
                    acknowledged_by = case when acknowledged_at is null then $4 else acknowledged_by end,
                    acknowledged_at = coalesce(acknowledged_at, $3)
                where id = $1 and party = $2
                returning acknowledged_at),
            recalled as (
                update notice
                set delivered_at = coalesce(delivered_at, $3),
                    acknowledged_by = case when acknowledged_at is null then $4 else acknowledged_by end,
                    acknowledged_at = coalesce(acknowledged_at, $3)
                where id = $1 and party = $2
                returning acknowledged_at),
            reminded as (
                update task_notice
                set delivered_at = coalesce(delivered_at, $3),
                    acknowledged_by = case when acknowledged_at is null then $4 else acknowledged_by end,
                    acknowledged_at = coalesce(acknowledged_at, $3)
                where id = $1 and exists (select from task where task.id = task_notice.task and task.party = $2)
                returning acknowledged_at)
            select acknowledged_at from told union all select acknowledged_at from recalled
            union all select acknowledged_at from reminded
            """;

    private static final String CASES = """
            select recall.sequence, recall.record_id, recall.reason, recall.at, recall.due_at, recall.escalate_at,
                   notice.id, notice.party, notice.disclosure_id, notice.delivered_at, notice.acknowledged_at
            from recall
            left join notice on notice.recall = recall.sequence
            where recall.verb = $3 and recall.releaser = $1 and ($2::text is null or recall.record_id = $2)
            order by recall.sequence, notice.party
            """;

    private final Database database;
    private final Clock clock;

    public RecallDesk(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Future<Done> delivered(Exchange.Delivered handed) {
        return database.query(DELIVER, handed.noticeIds().toArray(String[]::new), now())
                .map(new Done());
    }

    /** The first acknowledgement counts. A notice to another party is absent. */
    public Future<Exchange.AcknowledgeOutcome> acknowledge(Exchange.Acknowledge asked) {
        return database.query(ACKNOWLEDGE, asked.noticeId(), asked.party(), now(), asked.subject())
                .map(RecallDesk::outcome);
    }

    private static Exchange.AcknowledgeOutcome outcome(RowSet<Row> rows) {
        for (Row row : rows) {
            return new Exchange.AcknowledgeOutcome.Acknowledged(
                    row.getOffsetDateTime("acknowledged_at").toInstant());
        }
        return new Exchange.AcknowledgeOutcome.Absent();
    }

    public Future<Exchange.RecallCases> recalls(Exchange.CasesOf asked) {
        return cases(Verb.RECALLED, asked);
    }

    /** Of corrections there is a case only where somebody is told. */
    public Future<Exchange.RecallCases> corrections(Exchange.CasesOf asked) {
        return cases(Verb.CORRECTED, asked);
    }

    private Future<Exchange.RecallCases> cases(Verb verb, Exchange.CasesOf asked) {
        return database.query(CASES, asked.party(), asked.recordId().orElse(null), verb.word())
                .map(rows -> cases(rows, clock.instant()));
    }

    private static Exchange.RecallCases cases(RowSet<Row> rows, Instant now) {
        Map<Long, Exchange.RecallCase> cases = new LinkedHashMap<>();
        Map<Long, List<Exchange.NoticeState>> notices = new LinkedHashMap<>();
        for (Row row : rows) {
            long sequence = row.getLong("sequence");
            List<Exchange.NoticeState> owed = notices.computeIfAbsent(sequence, first -> new ArrayList<>());
            if (row.getString("id") != null) {
                owed.add(notice(row, now));
            }
            cases.put(
                    sequence,
                    new Exchange.RecallCase(
                            row.getString("record_id"),
                            row.getString("reason"),
                            row.getOffsetDateTime("at").toInstant(),
                            List.copyOf(owed)));
        }
        return new Exchange.RecallCases(List.copyOf(cases.values()));
    }

    private static Exchange.NoticeState notice(Row row, Instant now) {
        return new Exchange.NoticeState(
                row.getString("id"),
                row.getString("party"),
                row.getString("disclosure_id"),
                state(row, now),
                row.getOffsetDateTime("due_at").toInstant());
    }

    private static String state(Row row, Instant now) {
        if (row.getOffsetDateTime("acknowledged_at") != null) {
            return "acknowledged";
        }
        if (!now.isBefore(row.getOffsetDateTime("escalate_at").toInstant())) {
            return "escalated";
        }
        if (!now.isBefore(row.getOffsetDateTime("due_at").toInstant())) {
            return "overdue";
        }
        return row.getOffsetDateTime("delivered_at") == null ? "pending" : "delivered";
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
