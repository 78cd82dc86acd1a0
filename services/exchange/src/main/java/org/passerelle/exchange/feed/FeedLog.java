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

    private static final String LOCK = "select position, sequence from feed for update";

    private static final String APPEND = """
            insert into feed_entry (position, event, record_id, version, notice_id, only_party, only_purpose, only_unit)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String ADVANCE = "update feed set position = $1, sequence = $2";

    private FeedLog() {}

    /** Where the feed stands, and which event of records it took in last. */
    record Head(long position, long sequence) {}

    /**
     * What is appended.
     *
     * @param event of records that it comes from; empty when a record is offered once more
     */
    public record Entry(
            Optional<Long> event, String recordId, int version, Optional<String> notice, Optional<Audience> only) {}

    /** For whom alone an entry is meant; a notice is for every subscription of the party. */
    public record Audience(String party, Optional<String> purpose, Optional<String> unit) {}

    static Future<Head> lock(SqlConnection transaction) {
        return Database.run(transaction, LOCK).map(rows -> {
            Row row = rows.iterator().next();
            return new Head(row.getLong("position"), row.getLong("sequence"));
        });
    }

    /** Offers a record version once more, for some alone. */
    public static Future<Void> offerAgain(SqlConnection transaction, String recordId, int version, Audience only) {
        Entry entry = new Entry(Optional.empty(), recordId, version, Optional.empty(), Optional.of(only));
        return lock(transaction).compose(head -> append(transaction, head, List.of(entry), head.sequence()));
    }

    static Future<Void> append(SqlConnection transaction, Head head, List<Entry> entries, long sequence) {
        List<Tuple> rows = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<Audience> only = entry.only();
            rows.add(Tuple.tuple()
                    .addLong(head.position() + rows.size() + 1)
                    .addValue(entry.event().orElse(null))
                    .addString(entry.recordId())
                    .addInteger(entry.version())
                    .addValue(entry.notice().orElse(null))
                    .addValue(only.map(Audience::party).orElse(null))
                    .addValue(only.flatMap(Audience::purpose).orElse(null))
                    .addValue(only.flatMap(Audience::unit).orElse(null)));
        }
        return Database.runEach(transaction, APPEND, rows)
                .compose(appended -> Database.run(transaction, ADVANCE, head.position() + rows.size(), sequence))
                .mapEmpty();
    }
}
