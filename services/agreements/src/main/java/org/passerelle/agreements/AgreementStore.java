package org.passerelle.agreements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Agreement.Signature;
import org.passerelle.core.message.Agreements.Event;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.ReadOnce;

/** Agreements as they were entered, version by version, with their signatures and what happened to them since. */
final class AgreementStore {
    private static final ReadOnce<Entered, Agreement> ENTERED = new ReadOnce<>();

    private AgreementStore() {}

    /** A version as it was entered, not yet read. */
    private record Entered(String terms, String hash, String state, Map<String, Signature> signatures) {
        Agreement read() {
            ObjectNode whole = (ObjectNode) Json.tree(terms);
            whole.put("hash", hash);
            whole.put("state", state);
            whole.set("suspendedBy", Json.tree(Set.of()));
            whole.set("signatures", Json.tree(signatures));
            return Json.read(whole, Agreement.class);
        }
    }

    /** Of each agreement the version that decides, as it stands at an instant, in the order in which they took effect. */
    static Future<List<Agreement>> all(SqlClient client, Instant at) {
        return AgreementEvents.standing(client)
                .compose(events -> entered(client, null, events, ENTERED.batch()))
                .map(lives -> lives.stream()
                        .flatMap(life -> life.deciding().map(version -> new Standing(life, version)).stream())
                        .sorted(Comparator.comparingLong(Standing::since)
                                .thenComparingLong(
                                        standing -> standing.version().position()))
                        .map(standing -> standing.life().agreement(standing.version(), at))
                        .toList());
    }

    private record Standing(AgreementLife life, AgreementVersion version) {
        long since() {
            return life.since(version);
        }
    }

    /** The version of one agreement that decides, or else its newest, as it stands at an instant. */
    static Future<Optional<Agreement>> one(SqlClient client, String id, Instant at) {
        return life(client, id)
                .map(found -> found.map(life -> life.agreement(life.deciding().orElseGet(life::newest), at)));
    }

    /** Keeps others from changing the agreement until the transaction ends. */
    static Future<Void> lock(SqlConnection transaction, String id) {
        return Database.run(transaction, "select 1 from agreement where id = $1 order by version for update", id)
                .mapEmpty();
    }

    static Future<Optional<AgreementLife>> life(SqlClient client, String id) {
        return load(client, id).map(found -> found.stream().findFirst());
    }

    /** Every agreement, in the order in which they were first entered. */
    static Future<List<AgreementLife>> lives(SqlClient client) {
        return load(client, null);
    }

    private static Future<List<AgreementLife>> load(SqlClient client, @Nullable String id) {
        return AgreementEvents.of(client, id)
                .compose(events -> entered(client, id, events, new ReadOnce<Entered, Agreement>().batch()));
    }

    private static Future<List<AgreementLife>> entered(
            SqlClient client,
            @Nullable String id,
            Map<String, List<Event>> events,
            ReadOnce<Entered, Agreement>.Batch reading) {
        return Database.run(client, """
                select id, version, terms::text as terms, hash, state, party, basis, position, at
                from agreement where $1::text is null or id = $1
                order by position
                """, id)
                .compose(entered -> signatures(client, id).map(signatures -> {
                    Map<String, List<AgreementVersion>> versions = new LinkedHashMap<>();
                    entered.forEach(row -> versions.computeIfAbsent(row.getString("id"), first -> new ArrayList<>())
                            .add(version(row, signatures, reading)));
                    reading.end();
                    return versions.entrySet().stream()
                            .map(each -> life(each.getKey(), each.getValue(), events))
                            .toList();
                }));
    }

    private static AgreementLife life(String id, List<AgreementVersion> versions, Map<String, List<Event>> events) {
        return new AgreementLife(
                id,
                versions.stream()
                        .sorted(Comparator.comparingInt(AgreementVersion::number))
                        .toList(),
                events.getOrDefault(id, List.of()));
    }

    private record VersionOf(String agreement, int version) {}

    private static Future<Map<VersionOf, Map<String, Signature>>> signatures(SqlClient client, @Nullable String id) {
        return Database.run(client, """
                select agreement, version, party, key_id, value, at
                from signature where $1::text is null or agreement = $1
                """, id).map(rows -> {
            Map<VersionOf, Map<String, Signature>> signatures = new HashMap<>();
            for (Row row : rows) {
                VersionOf version = new VersionOf(row.getString("agreement"), row.getInteger("version"));
                signatures
                        .computeIfAbsent(version, first -> new HashMap<>())
                        .put(
                                row.getString("party"),
                                new Signature(
                                        row.getString("key_id"),
                                        row.getString("value"),
                                        row.getOffsetDateTime("at").toInstant()));
            }
            return signatures;
        });
    }

    private static AgreementVersion version(
            Row row, Map<VersionOf, Map<String, Signature>> signatures, ReadOnce<Entered, Agreement>.Batch reading) {
        VersionOf version = new VersionOf(row.getString("id"), row.getInteger("version"));
        Entered entered = new Entered(
                row.getString("terms"),
                row.getString("hash"),
                row.getString("state"),
                signatures.getOrDefault(version, Map.of()));
        return new AgreementVersion(
                reading.read(entered, Entered::read),
                row.getString("party"),
                Optional.ofNullable(row.getInteger("basis")),
                row.getLong("position"),
                row.getOffsetDateTime("at").toInstant());
    }

    /** Enters what the first configuration holds, with its signatures. */
    static Future<Void> enter(SqlConnection transaction, Agreement agreement, String subject, Instant at) {
        return enter(transaction, agreement, "", Optional.empty(), subject, at)
                .compose(entered -> sign(transaction, agreement, agreement.signatures().entrySet().stream()));
    }

    /** Enters a version, in the state that it has and without signatures. */
    static Future<Void> enter(
            SqlConnection transaction,
            Agreement agreement,
            String party,
            Optional<Integer> basis,
            String subject,
            Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into agreement (id, version, terms, hash, state, party, basis, subject, at)
                        values ($1, $2, $3::text::jsonb, $4, $5, $6, $7, $8, $9)
                        """,
                        agreement.id(),
                        agreement.version(),
                        AgreementSigning.terms(agreement).toString(),
                        agreement.hash(),
                        agreement.state().name(),
                        party,
                        basis.orElse(null),
                        subject,
                        at.atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }

    /** Adds the signature of a party to a version. */
    static Future<Void> sign(SqlConnection transaction, Agreement agreement, String party, Signature signature) {
        return sign(transaction, agreement, Stream.of(Map.entry(party, signature)));
    }

    private static Future<Void> sign(
            SqlConnection transaction, Agreement agreement, Stream<Map.Entry<String, Signature>> signatures) {
        List<Tuple> rows = signatures
                .map(signature -> Tuple.of(
                        agreement.id(),
                        agreement.version(),
                        signature.getKey(),
                        signature.getValue().keyId(),
                        signature.getValue().value(),
                        signature.getValue().at().atOffset(ZoneOffset.UTC)))
                .toList();
        return Database.runEach(transaction, """
                        insert into signature (agreement, version, party, key_id, value, at)
                        values ($1, $2, $3, $4, $5, $6)
                        """, rows).mapEmpty();
    }
}
