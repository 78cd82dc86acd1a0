package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.ReadOnce;

/** Master documents, each change a further version. */
final class MasterStore {
    static final String PARTY = "party";
    static final String UNIT = "unit";
    static final String ACCOUNT = "account";
    static final String GROUP = "group";
    static final String KEY = "party-key";

    /** What of a party is in no policy: where it may be called, and which proposal it came of. */
    static final String PROFILE = "party-profile";

    private static final String MARKINGS = "markings";
    static final String VOCABULARY = "vocabulary";
    private static final String SETTINGS = "settings";

    /** Id of the documents of which there is one. */
    static final String ONLY = "installation";

    private static final ReadOnce<Document, Object> DOCUMENTS = new ReadOnce<>();

    private MasterStore() {}

    /** A document's text, and what it is. */
    private record Document(Class<?> type, String text) {
        Object read() {
            return Json.read(text, type);
        }
    }

    /** What stands now; empty before seeding. */
    static Future<Optional<MasterData>> load(SqlClient client) {
        return Database.run(client, "select kind, id, body::text as body from master")
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(read(rows)));
    }

    /** Who may do what in agreements; nobody before seeding. */
    static Future<Duties> duties(SqlClient client) {
        return one(client, SETTINGS, ONLY, Settings.class)
                .map(settings -> settings.map(Settings::duties).orElse(Duties.NOBODYS));
    }

    /** Everybody, and every system. */
    static Future<Collection<Account>> accounts(SqlClient client) {
        return Database.run(client, "select body::text as body from master where kind = $1", ACCOUNT)
                .map(rows -> {
                    List<Account> accounts = new ArrayList<>();
                    rows.forEach(row -> accounts.add(Json.read(row.getString("body"), Account.class)));
                    return accounts;
                });
    }

    /** The parties' keys by key id. */
    static Future<Map<String, PartyKey>> keys(SqlClient client) {
        return Database.run(client, "select id, body::text as body from master where kind = $1", KEY)
                .map(rows -> {
                    Map<String, PartyKey> keys = new HashMap<>();
                    rows.forEach(
                            row -> keys.put(row.getString("id"), Json.read(row.getString("body"), PartyKey.class)));
                    return keys;
                });
    }

    private static MasterData read(RowSet<Row> rows) {
        Map<String, Map<String, String>> documents = new HashMap<>();
        for (Row row : rows) {
            documents
                    .computeIfAbsent(row.getString("kind"), kind -> new HashMap<>())
                    .put(row.getString("id"), row.getString("body"));
        }
        Reading reading = new Reading(documents, DOCUMENTS.batch());
        MasterData master = new MasterData(
                reading.all(PARTY, Party.class),
                reading.all(UNIT, Unit.class),
                reading.all(ACCOUNT, Account.class),
                reading.all(GROUP, Group.class),
                reading.all(KEY, PartyKey.class),
                reading.only(MARKINGS, Markings.class),
                reading.only(VOCABULARY, Vocabulary.class),
                reading.only(SETTINGS, Settings.class));
        reading.batch().end();
        return master;
    }

    private record Reading(Map<String, Map<String, String>> documents, ReadOnce<Document, Object>.Batch batch) {

        <T> Map<String, T> all(String kind, Class<T> type) {
            Map<String, T> all = new HashMap<>();
            documents.getOrDefault(kind, Map.of()).forEach((id, body) -> all.put(id, read(body, type)));
            return all;
        }

        <T> T only(String kind, Class<T> type) {
            String body = documents.getOrDefault(kind, Map.of()).get(ONLY);
            if (body == null) {
                throw new IllegalStateException("no " + kind + " among the master documents");
            }
            return read(body, type);
        }

        private <T> T read(String body, Class<T> type) {
            return type.cast(batch.read(new Document(type, body), Document::read));
        }
    }

    /** Enters the first version of each document. */
    static Future<Void> enter(SqlClient transaction, MasterData master, String subject, String reason, Instant at) {
        List<Tuple> rows = new ArrayList<>();
        Map<String, Map<String, ?>> documents = Map.of(
                PARTY, master.parties(),
                UNIT, master.units(),
                ACCOUNT, master.accounts(),
                GROUP, master.groups(),
                KEY, master.keys(),
                MARKINGS, Map.of(ONLY, master.markings()),
                VOCABULARY, Map.of(ONLY, master.vocabulary()),
                SETTINGS, Map.of(ONLY, master.settings()));
        documents.forEach((kind, byId) -> byId.forEach((id, document) ->
                rows.add(Tuple.of(kind, id, Json.write(document), subject, reason, at.atOffset(ZoneOffset.UTC)))));
        return Database.runEach(transaction, """
                insert into master_version (kind, id, version, body, subject, reason, at)
                values ($1, $2, 1, $3::text::jsonb, $4, $5, $6)
                """, rows).mapEmpty();
    }

    /** One document as it stands. */
    static <T> Future<Optional<T>> one(SqlClient client, String kind, String id, Class<T> type) {
        return Database.run(client, "select body::text as body from master where kind = $1 and id = $2", kind, id)
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(Json.read(row.getString("body"), type));
                    }
                    return Optional.empty();
                });
    }

    /** The same, kept from being changed by others until the transaction ends. */
    static <T> Future<Optional<T>> locked(SqlConnection transaction, String kind, String id, Class<T> type) {
        return Database.run(
                        transaction, "select 1 from master_version where kind = $1 and id = $2 for update", kind, id)
                .compose(locked -> one(transaction, kind, id, type));
    }

    /** A version of a document, with who made it and why. */
    record Made<T>(int version, T body, String subject, String reason, Instant at) {}

    /** Every version of a document, the oldest first. */
    static <T> Future<List<Made<T>>> versions(SqlClient client, String kind, String id, Class<T> type) {
        return Database.run(client, """
                select version, body::text as body, subject, reason, at
                from master_version where kind = $1 and id = $2 order by version
                """, kind, id).map(rows -> {
            List<Made<T>> versions = new ArrayList<>();
            rows.forEach(row -> versions.add(new Made<>(
                    row.getInteger("version"),
                    Json.read(row.getString("body"), type),
                    row.getString("subject"),
                    row.getString("reason"),
                    row.getOffsetDateTime("at").toInstant())));
            return versions;
        });
    }

    /** The settings of the installation. */
    static Future<Settings> settings(SqlClient client) {
        return one(client, SETTINGS, ONLY, Settings.class).map(Optional::orElseThrow);
    }

    /** Adds the next version of a document that is {@link #locked}, or the first of a new one. */
    static Future<Void> change(
            SqlConnection transaction, String kind, String id, Object body, String subject, String reason, Instant at) {
        return Database.run(transaction, """
                        insert into master_version (kind, id, version, body, subject, reason, at)
                        select $1, $2, coalesce(max(version), 0) + 1, $3::text::jsonb, $4, $5, $6
                        from master_version where kind = $1 and id = $2
                        """, kind, id, Json.write(body), subject, reason, at.atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }
}
