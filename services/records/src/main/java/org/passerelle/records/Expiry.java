package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys what portions said once they may no longer be retained: data key, sealed content, words and fingerprints in one transaction, and
 * of a head what was searched by, and with them the bytes of attachments. What was sent to be attached and never was goes too, and so do local tags and links of
 * records of which nothing is left, and why they were recalled, and imports that ended long ago. With the last of a version the database lets go
 * the hash of its body and the key of its submission, and with the last of the current one takes the record off the list, whichever node destroys it.
 * That there was such a portion, and how it was marked, stays.
 */
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int TOGETHER = 500;
    /** So many portions that cannot be destroyed are passed over in one look; where there are more, it is the database that fails. */
    private static final int PASSED_OVER = 20;

    private static final Duration LOOK = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;
    private final int together;
    private final Remains remains;
    private volatile Instant lookAgain = Instant.MIN;

    Expiry(Database database, Clock clock) {
        this(database, clock, TOGETHER);
    }

    /** @param together how many portions make a batch at most */
    Expiry(Database database, Clock clock, int together) {
        this.database = database;
        this.clock = clock;
        this.together = together;
        this.remains = new Remains(database, clock);
    }

    /** Looks now, and again and again. */
    void start(Vertx vertx, Duration every) {
        vertx.setPeriodic(
                0,
                every.toMillis(),
                Rounds.oneAtATime(
                        this::expire, failure -> LOG.warn("what may not be retained waits: {}", failure.toString())));
    }

    /** Completes when nothing is left that may no longer be retained; nothing of it waits for what cannot be destroyed. */
    Future<Void> expire() {
        return Rounds.each(List.of(
                () -> destroyAll(together, new HashSet<>()),
                this::forgetUploads,
                this::lookForRemains,
                this::endImports));
    }

    /**
     * What takes too long together, or fails, is tried in smaller batches: nothing waits for ever because of how much there is. What fails by itself is
     * passed over, and told in the end.
     */
    private Future<Void> destroyAll(int most, Set<String> passedOver) {
        List<String> tried = new ArrayList<>();
        return Rounds.untilNone(() -> {
                    tried.clear();
                    return database.transaction(connection -> batch(connection, most, passedOver, tried))
                            .compose(this::withRemains);
                })
                .recover(failure -> {
                    if (most > 1) {
                        return destroyAll(most / 2, passedOver);
                    }
                    return passedOver.size() < PASSED_OVER && passedOver.addAll(tried)
                            ? destroyAll(together, passedOver).compose(done -> Future.failedFuture(failure))
                            : Future.failedFuture(failure);
                });
    }

    /**
     * Answers of which records something was destroyed.
     *
     * @param tried becomes the portions of this batch
     */
    private Future<Set<String>> batch(SqlConnection connection, int most, Set<String> passedOver, List<String> tried) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return Database.run(connection, """
                        select id, record_id from portion where sealed is not null and retain_until <= $1 and id <> all($3)
                        order by retain_until, record_id, id limit $2 for update skip locked
                        """, now, most, passedOver.toArray(String[]::new))
                .onSuccess(locked -> locked.forEach(row -> tried.add(row.getString("id"))))
                .compose(locked -> destroy(
                                connection,
                                locked.stream().map(row -> row.getString("id")).toArray(String[]::new))
                        .map(destroyed -> locked.stream()
                                .map(row -> row.getString("record_id"))
                                .collect(Collectors.toSet())));
    }

    /** What keeps this from being done keeps nothing from being destroyed: it is looked for again. */
    private Future<Integer> withRemains(Set<String> records) {
        return records.isEmpty()
                ? Future.succeededFuture(0)
                : remains.of(records)
                        .onFailure(failure -> lookAgain = Instant.MIN)
                        .transform(done -> Future.succeededFuture(records.size()));
    }

    private Future<Void> endImports() {
        return new ImportEnds(database, clock).look();
    }

    private Future<Void> forgetUploads() {
        return database.transaction(connection -> AttachmentStore.sweep(connection, clock.instant()))
                .mapEmpty();
    }

    /** Of all records now and then: a node may have ended between the one and the other, or somebody tagged a record in that moment. */
    private Future<Void> lookForRemains() {
        Instant now = clock.instant();
        return now.isBefore(lookAgain)
                ? Future.succeededFuture()
                : remains.ofAll().onSuccess(done -> lookAgain = now.plus(LOOK));
    }

    /** By a statement of its own: it sees in which version these portions stand now, and locked they stay there. */
    private static Future<Void> destroy(SqlConnection connection, String[] locked) {
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
                        """, (Object) locked).mapEmpty();
    }
}
