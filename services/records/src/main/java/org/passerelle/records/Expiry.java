package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys what portions said once they may no longer be retained: data key, sealed content, words and fingerprints in one transaction, and
 * of a head what was searched by, and with them the bytes of attachments. What was sent to be attached and never was goes too, and so do local tags and links of
 * records of which nothing is left, and why they were recalled, and imports that ended long ago. With the last of a version the database lets go
 * the hash of its body and the key of its submission, whichever node destroys it. That there was such a portion, and how it was marked, stays.
 */
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int TOGETHER = 500;

    private final Database database;
    private final Clock clock;
    private final int together;

    Expiry(Database database, Clock clock) {
        this(database, clock, TOGETHER);
    }

    /** @param together how many portions make a batch */
    Expiry(Database database, Clock clock, int together) {
        this.database = database;
        this.clock = clock;
        this.together = together;
    }

    /** Looks now, and again and again. */
    void start(Vertx vertx, Duration every) {
        vertx.setPeriodic(
                0,
                every.toMillis(),
                Rounds.oneAtATime(
                        this::expire, failure -> LOG.warn("what may not be retained waits: {}", failure.toString())));
    }

    /** Completes when nothing is left that may no longer be retained. */
    Future<Void> expire() {
        return Rounds.untilNone(() -> database.transaction(this::batch))
                .compose(expired ->
                        database.transaction(connection -> AttachmentStore.sweep(connection, clock.instant())))
                .compose(swept -> database.transaction(LocalTagTable::sweep))
                .compose(swept -> database.transaction(LinkTable::sweep))
                .compose(swept -> database.transaction(connection -> Recalling.sweep(connection, clock.instant())))
                .compose(swept -> new ImportEnds(database, clock).look())
                .mapEmpty();
    }

    private Future<Integer> batch(SqlConnection connection) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return Database.run(connection, """
                        select id from portion where sealed is not null and retain_until <= $1
                        order by retain_until, record_id, id limit $2 for update skip locked
                        """, now, together)
                .compose(locked -> destroy(
                        connection,
                        locked.stream().map(row -> row.getString("id")).toArray(String[]::new)));
    }

    /** By a statement of its own: it sees in which version these portions stand now, and locked they stay there. */
    private static Future<Integer> destroy(SqlConnection connection, String[] locked) {
        return Database.run(connection, """
                        with expired as (
                            select id, record_id, version, ordinal, field, attachment from portion where id = any($1)
                        ),
                        key as (delete from data_key using expired
                            where data_key.about in ('portion ' || expired.id, 'attachment ' || expired.attachment)),
                        bytes as (delete from attachment using expired where attachment.id = expired.attachment),
                        head as (
                            update listing set country = null, areas = '{}', tags = '{}', grading = null,
                                exact = null, near_10 = null, near_50 = null
                            from expired join record on record.id = expired.record_id and record.current_version = expired.version
                            where expired.field = 'head' and listing.record_id = expired.record_id
                        ),
                        said as (
                            delete from wording using expired
                            join record on record.id = expired.record_id and record.current_version = expired.version
                            where wording.position = record.position and wording.ordinal = expired.ordinal
                        )
                        update portion set sealed = null, fingerprints = '{}' from expired
                        where portion.id = expired.id
                        """, (Object) locked).map(updated -> updated.rowCount());
    }
}
