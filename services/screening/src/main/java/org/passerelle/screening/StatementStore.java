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
import org.passerelle.platform.database.Database;

/** What was said for an allegation: the report and what corroborates it, each with a text and a source that are protected apart. */
final class StatementStore {
    private static final String SUMMARY = "summary";
    private static final String SOURCE = "source";

    private StatementStore() {}

    /** Keeps a statement with its portions. */
    static Future<Void> enter(
            SqlConnection transaction, String allegation, SaidAs as, Statement statement, String subject, Instant at) {
        List<Tuple> portions = new ArrayList<>();
        statement.summary().ifPresent(portion -> portions.add(row(statement.id(), SUMMARY, portion)));
        statement.source().ifPresent(portion -> portions.add(row(statement.id(), SOURCE, portion)));
        return Database.run(
                        transaction,
                        """
                        insert into allegation_statement (id, allegation, said_as, grading, subject, at)
                        values ($1, $2, $3, $4, $5, $6)
                        """,
                        statement.id(),
                        allegation,
                        as.name(),
                        statement.grading().text(),
                        subject,
                        at.atOffset(ZoneOffset.UTC))
                .compose(entered -> Database.runEach(transaction, """
                        insert into allegation_portion (statement, field, marking, level, compartments, content)
                        values ($1, $2, $3, $4, $5, $6)
                        """, portions))
                .mapEmpty();
    }

    private static Tuple row(String statement, String field, Portion portion) {
        return Tuple.of(
                statement,
                field,
                portion.marking(),
                portion.level().number(),
                portion.compartments().toArray(String[]::new),
                portion.text());
    }

    /** The statements of an allegation in their order, whole, each with the grading that counts now. */
    static Future<List<Said>> of(SqlClient client, String allegation) {
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

    private static Future<Map<String, Map<String, Portion>>> portions(SqlClient client, String allegation) {
        return Database.run(client, """
                select p.statement, p.field, p.marking, p.level, p.compartments, p.content
                from allegation_portion p join allegation_statement s on s.id = p.statement where s.allegation = $1
                """, allegation).map(rows -> {
            Map<String, Map<String, Portion>> portions = new HashMap<>();
            rows.forEach(row -> portions.computeIfAbsent(row.getString("statement"), first -> new HashMap<>())
                    .put(
                            row.getString("field"),
                            new Portion(
                                    row.getString("content"),
                                    row.getString("marking"),
                                    Level.of(row.getInteger("level")),
                                    Set.of(row.getArrayOfStrings("compartments")))));
            return portions;
        });
    }
}
