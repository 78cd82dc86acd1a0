package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.database.Database;

/** Lists stored records as they would be listed now, each in its place; of those of which nothing is left, none. */
final class Relisting {
    private static final String ALONE =
            "select pg_advisory_xact_lock(hashtextextended('passerelle.records.listing', 0))";

    private static final String NOT_REVISED = "select id from record where id = any($1) order by id for no key update";

    // Else what was read would be listed when it is destroyed already.
    private static final String NOT_DESTROYED = """
            select portion.id from portion
            join record on record.id = portion.record_id and record.current_version = portion.version
            where record.id = any($1) order by portion.id for share of portion
            """;

    private static final String READ = "select array(select class_id from portion"
            + " where portion.record_id = version.record_id and portion.version = version.version"
            + " order by portion.ordinal) as classes, " + StoredRows.COLUMNS
            + """
            from record join version on version.record_id = record.id and version.version = record.current_version
            where record.id = any($1)
                and (select true from portion where portion.record_id = record.id
                    and portion.version = record.current_version and portion.sealed is not null limit 1)
            """;

    private final Listing listing;
    private final StoredRows stored;

    Relisting(Listing listing, StoredRows stored) {
        this.listing = listing;
        this.stored = stored;
    }

    /** Nodes that start together share the work, batch by batch. */
    static Future<Void> alone(SqlConnection connection) {
        return Database.run(connection, ALONE).mapEmpty();
    }

    /** In the caller's transaction, in which these are neither revised nor destroyed from here on. */
    Future<Void> list(SqlConnection connection, String[] ids) {
        if (ids.length == 0) {
            return Future.succeededFuture();
        }
        return Database.run(connection, NOT_REVISED, (Object) ids)
                .compose(locked -> Database.run(connection, NOT_DESTROYED, (Object) ids))
                .compose(locked -> Database.run(connection, READ, (Object) ids))
                .compose(rows ->
                        listing.list(connection, rows.stream().map(this::entry).toList()));
    }

    private Listing.Entry entry(Row row) {
        StoredRecord record = stored.read(row);
        return new Listing.Entry(record.facts(), List.of(row.getArrayOfIntegers("classes")), record.contents());
    }
}
