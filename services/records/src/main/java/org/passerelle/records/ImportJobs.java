package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Imports.Job;
import org.passerelle.core.message.Imports.Open;
import org.passerelle.core.message.Imports.Piece;
import org.passerelle.platform.database.Database;

/** Where imports stand, and what each of their pieces came to. */
final class ImportJobs {
    private static final int MOST = 100;

    private static final String COLUMNS = """
            id, party, subject, name, format, mapping, opened_at, completed_at, next, stored, refused
            """;

    private ImportJobs() {}

    static Future<Job> insert(SqlConnection connection, String id, Open open, String digest, Instant at) {
        String sql = """
                insert into import (id, party, subject, name, format, digest, mapping, opened_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8) returning\s""" + COLUMNS;
        return Database.run(
                        connection,
                        sql,
                        id,
                        open.party(),
                        open.subject(),
                        open.name(),
                        open.format(),
                        digest,
                        open.mapping().orElse(null),
                        at.atOffset(ZoneOffset.UTC))
                .map(rows -> job(rows.iterator().next()));
    }

    static Future<List<Job>> of(SqlConnection connection, String subject, Optional<String> digest) {
        String sql = "select " + COLUMNS + """
                 from import where subject = $1 and ($2::text is null or digest = $2) order by opened_at desc, id limit $3
                """;
        return Database.run(connection, sql, subject, digest.orElse(null), MOST)
                .map(rows -> rows.stream().map(ImportJobs::job).toList());
    }

    static Future<Optional<Job>> find(SqlConnection connection, String id, String subject) {
        return Database.run(
                        connection, "select " + COLUMNS + " from import where id = $1 and subject = $2", id, subject)
                .map(ImportJobs::first);
    }

    /** The job, which nobody else moves on until the transaction ends. */
    static Future<Optional<Job>> locked(SqlConnection connection, String id, String subject) {
        return Database.run(
                        connection,
                        "select " + COLUMNS + " from import where id = $1 and subject = $2 for update",
                        id,
                        subject)
                .map(ImportJobs::first);
    }

    static Future<Optional<Piece>> piece(SqlConnection connection, String id, long first) {
        String sql = "select first, items, digest, stored, refused from import_piece where import = $1 and first = $2";
        return Database.run(connection, sql, id, first)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Piece(
                                row.getLong("first"),
                                row.getInteger("items"),
                                row.getString("digest"),
                                row.getInteger("stored"),
                                row.getInteger("refused"))));
    }

    /** Enters the piece and moves the job behind it. */
    static Future<Job> advance(SqlConnection connection, String id, Piece piece, Instant at) {
        String enter = """
                insert into import_piece (import, first, items, digest, stored, refused, at)
                values ($1, $2, $3, $4, $5, $6, $7)
                """;
        String move = """
                update import set next = next + $2, stored = stored + $3, refused = refused + $4 where id = $1
                returning\s""" + COLUMNS;
        return Database.run(
                        connection,
                        enter,
                        id,
                        piece.first(),
                        piece.items(),
                        piece.digest(),
                        piece.stored(),
                        piece.refused(),
                        at.atOffset(ZoneOffset.UTC))
                .compose(entered -> Database.run(
                        connection, move, id, (long) piece.items(), (long) piece.stored(), (long) piece.refused()))
                .map(rows -> job(rows.iterator().next()));
    }

    static Future<Job> close(SqlConnection connection, String id, Instant at) {
        return Database.run(
                        connection,
                        "update import set completed_at = $2 where id = $1 returning " + COLUMNS,
                        id,
                        at.atOffset(ZoneOffset.UTC))
                .map(rows -> job(rows.iterator().next()));
    }

    private static Optional<Job> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(ImportJobs::job);
    }

    private static Job job(Row row) {
        return new Job(
                row.getString("id"),
                row.getString("party"),
                row.getString("subject"),
                row.getString("name"),
                row.getString("format"),
                Optional.ofNullable(row.getString("mapping")),
                row.getOffsetDateTime("opened_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("completed_at")).map(OffsetDateTime::toInstant),
                row.getLong("next"),
                row.getLong("stored"),
                row.getLong("refused"));
    }
}
