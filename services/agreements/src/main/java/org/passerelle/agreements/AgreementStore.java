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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Agreement.Signature;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Agreements as they were entered, and what happened to them since. */
final class AgreementStore {
    private AgreementStore() {}

    /** All agreements in the order in which they were entered, as they stand at an instant. */
    static Future<List<Agreement>> all(SqlClient client, Instant at) {
        return load(client, null, at);
    }

    /** One agreement as it stands at an instant. */
    static Future<Optional<Agreement>> one(SqlClient client, String id, Instant at) {
        return load(client, id, at).map(found -> found.stream().findFirst());
    }

    /** Keeps others from changing the agreement until the transaction ends. */
    static Future<Void> lock(SqlConnection transaction, String id) {
        return Database.run(transaction, "select 1 from agreement where id = $1 for update", id)
                .mapEmpty();
    }

    private static Future<List<Agreement>> load(SqlClient client, @Nullable String id, Instant at) {
        return Database.run(client, """
                select distinct on (id) id, version, terms::text as terms, hash, state, position
                from agreement where $1::text is null or id = $1
                order by id, version desc
                """, id)
                .compose(entered -> signatures(client, id)
                        .compose(signatures -> AgreementEvents.of(client, id).map(events -> {
                            List<Row> rows = new ArrayList<>();
                            entered.forEach(rows::add);
                            rows.sort(java.util.Comparator.comparing(row -> row.getLong("position")));
                            return rows.stream()
                                    .map(row -> read(row, signatures, events, at))
                                    .toList();
                        })));
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

    private static Agreement read(
            Row row, Map<VersionOf, Map<String, Signature>> signatures, AgreementEvents events, Instant at) {
        String id = row.getString("id");
        TreeSet<String> suspendedBy = events.suspendedBy(id);
        ObjectNode whole = (ObjectNode) Json.tree(row.getString("terms"));
        whole.put("hash", row.getString("hash"));
        whole.put("state", row.getString("state"));
        whole.set("suspendedBy", Json.tree(suspendedBy));
        whole.set(
                "signatures",
                Json.tree(signatures.getOrDefault(new VersionOf(id, row.getInteger("version")), Map.of())));
        return asOf(Json.read(whole, Agreement.class), at);
    }

    private static Agreement asOf(Agreement entered, Instant at) {
        return new Agreement(
                entered.id(),
                entered.titles(),
                entered.parties(),
                state(entered, at),
                entered.version(),
                entered.validFrom(),
                entered.validUntil(),
                entered.clauses(),
                entered.hash(),
                entered.signatures(),
                entered.suspendedBy());
    }

    private static AgreementState state(Agreement entered, Instant at) {
        if (entered.state() != AgreementState.ACTIVE) {
            return entered.state();
        }
        if (!entered.suspendedBy().isEmpty()) {
            return AgreementState.SUSPENDED;
        }
        return at.isBefore(entered.validUntil()) ? AgreementState.ACTIVE : AgreementState.EXPIRED;
    }

    /** Enters a signed agreement. */
    static Future<Void> enter(SqlConnection transaction, Agreement agreement, String subject, Instant at) {
        List<Tuple> signatures = agreement.signatures().entrySet().stream()
                .map(signature -> Tuple.of(
                        agreement.id(),
                        agreement.version(),
                        signature.getKey(),
                        signature.getValue().keyId(),
                        signature.getValue().value(),
                        signature.getValue().at().atOffset(ZoneOffset.UTC)))
                .toList();
        return Database.run(
                        transaction,
                        """
                        insert into agreement (id, version, terms, hash, state, subject, at)
                        values ($1, $2, $3::text::jsonb, $4, $5, $6, $7)
                        """,
                        agreement.id(),
                        agreement.version(),
                        AgreementSigning.terms(agreement).toString(),
                        agreement.hash(),
                        agreement.state().name(),
                        subject,
                        at.atOffset(ZoneOffset.UTC))
                .compose(entered -> Database.runEach(transaction, """
                        insert into signature (agreement, version, party, key_id, value, at)
                        values ($1, $2, $3, $4, $5, $6)
                        """, signatures))
                .mapEmpty();
    }
}
