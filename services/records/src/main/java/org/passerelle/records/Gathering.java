package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Records.CurrentFactsOf;
import org.passerelle.core.message.Records.Facts;
import org.passerelle.core.message.Records.FactsOf;
import org.passerelle.core.message.Records.Gather;
import org.passerelle.core.message.Records.GatherVersions;
import org.passerelle.core.message.Records.Gathered;
import org.passerelle.core.message.Records.States;
import org.passerelle.core.message.Records.StatesOf;
import org.passerelle.core.message.Records.VersionOf;
import org.passerelle.core.message.Records.Versions;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.database.Database;

/** Gathers all that a decision and a view need of a record. */
final class Gathering {
    /** In one page. */
    private static final int MOST_VERSIONS = 100;

    private final Database database;
    private final Clock clock;
    private final StoredRows stored;

    Gathering(Database database, Clock clock, StoredRows stored) {
        this.database = database;
        this.clock = clock;
        this.stored = stored;
    }

    // INVARIANT: one statement, the same for records that exist and those that do not.
    Future<Gathered> gather(Gather question) {
        String sql = "select " + StoredRows.COLUMNS + """
                from record
                join version on version.record_id = record.id
                    and version.version = coalesce($2::integer, record.current_version)
                where record.id = $1
                """;
        return database.query(sql, question.recordId(), question.version().orElse(null))
                .map(rows -> rows.stream()
                        .findFirst()
                        .<Gathered>map(row -> new Gathered.Found(stored.read(row)))
                        .orElse(new Gathered.Absent()));
    }

    /** The current version of a record that is there and locked by the caller's transaction. Its portions are locked too: none expires while it is written anew. */
    static Future<StoredRecord> current(SqlConnection connection, StoredRows stored, String recordId) {
        String sql = "select " + StoredRows.COLUMNS + """
                from record join version on version.record_id = record.id and version.version = record.current_version
                where record.id = $1
                """;
        return Database.run(connection, "select id from portion where record_id = $1 order by id for update", recordId)
                .compose(locked -> Database.run(connection, sql, recordId))
                .map(rows -> stored.read(rows.iterator().next()));
    }

    Future<Versions> versions(GatherVersions question) {
        String sql = """
                with sized as (
                    select version.record_id, version.version, %s as size from version
                    where version.record_id = $1 and version.version > $2 order by version.version limit %d
                ), page as (
                    select record_id, version, sum(size) over (order by version) - size as before from sized
                )
                select (select max(version) from version where record_id = $1) as newest,\s""".formatted(StoredRows.SIZE, MOST_VERSIONS) + StoredRows.COLUMNS + """
                from page
                join record on record.id = page.record_id
                join version on version.record_id = page.record_id and version.version = page.version
                where page.before < $3::bigint
                order by version.version
                """;
        return database.query(sql, question.recordId(), question.after(), StoredRows.MOST_BYTES)
                .map(rows -> {
                    List<Row> page = rows.stream().toList();
                    return new Versions(
                            page.stream().map(stored::read).toList(),
                            !page.isEmpty()
                                    && page.getLast().getInteger("version")
                                            < page.getLast().getInteger("newest"));
                });
    }

    /** Of many versions at once; content stays. */
    Future<Facts> facts(FactsOf question) {
        String sql = "select " + FactRows.columns("true") + """
                from unnest($1::text[], $2::integer[]) as asked (record_id, version)
                join record on record.id = asked.record_id
                join version on version.record_id = asked.record_id and version.version = asked.version
                """;
        return database.query(
                        sql,
                        question.versions().stream().map(VersionOf::recordId).toArray(String[]::new),
                        question.versions().stream().map(VersionOf::version).toArray(Integer[]::new))
                .map(rows -> new Facts(
                        rows.stream().map(row -> FactRows.read(row).facts()).toList()));
    }

    /** Of the current versions of many records at once, by one statement whether there are any; content stays. */
    Future<Facts> currentFacts(CurrentFactsOf question) {
        String sql = "select " + FactRows.columns("true") + """
                from record
                join version on version.record_id = record.id and version.version = record.current_version
                where record.id = any($1)
                """;
        return database.query(sql, (Object) question.recordIds().toArray(String[]::new))
                .map(rows -> new Facts(
                        rows.stream().map(row -> FactRows.read(row).facts()).toList()));
    }

    /** Of many records at once, and nothing else of them. Of one of which nothing may be retained any more there is none to tell. */
    Future<States> states(StatesOf question) {
        String sql = """
                select id, state from record
                where id = any($1::text[]) and exists (
                    select from portion where portion.record_id = record.id and portion.sealed is not null
                        and (portion.retain_until is null or portion.retain_until > $2))
                """;
        return database.query(
                        sql,
                        question.recordIds().toArray(String[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .map(rows -> {
                    Map<String, RecordState> states = new HashMap<>();
                    rows.forEach(row -> states.put(row.getString("id"), RecordState.valueOf(row.getString("state"))));
                    return new States(states);
                });
    }
}
