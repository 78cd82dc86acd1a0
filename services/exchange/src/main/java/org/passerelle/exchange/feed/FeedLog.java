package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.platform.database.Database;

/** Appends to the feed within the caller's transaction. The feed's one row stays locked until that ends: positions have no gap. */
public final class FeedLog {

    private static final String LOCK = "select position, sequence, agreement_event from feed for update";

    private static final String APPEND = """
            insert into feed_entry
                (position, event, record_id, version, notice_id, agreement_notice_id, task_notice_id,
                 only_party, only_purpose, only_unit)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;

    private static final String ADVANCE = "update feed set position = $1, sequence = $2, agreement_event = $3";

    private FeedLog() {}

    /** Where the feed stands, and which events of records and of agreements it took in last. */
    public record Head(long position, long sequence, long agreementEvent) {

        Head withSequence(long taken) {
            return new Head(position, taken, agreementEvent);
        }

        /** The same place, with this event of agreements taken in. */
        public Head withAgreementEvent(long taken) {
            return new Head(position, sequence, taken);
        }
    }

    /** What an entry is about. */
    public sealed interface Topic {
        /** @param event of records that it comes from; empty when a record is offered once more */
        record Offer(Optional<Long> event, String recordId, int version) implements Topic {}

        /** A notice to somebody who received the record. */
        record RecordNotice(long event, String recordId, int version, String notice) implements Topic {}

        /** A notice to a party to an agreement. */
        record AgreementNotice(String notice) implements Topic {}

        /** A reminder to a party of what somebody there must do. */
        record TaskNotice(String notice) implements Topic {}
    }

    /** What is appended. */
    public record Entry(Topic topic, Optional<Audience> only) {}

    /** For whom alone an entry is meant; a notice is for every subscription of the party. */
    public record Audience(String party, Optional<String> purpose, Optional<String> unit) {}

    /** Locks the feed until the transaction ends. */
    public static Future<Head> lock(SqlConnection transaction) {
        return Database.run(transaction, LOCK).map(rows -> {
            Row row = rows.iterator().next();
            return new Head(row.getLong("position"), row.getLong("sequence"), row.getLong("agreement_event"));
        });
    }

    /** Offers a record version once more, for some alone. */
    public static Future<Void> offerAgain(SqlConnection transaction, String recordId, int version, Audience only) {
        Entry entry = new Entry(new Topic.Offer(Optional.empty(), recordId, version), Optional.of(only));
        return lock(transaction).compose(head -> append(transaction, head, List.of(entry)));
    }

    /**
     * Appends entries behind the head.
     *
     * @param head where the feed stands, with the events that these entries take in
     */
    public static Future<Void> append(SqlConnection transaction, Head head, List<Entry> entries) {
        List<Tuple> rows = new ArrayList<>();
        for (Entry entry : entries) {
            rows.add(row(head.position() + rows.size() + 1, entry));
        }
        return Database.runEach(transaction, APPEND, rows)
                .compose(appended -> Database.run(
                        transaction, ADVANCE, head.position() + rows.size(), head.sequence(), head.agreementEvent()))
                .mapEmpty();
    }

    private static Tuple row(long position, Entry entry) {
        Tuple row = Tuple.tuple().addLong(position);
        switch (entry.topic()) {
            case Topic.Offer(var event, var record, var version) ->
                row.addValue(event.orElse(null))
                        .addString(record)
                        .addInteger(version)
                        .addValue(null)
                        .addValue(null)
                        .addValue(null);
            case Topic.RecordNotice(var event, var record, var version, var notice) ->
                row.addLong(event)
                        .addString(record)
                        .addInteger(version)
                        .addString(notice)
                        .addValue(null)
                        .addValue(null);
            case Topic.AgreementNotice(var notice) ->
                row.addValue(null)
                        .addValue(null)
                        .addValue(null)
                        .addValue(null)
                        .addString(notice)
                        .addValue(null);
            case Topic.TaskNotice(var notice) ->
                row.addValue(null)
                        .addValue(null)
                        .addValue(null)
                        .addValue(null)
                        .addValue(null)
                        .addString(notice);
        }
        return row.addValue(entry.only().map(Audience::party).orElse(null))
                .addValue(entry.only().flatMap(Audience::purpose).orElse(null))
                .addValue(entry.only().flatMap(Audience::unit).orElse(null));
    }
}
