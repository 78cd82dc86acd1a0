package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Sanctions.Version;
import org.passerelle.core.sanctions.ListDelta;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Publications, and the list in force as what they add up to. */
final class ListStore {
    private static final String VERSIONS = """
            select version, published, digest, individuals, entities, added, changed, delisted, at
            from sanctions_list order by version desc
            """;

    private ListStore() {}

    /** The list in force, in the order of entering; empty before the first import. */
    static Future<List<ListEntry>> inForce(SqlClient client) {
        return Database.run(client, """
                select body::text as body from (
                    select distinct on (entry) entry, kind, position, body from sanctions_event order by entry, position desc) last
                where kind <> 'DELISTED' order by position
                """).map(rows -> {
            List<ListEntry> entries = new ArrayList<>();
            rows.forEach(row -> entries.add(Json.read(row.getString("body"), ListEntry.class)));
            return entries;
        });
    }

    /** The position of the event by which an entry in force came to be as it is. */
    static Future<Long> position(SqlClient client, String entry) {
        return Database.run(client, "select max(position) as position from sanctions_event where entry = $1", entry)
                .map(rows -> rows.iterator().next().getLong("position"));
    }

    /** Entries as they came to be by these events. */
    static Future<Map<Long, ListEntry>> listed(SqlClient client, Set<Long> positions) {
        return positions.isEmpty()
                ? Future.succeededFuture(Map.of())
                : Database.run(client, """
                        select position, body::text as body from sanctions_event where position = any($1::bigint[])
                        """, (Object) positions.toArray(Long[]::new))
                        .map(rows -> {
                            Map<Long, ListEntry> listed = new HashMap<>();
                            rows.forEach(row -> listed.put(
                                    row.getLong("position"), Json.read(row.getString("body"), ListEntry.class)));
                            return listed;
                        });
    }

    static Future<Optional<Version>> last(SqlClient client) {
        return Database.run(client, VERSIONS + " limit 1").map(rows -> {
            for (Row row : rows) {
                return Optional.of(version(row));
            }
            return Optional.empty();
        });
    }

    static Future<List<Version>> versions(SqlClient client) {
        return Database.run(client, VERSIONS).map(rows -> {
            List<Version> versions = new ArrayList<>();
            rows.forEach(row -> versions.add(version(row)));
            return versions;
        });
    }

    private static Version version(Row row) {
        return new Version(
                row.getLong("version"),
                row.getString("published"),
                row.getString("digest"),
                row.getInteger("individuals"),
                row.getInteger("entities"),
                row.getInteger("added"),
                row.getInteger("changed"),
                row.getInteger("delisted"),
                row.getOffsetDateTime("at").toInstant());
    }

    /** Enters a publication and what it changes. */
    static Future<Version> enter(
            SqlConnection transaction, Version version, ListDelta delta, String party, String subject) {
        return Database.run(
                        transaction,
                        """
                        insert into sanctions_list
                            (version, published, digest, individuals, entities, added, changed, delisted, party, subject, at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                        """,
                        version.version(),
                        version.published(),
                        version.digest(),
                        version.individuals(),
                        version.entities(),
                        version.added(),
                        version.changed(),
                        version.delisted(),
                        party,
                        subject,
                        time(version.importedAt()))
                .compose(entered -> Database.runEach(transaction, """
                        insert into sanctions_event (version, entry, kind, digest, body)
                        values ($1, $2, $3, $4, $5::text::jsonb)
                        """, events(version.version(), delta)))
                .map(version);
    }

    private static List<Tuple> events(long version, ListDelta delta) {
        List<Tuple> events = new ArrayList<>();
        delta.added().forEach(entry -> events.add(event(version, "ADDED", entry)));
        delta.changed().forEach(entry -> events.add(event(version, "CHANGED", entry)));
        delta.delisted().forEach(entry -> events.add(event(version, "DELISTED", entry)));
        return events;
    }

    private static Tuple event(long version, String kind, ListEntry entry) {
        return Tuple.of(version, entry.id(), kind, digest(entry), Json.write(entry));
    }

    /** Up to which event records have been compared with a version of the list; 0 for none yet. */
    static Future<Long> recordsCompared(Database database, long version) {
        return database.query(
                        "select coalesce(max(sequence), 0) as sequence from records_compared where version = $1",
                        version)
                .map(rows -> rows.iterator().next().getLong("sequence"));
    }

    /** Notes up to which event they have been; never less than before. */
    static Future<Void> compared(Database database, long version, long sequence) {
        return database.query("""
                        insert into records_compared as c (version, sequence) values ($1, $2)
                        on conflict (version) do update set sequence = greatest(c.sequence, excluded.sequence)
                        """, version, sequence).mapEmpty();
    }

    /** Tells one version of an entry from another. */
    static String digest(ListEntry entry) {
        return Sha256.hex(Json.write(entry));
    }

    static java.time.OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
