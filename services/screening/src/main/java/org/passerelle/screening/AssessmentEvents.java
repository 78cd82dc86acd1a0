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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.platform.database.Database;

/** What happened to assessments after they were entered, in order; appended, never rewritten (HRDDP H11). */
record AssessmentEvents(Map<String, List<Event>> byAssessment) {
    enum Kind {
        SUSPENDED,
        REINSTATED,
        WITHDRAWN
    }

    record Event(Kind kind, Instant at, long barrier) {}

    static Future<AssessmentEvents> of(SqlClient client, @Nullable String id) {
        return Database.run(client, """
                select assessment, kind, at, barrier
                from assessment_event where $1::text is null or assessment = $1
                order by position
                """, id).map(rows -> {
            Map<String, List<Event>> events = new HashMap<>();
            for (Row row : rows) {
                events.computeIfAbsent(row.getString("assessment"), first -> new ArrayList<>())
                        .add(new Event(
                                Kind.valueOf(row.getString("kind")),
                                row.getOffsetDateTime("at").toInstant(),
                                row.getLong("barrier")));
            }
            return new AssessmentEvents(events);
        });
    }

    Optional<Event> last(String id) {
        return byAssessment.getOrDefault(id, List.of()).stream().reduce((earlier, later) -> later);
    }

    /** The state after everything that happened to an assessment; resumed, it is what it was entered as. */
    AssessmentState state(Assessment entered) {
        return last(entered.id())
                .map(event -> switch (event.kind()) {
                    case SUSPENDED -> AssessmentState.SUSPENDED;
                    case WITHDRAWN -> AssessmentState.WITHDRAWN;
                    case REINSTATED ->
                        entered.state() == AssessmentState.SUSPENDED ? AssessmentState.APPROVED : entered.state();
                })
                .orElse(entered.state());
    }

    /** Appends an event and raises the barrier in one statement. */
    static Future<Event> append(
            SqlConnection transaction, String id, Kind kind, String party, String subject, String reason, Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into assessment_event (assessment, kind, party, subject, reason, at, barrier)
                        values ($1, $2, $3, $4, $5, $6, barrier.raise_barrier($7))
                        returning barrier
                        """,
                        id,
                        kind.name(),
                        party,
                        subject,
                        reason,
                        at.atOffset(ZoneOffset.UTC),
                        "assessment " + id + " " + kind.name().toLowerCase(Locale.ROOT))
                .map(rows -> new Event(kind, at, rows.iterator().next().getLong("barrier")));
    }
}
