package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.passerelle.core.message.Allegations.Event;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.platform.database.Database;

/** Opens a review of every assessment on which an allegation bears (HRDDP H9). */
record AllegationReviews(Bearing bearing, Duration within) {
    private static final char AGAIN = ' ';

    /**
     * Opens the reviews that an allegation asks for.
     *
     * @param occasion empty for the report; something of its own whenever it is to be reviewed again
     */
    Future<Void> open(SqlConnection transaction, Allegation allegation, String occasion, Instant at) {
        String cause = occasion.isEmpty() ? allegation.id() : allegation.id() + AGAIN + occasion;
        return AssessmentStore.all(transaction).compose(all -> {
            Future<Boolean> opened = Future.succeededFuture(false);
            for (String id : concerned(all, allegation, at)) {
                opened = opened.compose(before ->
                        TaskStore.open(transaction, TaskStore.ALLEGATION_REVIEW, id, cause, at.plus(within), at));
            }
            return opened.mapEmpty();
        });
    }

    /** Settles the reviews of an allegation that has been judged. Why it was judged so, the allegation has: sealed. */
    static Future<Void> settle(SqlConnection transaction, Event judged, String allegation) {
        return Database.run(
                        transaction,
                        """
                        insert into task_event (task, state, subject, reason, at)
                        select id, 'SETTLED', $3, 'judged', $4 from task
                        where kind = $1 and split_part(cause, ' ', 1) = $2
                            and not exists (select from task_event where task_event.task = task.id)
                        """,
                        TaskStore.ALLEGATION_REVIEW,
                        allegation,
                        judged.subject(),
                        judged.at().atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }

    // Also without an assessment: somebody must look at it.
    private List<String> concerned(List<Assessment> all, Allegation allegation, Instant at) {
        List<Assessment> concerned = bearing.assessments(all, allegation, at);
        return concerned.isEmpty()
                ? List.of("")
                : concerned.stream().map(Assessment::id).toList();
    }

    /** The allegation of which a task tells. */
    static String allegation(String cause) {
        int again = cause.indexOf(AGAIN);
        return again < 0 ? cause : cause.substring(0, again);
    }
}
