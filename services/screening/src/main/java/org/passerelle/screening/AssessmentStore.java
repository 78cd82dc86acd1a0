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
import org.passerelle.core.message.Assessments.Version;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.Dossier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.ReadOnce;

/** Assessments as they were entered, with what happened to them since. */
final class AssessmentStore {
    private static final String MITIGATIONS = "mitigations";

    private static final ReadOnce<Entered, Assessment> ENTERED = new ReadOnce<>();

    private AssessmentStore() {}

    /** An assessment as it was entered, not yet read. */
    private record Entered(String body, List<Mitigation> mitigations) {
        Assessment read() {
            ObjectNode whole = (ObjectNode) Json.tree(body);
            whole.set(MITIGATIONS, Json.tree(mitigations));
            return Json.read(whole, Assessment.class);
        }
    }

    /** A version to enter; where no person gave a reason, it came with the configuration. */
    record Entry(
            Assessment assessment, Dossier dossier, int version, String subject, Optional<String> reason, Instant at) {}

    /** The newest version of each, as it stands now; end of validity is judged by whoever reads. */
    static Future<List<Assessment>> all(SqlClient client) {
        return everyLife(client)
                .map(lives -> lives.stream().map(AssessmentLife::now).toList());
    }

    /** The same, with all that is known of each. */
    static Future<List<AssessmentLife>> everyLife(SqlClient client) {
        return lives(client, null, ENTERED.batch());
    }

    /** All that is known of those with these ids, in the order of their ids. */
    static Future<List<AssessmentLife>> lives(SqlClient client, List<String> ids) {
        return lives(client, ids.toArray(String[]::new), new ReadOnce<Entered, Assessment>().batch());
    }

    static Future<Optional<AssessmentLife>> life(SqlClient client, String id) {
        return lives(client, List.of(id)).map(found -> found.stream().findFirst());
    }

    /** Keeps others from changing the assessment until the transaction ends. */
    static Future<Void> lock(SqlConnection transaction, String id) {
        return Database.run(transaction, "select 1 from assessment where id = $1 for update", id)
                .mapEmpty();
    }

    private static Future<List<AssessmentLife>> lives(
            SqlClient client, String @Nullable [] ids, ReadOnce<Entered, Assessment>.Batch reading) {
        return Database.run(client, """
                select distinct on (id) id, version, body::text as body, dossier::text as dossier
                from assessment where $1::text[] is null or id = any($1)
                order by id, version desc
                """, new Object[] {ids})
                .compose(entered -> mitigations(client, ids)
                        .compose(mitigations -> AssessmentEvents.of(client, ids).map(events -> {
                            List<AssessmentLife> all = new ArrayList<>();
                            entered.forEach(row -> all.add(AssessmentLife.of(
                                    read(row, mitigations, reading),
                                    row.getInteger("version"),
                                    dossier(row),
                                    events.getOrDefault(row.getString("id"), List.of()))));
                            reading.end();
                            return all;
                        })));
    }

    /** Every version as it was entered, the oldest first. */
    static Future<List<Version>> versions(SqlClient client, String id) {
        ReadOnce<Entered, Assessment>.Batch reading = new ReadOnce<Entered, Assessment>().batch();
        return mitigations(client, new String[] {id})
                .compose(mitigations -> Database.run(client, """
                        select id, version, body::text as body, dossier::text as dossier, subject, reason, at
                        from assessment where id = $1 order by version
                        """, id).map(rows -> {
                    List<Version> versions = new ArrayList<>();
                    rows.forEach(row -> versions.add(new Version(
                            row.getInteger("version"),
                            read(row, mitigations, reading),
                            dossier(row),
                            row.getString("subject"),
                            Optional.ofNullable(row.getString("reason")),
                            row.getOffsetDateTime("at").toInstant())));
                    return versions;
                }));
    }

    private static Dossier dossier(Row row) {
        return Optional.ofNullable(row.getString("dossier"))
                .map(text -> Json.read(text, Dossier.class))
                .orElse(Dossier.EMPTY);
    }

    private record VersionOf(String assessment, int version) {}

    private static Future<Map<VersionOf, List<Mitigation>>> mitigations(SqlClient client, String @Nullable [] ids) {
        return Database.run(client, """
                select m.assessment, m.version, m.id, m.description, m.owner, m.due, d.done_at
                from mitigation m left join mitigation_done d on d.assessment = m.assessment and d.mitigation = m.id
                where $1::text[] is null or m.assessment = any($1)
                order by m.assessment, m.version, m.id
                """, new Object[] {ids}).map(rows -> {
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

    private static Assessment read(
            Row row, Map<VersionOf, List<Mitigation>> mitigations, ReadOnce<Entered, Assessment>.Batch reading) {
        VersionOf version = new VersionOf(row.getString("id"), row.getInteger("version"));
        Entered text = new Entered(row.getString("body"), mitigations.getOrDefault(version, List.of()));
        return reading.read(text, Entered::read);
    }

    /** Enters an assessment's next version. */
    static Future<Void> enter(SqlConnection transaction, Entry entry) {
        Assessment assessment = entry.assessment();
        ObjectNode body = (ObjectNode) Json.tree(assessment);
        body.remove(MITIGATIONS);
        return Database.run(
                        transaction,
                        """
                        insert into assessment
                            (id, version, assessor, recipient, unit, commander, state, valid_until, body, dossier,
                             subject, reason, at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10::text::jsonb, $11, $12, $13)
                        """,
                        assessment.id(),
                        entry.version(),
                        assessment.assessor(),
                        assessment.recipient(),
                        assessment.unit().orElse(null),
                        assessment.commander().orElse(null),
                        assessment.state().name(),
                        assessment.validUntil().atOffset(ZoneOffset.UTC),
                        body.toString(),
                        Json.write(entry.dossier()),
                        entry.subject(),
                        entry.reason().orElse(null),
                        entry.at().atOffset(ZoneOffset.UTC))
                .compose(entered -> conditions(transaction, assessment, entry.version()))
                .compose(entered -> fulfilled(transaction, assessment, entry.subject()));
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

    /** Says that a condition is met, by whom and on what evidence. */
    static Future<Void> fulfil(
            SqlConnection transaction, String id, String mitigation, String subject, String evidence, Instant at) {
        return Database.run(transaction, """
                        insert into mitigation_done (assessment, mitigation, done_at, subject, evidence)
                        values ($1, $2, $3, $4, $5)
                        """, id, mitigation, at.atOffset(ZoneOffset.UTC), subject, evidence)
                .mapEmpty();
    }
}
