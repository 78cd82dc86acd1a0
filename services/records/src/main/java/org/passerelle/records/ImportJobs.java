package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Imports.Job;
import org.passerelle.core.message.Imports.Open;
import org.passerelle.core.message.Imports.Piece;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.DataKey;
import org.passerelle.platform.seal.Sealed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where imports stand, and what each of their pieces came to. What does not open is not there. */
final class ImportJobs {
    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);
    private static final int MOST = 100;

    private static final String SELECT = """
            select import.id, import.party, import.subject, import.format, import.opened_at, import.completed_at, import.closed_at,
                import.next, import.stored, import.refused, import.sealed, key.wrapped, key.wrapped_under,
                import.sealed_mapping, mapping_key.wrapped as mapping_wrapped, mapping_key.wrapped_under as mapping_wrapped_under
            from import
            left join data_key key on key.about = 'import ' || import.id
            left join data_key mapping_key on mapping_key.about = 'import mapping ' || import.id
            where not import.forgotten and\s""";

    private static final String KEY =
            "insert into data_key (about, domain, wrapped, wrapped_under) values ($1, $2, $3, $4)";

    private final ImportSeal seal;

    ImportJobs(ImportSeal seal) {
        this.seal = seal;
    }

    /** @param key under which its faults are sealed */
    record Opened(Job job, DataKey key) {}

    Future<Job> insert(SqlConnection connection, String id, Open open, String digest, Instant at) {
        String sql = """
                insert into import (id, party, subject, format, digest, opened_at, moved_at, sealed, sealed_mapping)
                values ($1, $2, $3, $4, $5, $6, $6, $7, $8)
                """;
        Sealed fresh = seal.freshKey(open.subject(), id);
        DataKey key = seal.key(open.subject(), id, fresh.key(), fresh.wrappedUnder())
                .orElseThrow(() -> new IllegalStateException("a new data key does not open"));
        Optional<Sealed> mapping = open.mapping().map(text -> seal.sealMapping(open.subject(), id, text));
        List<Tuple> keys = new ArrayList<>();
        keys.add(row(ContentSeal.importJob(id), open.subject(), fresh));
        mapping.ifPresent(kept -> keys.add(row(ContentSeal.importMapping(id), open.subject(), kept)));
        return Database.runEach(connection, KEY, keys)
                .compose(keyed -> Database.run(
                        connection,
                        sql,
                        id,
                        open.party(),
                        open.subject(),
                        open.format(),
                        digest,
                        at.atOffset(ZoneOffset.UTC),
                        seal.seal(key, id, ImportSeal.Named.of(open.name(), open.mapping())),
                        mapping.map(Sealed::content).orElse(null)))
                .compose(inserted -> there(connection, id, open.subject()));
    }

    private static Tuple row(String about, String account, Sealed sealed) {
        return Tuple.of(about, account, sealed.key(), sealed.wrappedUnder());
    }

    private Future<Job> there(SqlConnection connection, String id, String subject) {
        return find(connection, id, subject).map(found -> found.orElseThrow().job());
    }

    Future<List<Job>> of(SqlConnection connection, String subject, Optional<String> digest) {
        String sql = SELECT + """
                import.subject = $1 and ($2::text is null or import.digest = $2)
                order by import.opened_at desc, import.id limit $3
                """;
        return Database.run(connection, sql, subject, digest.orElse(null), MOST)
                .map(rows -> rows.stream()
                        .flatMap(row -> opened(row).stream())
                        .map(Opened::job)
                        .toList());
    }

    Future<Optional<Opened>> find(SqlConnection connection, String id, String subject) {
        return Database.run(connection, SELECT + "import.id = $1 and import.subject = $2", id, subject)
                .map(this::first);
    }

    /** The job, which nobody else moves on until the transaction ends. */
    Future<Optional<Opened>> locked(SqlConnection connection, String id, String subject) {
        return Database.run(
                        connection, SELECT + "import.id = $1 and import.subject = $2 for update of import", id, subject)
                .map(this::first);
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
    Future<Job> advance(SqlConnection connection, Job job, Piece piece, Instant at) {
        String enter = """
                insert into import_piece (import, first, items, digest, stored, refused, at)
                values ($1, $2, $3, $4, $5, $6, $7)
                """;
        String move = """
                update import set next = next + $2, stored = stored + $3, refused = refused + $4, moved_at = $5 where id = $1
                """;
        return Database.run(
                        connection,
                        enter,
                        job.id(),
                        piece.first(),
                        piece.items(),
                        piece.digest(),
                        piece.stored(),
                        piece.refused(),
                        at.atOffset(ZoneOffset.UTC))
                .compose(entered -> Database.run(
                        connection,
                        move,
                        job.id(),
                        (long) piece.items(),
                        (long) piece.stored(),
                        (long) piece.refused(),
                        at.atOffset(ZoneOffset.UTC)))
                .compose(moved -> there(connection, job.id(), job.subject()));
    }

    /** Nothing is mapped any more: the mapping goes, with its data key. */
    Future<Job> close(SqlConnection connection, Job job, Instant at) {
        String sql = """
                with key as (delete from data_key where about = $3)
                update import set completed_at = $2, sealed_mapping = null where id = $1
                """;
        return Database.run(connection, sql, job.id(), at.atOffset(ZoneOffset.UTC), ContentSeal.importMapping(job.id()))
                .compose(closed -> there(connection, job.id(), job.subject()));
    }

    /** From here on nobody finds it, and nothing that it says can be read; its rows go with the next round of {@link ImportEnds}. */
    static Future<Boolean> forget(SqlConnection connection, String id, String subject) {
        String sql = """
                with gone as (
                    update import set forgotten = true, sealed_mapping = null
                    where id = $1 and subject = $2 and not forgotten
                    returning id
                ), key as (
                    delete from data_key using gone where data_key.about in ('import ' || gone.id, 'import mapping ' || gone.id)
                )
                select id from gone
                """;
        return Database.run(connection, sql, id, subject).map(gone -> gone.size() > 0);
    }

    private Optional<Opened> first(RowSet<Row> rows) {
        return rows.stream().findFirst().flatMap(this::opened);
    }

    private Optional<Opened> opened(Row row) {
        String id = row.getString("id");
        Optional<Opened> opened = Optional.ofNullable(row.getBuffer("wrapped"))
                .flatMap(wrapped -> seal.key(row.getString("subject"), id, wrapped, row.getInteger("wrapped_under")))
                .flatMap(key -> seal.open(key, id, row.getBuffer("sealed")).flatMap(named -> built(row, named, key)));
        if (opened.isEmpty()) {
            LOG.error("import {} does not open", id);
        }
        return opened;
    }

    private Optional<Opened> built(Row row, ImportSeal.Named named, DataKey key) {
        Optional<String> mapping = mapping(row);
        Job job = new Job(
                row.getString("id"),
                row.getString("party"),
                row.getString("subject"),
                named.name(),
                row.getString("format"),
                mapping,
                named.mappingDigest(),
                row.getOffsetDateTime("opened_at").toInstant(),
                time(row, "completed_at"),
                time(row, "closed_at"),
                row.getLong("next"),
                row.getLong("stored"),
                row.getLong("refused"));
        // INVARIANT: an import that was opened with a mapping takes nothing in without it.
        boolean unmapped = named.mappingDigest().isPresent() && mapping.isEmpty() && !job.ended();
        return unmapped ? Optional.empty() : Optional.of(new Opened(job, key));
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private Optional<String> mapping(Row row) {
        Buffer wrapped = row.getBuffer("mapping_wrapped");
        Buffer content = row.getBuffer("sealed_mapping");
        if (wrapped == null || content == null) {
            return Optional.empty();
        }
        Sealed whole = new Sealed(content, wrapped, row.getInteger("mapping_wrapped_under"));
        return seal.openMapping(row.getString("subject"), row.getString("id"), whole);
    }
}
