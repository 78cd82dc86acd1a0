package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.passerelle.core.message.LocalTags.Change;
import org.passerelle.core.message.LocalTags.ChangeOutcome;
import org.passerelle.core.message.LocalTags.Named;
import org.passerelle.core.message.LocalTags.Of;
import org.passerelle.core.message.LocalTags.Tagged;
import org.passerelle.core.message.LocalTags.Tags;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Sealed;

/** Keeps the tags that parties have put on records for themselves, each under a data key of its own; what does not open is not there. */
final class LocalTagTable {
    // Two changes at once come one after the other, and none while the record is destroyed.
    private static final String LOCK = "select id from record where id = $1 for no key update";

    private static final String LIST = """
            select local_tag.id, local_tag.digest, local_tag.subject, local_tag.at, local_tag.sealed,
                data_key.wrapped, data_key.wrapped_under
            from local_tag join data_key on data_key.about = 'local tag ' || local_tag.id
            where local_tag.record_id = $1 and local_tag.party = $2
            order by local_tag.at, local_tag.id
            """;

    private static final String ADD = """
            with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($8, $3, $9, $10))
            insert into local_tag (id, record_id, party, digest, subject, at, sealed) values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private static final String REMOVE = """
            with gone as (delete from local_tag where record_id = $1 and digest = $2 returning id)
            delete from data_key using gone where data_key.about = 'local tag ' || gone.id
            """;

    // The subquery stays one, and looks up one record at a time: an anti-join may read all portions to find a few tags.
    private static final String SWEEP = """
            with gone as (
                delete from local_tag
                where local_tag.record_id = any($1) and (select true from portion
                    where portion.record_id = local_tag.record_id and portion.sealed is not null limit 1) is null
                returning id
            )
            delete from data_key using gone where data_key.about = 'local tag ' || gone.id
            """;

    private final Database database;
    private final Clock clock;
    private final ContentSeal seal;
    private final FingerprintKey key;

    LocalTagTable(Database database, Clock clock, ContentSeal seal, FingerprintKey key) {
        this.database = database;
        this.clock = clock;
        this.seal = seal;
        this.key = key;
    }

    /** Destroys those of the records among these of which no portion is left. */
    static Future<Void> sweep(SqlConnection connection, String[] records) {
        return Database.run(connection, SWEEP, (Object) records).mapEmpty();
    }

    Future<Tags> of(Of question) {
        return database.query(LIST, question.recordId(), question.party())
                .map(rows -> tags(question.party(), rows.stream().toList()));
    }

    private Tags tags(String party, List<Row> rows) {
        return new Tags(
                rows.stream().flatMap(row -> opened(party, row).stream()).toList());
    }

    private Optional<Tagged> opened(String party, Row row) {
        Sealed sealed = new Sealed(row.getBuffer("sealed"), row.getBuffer("wrapped"), row.getInteger("wrapped_under"));
        return seal.openLocalTag(party, row.getString("id"), sealed)
                .map(tag -> new Tagged(
                        tag,
                        row.getString("subject"),
                        row.getOffsetDateTime("at").toInstant()));
    }

    /** All of it, or nothing. */
    Future<ChangeOutcome> change(Change change) {
        return database.transaction(connection -> Database.run(connection, LOCK, change.recordId())
                .compose(locked -> locked.size() == 0
                        ? Future.succeededFuture(new ChangeOutcome.Absent())
                        : change(connection, change)));
    }

    private Future<ChangeOutcome> change(SqlConnection connection, Change change) {
        return Database.run(connection, LIST, change.recordId(), change.party()).compose(rows -> {
            Set<Buffer> kept = new HashSet<>();
            rows.forEach(row -> kept.add(row.getBuffer("digest")));
            change.remove().forEach(tag -> kept.remove(digest(change, tag)));
            List<Tuple> added = change.add().stream()
                    .filter(tag -> kept.add(digest(change, tag)))
                    .map(tag -> tuple(change, tag))
                    .toList();
            return kept.size() > change.most()
                    ? Future.succeededFuture(new ChangeOutcome.TooMany(change.most()))
                    : write(connection, change, added);
        });
    }

    private Future<ChangeOutcome> write(SqlConnection connection, Change change, List<Tuple> added) {
        List<Tuple> removed = change.remove().stream()
                .map(tag -> Tuple.of(change.recordId(), digest(change, tag)))
                .toList();
        return Database.runEach(connection, REMOVE, removed)
                .compose(done -> Database.runEach(connection, ADD, added))
                .compose(done -> Database.run(connection, LIST, change.recordId(), change.party()))
                .map(now -> new ChangeOutcome.Changed(
                        tags(change.party(), now.stream().toList())));
    }

    private Tuple tuple(Change change, String tag) {
        String id = UUID.randomUUID().toString();
        Sealed sealed = seal.sealLocalTag(change.party(), id, tag);
        return Tuple.from(List.of(
                id,
                change.recordId(),
                change.party(),
                digest(change, tag),
                change.subject(),
                clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                sealed.content(),
                ContentSeal.localTag(id),
                sealed.key(),
                sealed.wrappedUnder()));
    }

    private Buffer digest(Change change, String tag) {
        return key.ofLocalTag(new Named(change.party(), tag));
    }
}
