package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;

/**
 * Lists records that were stored when there was no listing yet: nothing is answered before all are found. Those of which nothing is left stay off the
 * list.
 */
final class ListingBacklog {
    private static final int TOGETHER = 200;

    private final Database database;
    private final Listing listing;
    private final StoredRows stored;

    ListingBacklog(Database database, Listing listing, StoredRows stored) {
        this.database = database;
        this.listing = listing;
        this.stored = stored;
    }

    /** Completes when every record is listed that says something. */
    Future<Void> complete() {
        return Rounds.untilNone(() -> database.transaction(this::batch));
    }

    // Nodes that start together share the work, batch by batch.
    private Future<Integer> batch(SqlConnection connection) {
        String lock = "select pg_advisory_xact_lock(hashtextextended('passerelle.records.listing', 0))";
        String select = "select array(select class_id from portion where portion.record_id = version.record_id"
                + " and portion.version = version.version order by portion.ordinal) as classes, " + StoredRows.COLUMNS
                + """
                from record join version on version.record_id = record.id and version.version = record.current_version
                where not exists (select from listing where listing.record_id = record.id)
                    and exists (select from portion
                        where portion.record_id = version.record_id and portion.version = version.version
                            and portion.sealed is not null)
                limit $1 for update of record
                """;
        return Database.run(connection, lock)
                .compose(held -> Database.run(connection, select, TOGETHER))
                .compose(rows -> list(connection, rows.stream().toList()));
    }

    private Future<Integer> list(SqlConnection connection, List<Row> rows) {
        List<Listing.Entry> entries = rows.stream()
                .map(row -> {
                    StoredRecord record = stored.read(row);
                    return new Listing.Entry(
                            record.facts(), List.of(row.getArrayOfIntegers("classes")), record.contents());
                })
                .toList();
        return listing.list(connection, entries).map(rows.size());
    }
}
