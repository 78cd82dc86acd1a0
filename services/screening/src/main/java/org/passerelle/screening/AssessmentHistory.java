package org.passerelle.screening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.message.History.AssessmentsAt;
import org.passerelle.core.message.History.AssessmentsOf;
import org.passerelle.core.message.History.AssessmentsThen;
import org.passerelle.core.message.History.Step;
import org.passerelle.core.message.History.Then;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.screening.AssessmentEvents.Event;
import org.passerelle.screening.AssessmentEvents.Happening;

/**
 * Tells assessments as they stood at an instant, out of what was appended until then (HRDDP H11). What raised the barrier counts by its
 * version, which is exact; everything else by its time.
 */
final class AssessmentHistory {
    private static final String VERSIONS = """
            select distinct on (id) id, version, body::text as body, at
            from assessment
            where assessor = $1 and ($2::text[] is null or id = any($2)) and ($3::text is null or recipient = $3) and at <= $4
            order by id, version desc
            """;

    private static final String MITIGATIONS = """
            select m.assessment || ' ' || m.version as of, m.id, m.description, m.owner, m.due, d.done_at
            from mitigation m
            left join mitigation_done d on d.assessment = m.assessment and d.mitigation = m.id and d.done_at <= $2
            where m.assessment = any($1)
            order by m.assessment, m.version, m.id
            """;

    private AssessmentHistory() {}

    /** Those of the assessor alone; what did not exist yet is not there. */
    static Future<AssessmentsThen> at(SqlClient client, AssessmentsAt asked) {
        return read(
                client, asked.assessor(), asked.ids().toArray(String[]::new), null, asked.policyVersion(), asked.at());
    }

    /** All about one recipient, as they stand now. */
    static Future<AssessmentsThen> of(SqlClient client, AssessmentsOf asked, Instant now) {
        return read(client, asked.assessor(), null, asked.recipient(), Long.MAX_VALUE, now);
    }

    private static Future<AssessmentsThen> read(
            SqlClient client,
            String assessor,
            String @Nullable [] ids,
            @Nullable String recipient,
            long policyVersion,
            Instant instant) {
        OffsetDateTime at = instant.atOffset(ZoneOffset.UTC);
        return Database.run(client, VERSIONS, assessor, ids, recipient, at).compose(versions -> {
            String[] found = versions.stream().map(row -> row.getString("id")).toArray(String[]::new);
            return Database.run(client, MITIGATIONS, found, at)
                    .compose(mitigations -> AssessmentEvents.of(client, found)
                            .map(events -> then(
                                    versions,
                                    grouped(mitigations),
                                    id -> events.getOrDefault(id, List.of()).stream()
                                            .filter(event -> counted(event, policyVersion, instant))
                                            .toList())));
        });
    }

    private static boolean counted(Event event, long policyVersion, Instant instant) {
        return event.barrier()
                .map(barrier -> barrier <= policyVersion)
                .orElse(!event.what().at().isAfter(instant));
    }

    private static Map<String, List<Row>> grouped(Iterable<Row> mitigations) {
        Map<String, List<Row>> groups = new HashMap<>();
        mitigations.forEach(row -> groups.computeIfAbsent(row.getString("of"), first -> new ArrayList<>())
                .add(row));
        return groups;
    }

    private static AssessmentsThen then(
            Iterable<Row> versions, Map<String, List<Row>> mitigations, Function<String, List<Event>> events) {
        List<Then> then = new ArrayList<>();
        for (Row row : versions) {
            String id = row.getString("id");
            int version = row.getInteger("version");
            List<Event> taken = events.apply(id);
            ObjectNode whole = (ObjectNode) Json.tree(row.getString("body"));
            whole.set(
                    "mitigations",
                    Json.tree(mitigations.getOrDefault(id + " " + version, List.of()).stream()
                            .map(AssessmentHistory::mitigation)
                            .toList()));
            then.add(new Then(
                    version,
                    row.getOffsetDateTime("at").toInstant(),
                    AssessmentLife.after(Json.read(whole, Assessment.class), taken),
                    taken.stream().map(AssessmentHistory::step).toList()));
        }
        return new AssessmentsThen(then);
    }

    private static Step step(Event event) {
        Happening what = event.what();
        return new Step(event.kind().name(), what.party(), what.subject(), what.reason(), what.at());
    }

    private static Mitigation mitigation(Row row) {
        return new Mitigation(
                row.getString("id"),
                row.getString("description"),
                row.getString("owner"),
                row.getOffsetDateTime("due").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("done_at")).map(OffsetDateTime::toInstant));
    }
}
