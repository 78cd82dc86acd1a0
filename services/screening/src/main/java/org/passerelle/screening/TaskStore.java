package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.passerelle.core.message.Screening.Task;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.platform.database.Database;

/** Things that somebody must do about an assessment, so that nothing lapses silently. */
final class TaskStore {
    /** An assessment has ended or ends soon. */
    static final String RENEWAL = Kind.RENEWAL.word();

    /** An assessment in use is to be looked at again. */
    static final String REVIEW = Kind.ASSESSMENT_REVIEW.word();

    /** A new allegation bears on an assessment (HRDDP H9). */
    static final String ALLEGATION_REVIEW = Kind.ALLEGATION_REVIEW.word();

    /** A condition of approval is due soon, or overdue (HRDDP H5). */
    static final String MITIGATION = Kind.MITIGATION_DUE.word();

    private TaskStore() {}

    /**
     * Opens a task unless the same cause has opened it before.
     *
     * @param assessment empty when no assessment covers the matter yet
     * @return whether it is new
     */
    static Future<Boolean> open(
            SqlConnection transaction, String kind, String assessment, String cause, Instant dueAt, Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into task (id, kind, assessment, cause, due_at, opened_at)
                        values ($1, $2, $3, $4, $5, $6)
                        on conflict (kind, assessment, cause) do nothing
                        returning id
                        """,
                        UUID.randomUUID().toString(),
                        kind,
                        assessment,
                        cause,
                        dueAt.atOffset(ZoneOffset.UTC),
                        at.atOffset(ZoneOffset.UTC))
                .map(rows -> rows.size() == 1);
    }

    /** The after-review of an exemption, of whose unit there may be no assessment at all (HRDDP H7). */
    static Future<Boolean> openExemptionReview(SqlConnection transaction, String exemption, Instant dueAt, Instant at) {
        return open(transaction, Kind.EXEMPTION_REVIEW.word(), "", exemption, dueAt, at);
    }

    /** Tasks by assessment, the most urgent first. */
    static Future<Map<String, List<Task>>> byAssessment(SqlClient client) {
        return Database.run(client, """
                select t.id, t.kind, t.assessment, t.due_at, coalesce(e.state, 'OPEN') as state
                from task t left join lateral (
                    select state from task_event where task = t.id order by position desc limit 1) e on true
                order by t.due_at, t.id
                """).map(rows -> {
            Map<String, List<Task>> tasks = new HashMap<>();
            for (Row row : rows) {
                String assessment = row.getString("assessment");
                tasks.computeIfAbsent(assessment, first -> new ArrayList<>())
                        .add(new Task(
                                row.getString("id"),
                                row.getString("kind"),
                                assessment,
                                row.getOffsetDateTime("due_at").toInstant(),
                                row.getString("state")));
            }
            return tasks;
        });
    }
}
