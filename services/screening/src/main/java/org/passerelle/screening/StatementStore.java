package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.message.Allegations.SaidAs;
import org.passerelle.core.message.Allegations.Statement;
import org.passerelle.core.screening.Allegation;
import org.passerelle.platform.database.Database;
import org.passerelle.screening.AllegationSeal.Place;

/**
 * What was said for an allegation: the report and what corroborates it, each with a text and a source that are protected apart, and sealed
 * apart.
 */
final class StatementStore {
    private static final String SUMMARY = "summary";
    private static final String SOURCE = "source";

    private static final String PORTION = """
            with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($1, $2, $3, $4))
            insert into allegation_portion (sealed, statement, field, marking, level, compartments)
            values ($5, $6, $7, $8, $9, $10)
            """;

    // Without its data key a portion is found, and does not open.
    private static final String PORTIONS = """
            select p.statement, p.field, p.marking, p.level, p.compartments, p.sealed, a.assessor, k.wrapped, k.wrapped_under
            from allegation_portion p
            join allegation_statement s on s.id = p.statement
            join allegation a on a.id = s.allegation
            left join data_key k on k.about = 'statement ' || s.allegation || ' ' || p.statement || ' ' || p.field
            where s.allegation = $1
            """;

    private final AllegationSeal seal;

    StatementStore(AllegationSeal seal) {
        this.seal = seal;
    }

    /** Keeps a statement with its portions. */
    Future<Void> enter(
            SqlConnection transaction,
            Allegation allegation,
            SaidAs as,
            Statement statement,
            String subject,
            Instant at) {
        List<Tuple> portions = new ArrayList<>();
        statement.summary().ifPresent(portion -> portions.add(row(allegation, statement.id(), SUMMARY, portion)));
        statement.source().ifPresent(portion -> portions.add(row(allegation, statement.id(), SOURCE, portion)));
        return enter(transaction, allegation, as, statement.id(), statement.grading(), subject, at)
                .compose(entered -> Database.runEach(transaction, PORTION, portions))
                .mapEmpty();
    }

    /** Keeps that something was said, of which there is neither text nor source. */
    static Future<Void> enter(
            SqlConnection transaction,
            Allegation allegation,
            SaidAs as,
            String statement,
            Grading grading,
            String subject,
            Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into allegation_statement (id, allegation, said_as, grading, subject, at)
                        values ($1, $2, $3, $4, $5, $6)
                        """,
                        statement,
                        allegation.id(),
                        as.name(),
                        grading.text(),
                        subject,
                        at.atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }

    private Tuple row(Allegation allegation, String statement, String field, Portion portion) {
        Place place = Place.portion(allegation.id(), statement, field, allegation.assessor(), portion.compartments());
        return AllegationSeal.key(place, seal.sealPortion(place, portion))
                .addString(statement)
                .addString(field)
                .addString(portion.marking())
                .addInteger(portion.level().number())
                .addArrayOfString(portion.compartments().toArray(String[]::new));
    }

    /** The statements of an allegation in their order, whole, each with the grading that counts now. */
    Future<List<Said>> of(SqlClient client, String allegation) {
        return portions(client, allegation)
                .compose(portions -> Database.run(client, """
                                select s.id, s.said_as, coalesce(e.statement_grading, s.grading) as grading, s.subject, s.at
                                from allegation_statement s left join lateral (
                                    select statement_grading from allegation_event
                                    where statement = s.id and statement_grading is not null
                                    order by position desc limit 1) e on true
                                where s.allegation = $1 order by s.position
                                """, allegation)
                        .map(rows -> rows.stream()
                                .map(row -> said(row, portions.getOrDefault(row.getString("id"), Map.of())))
                                .toList()));
    }

    private static Said said(Row row, Map<String, Portion> portions) {
        Statement statement = new Statement(
                row.getString("id"),
                new Grading(row.getString("grading")),
                Optional.ofNullable(portions.get(SUMMARY)),
                Optional.ofNullable(portions.get(SOURCE)));
        return new Said(
                SaidAs.valueOf(row.getString("said_as")),
                statement,
                row.getString("subject"),
                row.getOffsetDateTime("at").toInstant());
    }

    private Future<Map<String, Map<String, Portion>>> portions(SqlClient client, String allegation) {
        return Database.run(client, PORTIONS, allegation).map(rows -> {
            Map<String, Map<String, Portion>> portions = new HashMap<>();
            rows.forEach(row -> opened(allegation, row)
                    .ifPresent(portion -> portions.computeIfAbsent(row.getString("statement"), first -> new HashMap<>())
                            .put(row.getString("field"), portion)));
            return portions;
        });
    }

    private Optional<Portion> opened(String allegation, Row row) {
        Portion label = portion(row, "");
        Place place = Place.portion(
                allegation,
                row.getString("statement"),
                row.getString("field"),
                row.getString("assessor"),
                label.compartments());
        return seal.openPortion(place, row, label);
    }

    /** A portion with the label of its row. */
    static Portion portion(Row row, String text) {
        return new Portion(
                text,
                row.getString("marking"),
                Level.of(row.getInteger("level")),
                Set.of(row.getArrayOfStrings("compartments")));
    }
}
