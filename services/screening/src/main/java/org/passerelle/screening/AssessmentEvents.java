package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** What happened to assessments after they were entered, in order; appended, never rewritten (HRDDP H11). */
final class AssessmentEvents {
    private AssessmentEvents() {}

    /**
     * An event to append.
     *
     * @param about the mitigation, the successor, or the decision assented to
     * @param releaseHold of an approval: each release waits for the approver
     */
    record Happening(
            String assessment,
            AssessmentEvent event,
            String party,
            String subject,
            String reason,
            Optional<String> about,
            boolean releaseHold,
            Instant at) {

        /** An event that is about nothing beside the assessment. */
        Happening(String assessment, AssessmentEvent event, String party, String subject, String reason, Instant at) {
            this(assessment, event, party, subject, reason, Optional.empty(), false, at);
        }
    }

    /**
     * An appended event.
     *
     * @param position later ones have higher positions
     * @param barrier where it raised the barrier to
     */
    record Event(long position, Happening what, Optional<Long> barrier) {
        AssessmentEvent kind() {
            return what.event();
        }
    }

    /** By assessment; of those with these ids, or of all. */
    static Future<Map<String, List<Event>>> of(SqlClient client, String @Nullable [] ids) {
        return Database.run(client, """
                select position, assessment, kind, party, subject, reason, about, release_hold, at, barrier
                from assessment_event where $1::text[] is null or assessment = any($1)
                order by position
                """, new Object[] {ids}).map(rows -> {
            Map<String, List<Event>> events = new HashMap<>();
            rows.forEach(row -> events.computeIfAbsent(row.getString("assessment"), first -> new ArrayList<>())
                    .add(event(row)));
            return events;
        });
    }

    private static Event event(Row row) {
        Happening what = new Happening(
                row.getString("assessment"),
                AssessmentEvent.valueOf(row.getString("kind")),
                row.getString("party"),
                row.getString("subject"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("about")),
                row.getBoolean("release_hold"),
                row.getOffsetDateTime("at").toInstant());
        return new Event(row.getLong("position"), what, Optional.ofNullable(row.getLong("barrier")));
    }

    /**
     * Appends events that belong together. When one of them counts for decisions, the barrier is raised once in the same statement, which
     * must therefore come last.
     *
     * @return where the barrier then stands, if it was raised
     */
    static Future<Optional<Long>> append(SqlConnection transaction, List<Happening> happenings) {
        boolean counts = happenings.stream().anyMatch(each -> each.event().counts());
        Happening first = happenings.getFirst();
        String rising = "assessment " + first.assessment() + " "
                + first.event().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Database.run(transaction, """
                        with raised as materialized (
                            select case when $2 then barrier.raise_barrier($3) end as barrier)
                        insert into assessment_event
                            (assessment, kind, party, subject, reason, about, release_hold, at, barrier)
                        select assessment, event, party, subject, reason, about, "releaseHold", at, raised.barrier
                        from raised, rows from (jsonb_to_recordset($1::text::jsonb) as
                            (assessment text, event text, party text, subject text, reason text, about text,
                             "releaseHold" boolean, at timestamptz)) with ordinality as happening
                            (assessment, event, party, subject, reason, about, "releaseHold", at, place)
                        order by place
                        returning barrier
                        """, Json.write(happenings), counts, rising)
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("barrier")));
    }
}
