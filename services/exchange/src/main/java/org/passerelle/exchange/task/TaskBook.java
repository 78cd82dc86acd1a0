package org.passerelle.exchange.task;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.note.NoteOutbox;

/** Takes the dates of one source into the tasks: opens, settles and reminds, each exactly once, with a note for the operator's log. */
final class TaskBook {
    /** Who did it, in the history. */
    private static final String SUBJECT = "exchange";

    private static final String OPEN = """
            insert into task (id, source, kind, about, party, roles, due_at, opened_at)
            select id, $1, kind, about, party, roles, "dueAt", $3
            from jsonb_to_recordset($2::text::jsonb) as due
                (id text, kind text, about text, party text, roles text[], "dueAt" timestamptz)
            on conflict (id) do nothing
            returning id, kind, about, party, due_at
            """;

    private static final String REOPEN = """
            with again as (
                insert into task_event (task, state, subject, reason, at)
                select id, 'OPEN', $3, 'it is due again', $2 from task_now where id = any($1) and state = 'SETTLED'
                returning task)
            select id, kind, about, party, due_at from task join again on again.task = task.id
            """;

    // What lies beyond the time that was asked about was not asked about.
    private static final String SETTLE = """
            with gone as (
                insert into task_event (task, state, subject, reason, at)
                select id, 'SETTLED', $5, 'it is no longer due', $4
                from task_now where source = $1 and state = 'OPEN' and due_at <= $2 and not id = any($3)
                returning task)
            select id, kind, about, party, due_at from task join gone on gone.task = task.id
            """;

    /**
     * Of each open task the last lead time that has come; what is told late is told once, and a clock that is behind tells nothing that a
     * later lead time has overtaken.
     */
    private static final String REMIND = """
            with told as (
                insert into task_notice (id, task, lead_seconds, at)
                select gen_random_uuid()::text, id, come.lead, $2
                from task_now cross join lateral (
                    select min(lead) as lead from unnest($3::bigint[]) as lead
                    where due_at - lead * interval '1 second' <= $2) come
                where source = $1 and state = 'OPEN' and come.lead is not null and not exists (
                    select from task_notice earlier
                    where earlier.task = task_now.id and earlier.lead_seconds <= come.lead)
                returning id as notice, task)
            select told.notice, id, kind, about, party, due_at from task join told on told.task = task.id
            order by due_at, id
            """;

    private final SqlConnection transaction;
    private final String source;
    private final Instant at;

    TaskBook(SqlConnection transaction, String source, Instant at) {
        this.transaction = transaction;
        this.source = source;
        this.at = at;
    }

    /** A notice that was made, for the feed of a party. */
    record Reminder(String notice, String party) {}

    /** Opens a task for each date that is new, and again for one that had been settled. */
    Future<Void> open(List<Due> due) {
        String[] ids = ids(due);
        return Database.run(transaction, OPEN, source, Json.write(due), now())
                .compose(opened -> noted("task-opened", opened))
                .compose(opened -> Database.run(transaction, REOPEN, ids, now(), SUBJECT))
                .compose(again -> noted("task-reopened", again))
                .mapEmpty();
    }

    /** Settles what the source no longer tells of, up to the time that it was asked about. */
    Future<Void> settle(List<Due> due, Instant until) {
        return Database.run(transaction, SETTLE, source, until.atOffset(ZoneOffset.UTC), ids(due), now(), SUBJECT)
                .compose(settled -> noted("task-settled", settled))
                .mapEmpty();
    }

    /** Makes the notices whose time has come. */
    Future<List<Reminder>> remind(List<Duration> leads) {
        Long[] seconds = leads.stream().map(Duration::toSeconds).toArray(Long[]::new);
        return Database.run(transaction, REMIND, source, now(), seconds)
                .compose(told -> noted("task-reminded", told))
                .map(told -> {
                    List<Reminder> reminders = new ArrayList<>();
                    told.forEach(row -> reminders.add(new Reminder(row.getString("notice"), row.getString("party"))));
                    return reminders;
                });
    }

    private Future<RowSet<Row>> noted(String kind, RowSet<Row> rows) {
        Future<Void> noted = Future.succeededFuture();
        for (Row row : rows) {
            String detail =
                    TaskRow.told(Kind.valueOf(row.getString("kind")), row.getString("about"), row.getString("id"))
                            + " due " + row.getOffsetDateTime("due_at").toInstant();
            Audit.Note note = new Audit.Note(kind, SUBJECT, row.getString("party"), detail);
            noted = noted.compose(before -> NoteOutbox.add(transaction, note));
        }
        return noted.map(rows);
    }

    private static String[] ids(List<Due> due) {
        return due.stream().map(Due::id).toArray(String[]::new);
    }

    private OffsetDateTime now() {
        return at.atOffset(ZoneOffset.UTC);
    }
}
