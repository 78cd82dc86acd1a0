package org.passerelle.screening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Assessments as they were entered, with what happened to them since. */
final class AssessmentStore {
    private static final String MITIGATIONS = "mitigations";

    private AssessmentStore() {}

    /** The newest version of each, as it stands now; end of validity is judged by whoever reads. */
    static Future<List<Assessment>> all(SqlClient client) {
        return load(client, null);
    }

    static Future<Optional<Assessment>> one(SqlClient client, String id) {
        return load(client, id).map(found -> found.stream().findFirst());
    }

    /** Keeps others from changing the assessment until the transaction ends. */
    static Future<Void> lock(SqlConnection transaction, String id) {
        return Database.run(transaction, "select 1 from assessment where id = $1 for update", id)
                .mapEmpty();
    }

    private static Future<List<Assessment>> load(SqlClient client, @Nullable String id) {
        return Database.run(client, """
                select distinct on (id) id, version, body::text as body, state
                from assessment where $1::text is null or id = $1
                order by id, version desc
                """, id)
                .compose(entered -> mitigations(client, id)
                        .compose(mitigations -> AssessmentEvents.of(client, id).map(events -> {
                            List<Assessment> all = new ArrayList<>();
                            entered.forEach(row -> all.add(read(row, mitigations, events)));
                            return all;
                        })));
    }

    private record VersionOf(String assessment, int version) {}

    private static Future<Map<VersionOf, List<Mitigation>>> mitigations(SqlClient client, @Nullable String id) {
        return Database.run(client, """
                select m.assessment, m.version, m.id, m.description, m.owner, m.due, d.done_at
                from mitigation m left join mitigation_done d on d.assessment = m.assessment and d.mitigation = m.id
                where $1::text is null or m.assessment = $1
                order by m.assessment, m.version, m.id
                """, id).map(rows -> {
            Map<VersionOf, List<Mitigation>> mitigations = new HashMap<>();
            for (Row row : rows) {
                mitigations
                        .computeIfAbsent(
                                new VersionOf(row.getString("assessment"), row.getInteger("version")),
                                first -> new ArrayList<>())
                        .add(new Mitigation(
                                row.getString("id"),
                                row.getString("description"),
                                row.getString("owner"),
                                row.getOffsetDateTime("due").toInstant(),
                                Optional.ofNullable(row.getOffsetDateTime("done_at"))
                                        .map(OffsetDateTime::toInstant)));
            }
            return mitigations;
        });
    }

    private static Assessment read(Row row, Map<VersionOf, List<Mitigation>> mitigations, AssessmentEvents events) {
        VersionOf version = new VersionOf(row.getString("id"), row.getInteger("version"));
        ObjectNode whole = (ObjectNode) Json.tree(row.getString("body"));
        whole.set(MITIGATIONS, Json.tree(mitigations.getOrDefault(version, List.of())));
        Assessment entered = Json.read(whole, Assessment.class);
        whole.put("state", events.state(entered).name());
        return Json.read(whole, Assessment.class);
    }

    /** Enters an assessment's next version. */
    static Future<Void> enter(
            SqlConnection transaction, Assessment assessment, int version, String subject, Instant at) {
        ObjectNode body = (ObjectNode) Json.tree(assessment);
        body.remove(MITIGATIONS);
        return Database.run(
                        transaction,
                        """
                        insert into assessment
                            (id, version, assessor, recipient, unit, commander, state, valid_until, body, subject, at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, $11)
                        """,
                        assessment.id(),
                        version,
                        assessment.assessor(),
                        assessment.recipient(),
                        assessment.unit().orElse(null),
                        assessment.commander().orElse(null),
                        assessment.state().name(),
                        assessment.validUntil().atOffset(ZoneOffset.UTC),
                        body.toString(),
                        subject,
                        at.atOffset(ZoneOffset.UTC))
                .compose(entered -> conditions(transaction, assessment, version))
                .compose(entered -> fulfilled(transaction, assessment, subject));
    }

    private static Future<Void> conditions(SqlConnection transaction, Assessment assessment, int version) {
        List<Tuple> rows = assessment.mitigations().stream()
                .map(mitigation -> Tuple.of(
                        assessment.id(),
                        version,
                        mitigation.id(),
                        mitigation.description(),
                        mitigation.owner(),
                        mitigation.due().atOffset(ZoneOffset.UTC)))
                .toList();
        return Database.runEach(transaction, """
                insert into mitigation (assessment, version, id, description, owner, due)
                values ($1, $2, $3, $4, $5, $6)
                """, rows).mapEmpty();
    }

    private static Future<Void> fulfilled(SqlConnection transaction, Assessment assessment, String subject) {
        List<Tuple> rows = assessment.mitigations().stream()
                .flatMap(mitigation -> mitigation.doneAt().stream()
                        .map(done ->
                                Tuple.of(assessment.id(), mitigation.id(), done.atOffset(ZoneOffset.UTC), subject)))
                .toList();
        return Database.runEach(transaction, """
                insert into mitigation_done (assessment, mitigation, done_at, subject, evidence)
                values ($1, $2, $3, $4, 'as entered') on conflict do nothing
                """, rows).mapEmpty();
    }
}
