package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.passerelle.core.message.Attachments.Discard;
import org.passerelle.core.message.Attachments.Open;
import org.passerelle.core.message.Attachments.Piece;
import org.passerelle.core.message.Attachments.Read;
import org.passerelle.core.message.Attachments.Store;
import org.passerelle.core.message.Done;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.DataKey;
import org.passerelle.platform.seal.Sealed;

/**
 * Keeps the bytes of attachments in sealed pieces. Until they are attached they are no part of anything, nobody reads them, and they go
 * when whoever sent them does not come back.
 */
final class AttachmentStore {
    /** Longer than any upload takes. */
    static final Duration LOOSE = Duration.ofHours(1);

    private static final String KEYED = """
            select attachment.domain, attachment.pieces, data_key.wrapped, data_key.wrapped_under, attachment_piece.sealed
            from attachment join data_key on data_key.about = 'attachment ' || attachment.id
            left join attachment_piece on attachment_piece.attachment = attachment.id and attachment_piece.ordinal = $2
            where attachment.id = $1 and (attachment.record_id is null) = $3
            """;

    private final Database database;
    private final Clock clock;
    private final ContentSeal seal;

    AttachmentStore(Database database, Clock clock, ContentSeal seal) {
        this.database = database;
        this.clock = clock;
        this.seal = seal;
    }

    Future<Done> open(Open open) {
        String sql = """
                with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($6, $2, $7, $8))
                insert into attachment (id, domain, pieces, uploader, begun_at) values ($1, $2, $3, $4, $5)
                """;
        String domain = ContentSeal.domain(open.label());
        Sealed key = seal.freshKey(domain, open.id());
        return database.transaction(connection -> Database.run(
                        connection,
                        sql,
                        open.id(),
                        domain,
                        open.pieces(),
                        open.uploader(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        ContentSeal.attachment(open.id()),
                        key.key(),
                        key.wrappedUnder()))
                .map(opened -> new Done());
    }

    Future<Done> store(Store store) {
        String sql = "insert into attachment_piece (attachment, ordinal, sealed) values ($1, $2, $3)";
        return keyed(store.id(), store.ordinal(), true)
                .map(found -> found.filter(row -> store.ordinal() < row.getInteger("pieces"))
                        .orElseThrow(() -> new IllegalStateException("no such upload is under way")))
                .compose(row -> {
                    byte[] bytes = Base64.getDecoder().decode(store.bytes());
                    byte[] sealed = key(store.id(), row)
                            .orElseThrow(() -> new IllegalStateException("the data key of an upload does not open"))
                            .seal(bytes, ContentSeal.piece(store.id(), store.ordinal(), row.getInteger("pieces")));
                    return database.query(sql, store.id(), store.ordinal(), Buffer.buffer(sealed));
                })
                .map(stored -> new Done());
    }

    /** A piece of what was attached; without bytes where it is gone or does not open. */
    Future<Piece> read(Read read) {
        return keyed(read.id(), read.ordinal(), false)
                .map(found -> new Piece(found.flatMap(row -> opened(read, row))
                        .map(bytes -> Base64.getEncoder().encodeToString(bytes))));
    }

    private Optional<byte[]> opened(Read read, Row row) {
        return Optional.ofNullable(row.getBuffer("sealed"))
                .flatMap(kept -> key(read.id(), row)
                        .flatMap(key -> key.open(
                                kept.getBytes(),
                                ContentSeal.piece(read.id(), read.ordinal(), row.getInteger("pieces")))));
    }

    private Future<Optional<Row>> keyed(String id, int ordinal, boolean loose) {
        return database.query(KEYED, id, ordinal, loose)
                .map(rows -> rows.stream().findFirst());
    }

    private Optional<DataKey> key(String id, Row row) {
        return seal.dataKey(row.getString("domain"), id, row.getBuffer("wrapped"), row.getInteger("wrapped_under"));
    }

    Future<Done> discard(Discard discard) {
        return database.transaction(connection -> forget(connection, "id = $1", discard.id()))
                .map(forgotten -> new Done());
    }

    /** Forgets what was begun before and never attached. */
    static Future<Integer> sweep(SqlConnection connection, Instant now) {
        return forget(connection, "begun_at < $1", now.minus(LOOSE).atOffset(ZoneOffset.UTC));
    }

    private static Future<Integer> forget(SqlConnection connection, String which, Object parameter) {
        String sql = """
                with gone as (delete from attachment where record_id is null and %s returning id)
                delete from data_key using gone where data_key.about = 'attachment ' || gone.id
                """.formatted(which);
        return Database.run(connection, sql, parameter).map(deleted -> deleted.rowCount());
    }
}
