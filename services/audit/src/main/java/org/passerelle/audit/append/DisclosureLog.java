package org.passerelle.audit.append;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.passerelle.core.message.Audit.Append;
import org.passerelle.core.message.Audit.AppendOutcome;
import org.passerelle.core.message.Audit.Item;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Appends disclosures: one transaction holds the barrier, locks the logs, writes the leaves and the ledger. */
final class DisclosureLog {

    private static final String DURABLE = "set local synchronous_commit = on";

    private static final String CREATE_LOGS = """
            insert into log (name)
            select * from unnest($1::text[])
            on conflict do nothing
            """;

    private static final String RECEIVE = """
            insert into receipt
                (record_id, version, disclosure_id, recipient, subject, action, purpose, at, portions, releaser, unit, assessments, rules)
            select record_id, version, disclosure_id, recipient, subject, action, purpose, at, portions, releaser, unit,
                string_to_array(assessments, E'\\n'), rules
            from unnest(
                $1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
                $9::text[], $10::text[], $11::text[], $12::text[], $13::integer[])
                as received (record_id, version, disclosure_id, recipient, subject, action, purpose, at, portions, releaser, unit,
                    assessments, rules)
            """;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> knownLogs = ConcurrentHashMap.newKeySet();

    DisclosureLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Records all of these or none; the answers, in the same order, come after the commit. A disclosure that was decided under another
     * policy than the one in force is refused and leaves no leaf.
     */
    Future<List<AppendOutcome>> append(List<Append> appends) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Disclosure> disclosures = appends.stream()
                .map(append -> Disclosure.of(append, at, random))
                .toList();
        return createLogs(disclosures)
                .compose(created -> database.transaction(connection ->
                        holdBarrier(connection, appends).compose(barrier -> record(connection, disclosures, barrier))));
    }

    /** Before the transaction, on its own: logs that exist are then locked in one order by everyone. */
    private Future<Void> createLogs(List<Disclosure> disclosures) {
        Set<String> names = new TreeSet<>();
        disclosures.forEach(disclosure -> disclosure.leaves().forEach(leaf -> names.add(leaf.log())));
        names.removeAll(knownLogs);
        if (names.isEmpty()) {
            return Future.succeededFuture();
        }
        return database.query(CREATE_LOGS, (Object) names.toArray(String[]::new))
                .onSuccess(created -> knownLogs.addAll(names))
                .mapEmpty();
    }

    /** Locks the barrier row FOR SHARE until the transaction ends: from here to the commit the policy cannot change. */
    private static Future<Long> holdBarrier(SqlConnection connection, List<Append> appends) {
        long decided = appends.stream().mapToLong(Append::policyVersion).max().orElse(0);
        return Database.run(connection, DURABLE).compose(durable -> Barrier.hold(connection, decided));
    }

    private static Future<List<AppendOutcome>> record(
            SqlConnection connection, List<Disclosure> disclosures, long barrier) {
        // INVARIANT: no leaf is written for a decision under another version than the barrier's.
        List<Disclosure> current = disclosures.stream()
                .filter(disclosure -> disclosure.append().policyVersion() == barrier)
                .toList();
        List<AppendOutcome> outcomes = disclosures.stream()
                .map(disclosure -> outcome(disclosure, barrier))
                .toList();
        if (current.isEmpty()) {
            return Future.succeededFuture(outcomes);
        }
        List<Leaf> leaves = current.stream()
                .flatMap(disclosure -> disclosure.leaves().stream())
                .toList();
        return LeafWriter.write(connection, leaves)
                .compose(positions -> receive(connection, current))
                .map(outcomes);
    }

    private static AppendOutcome outcome(Disclosure disclosure, long barrier) {
        return disclosure.append().policyVersion() == barrier
                ? new AppendOutcome.Appended(
                        disclosure.append().disclosureId(),
                        disclosure.at(),
                        disclosure.salt().hex())
                : new AppendOutcome.PolicyMoved(barrier);
    }

    private static Future<Void> receive(SqlConnection connection, List<Disclosure> disclosures) {
        record Received(Disclosure by, Item item) {}
        List<Received> received = disclosures.stream()
                .flatMap(by -> by.received().stream().map(item -> new Received(by, item)))
                .toList();
        if (received.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Append> appends = new ArrayList<>();
        received.forEach(each -> appends.add(each.by().append()));
        return connection
                .preparedQuery(RECEIVE)
                .execute(Tuple.tuple()
                        .addValue(
                                texts(received.stream().map(each -> each.item().recordId())))
                        .addValue(received.stream()
                                .map(each -> each.item().version())
                                .toArray(Integer[]::new))
                        .addValue(texts(appends.stream().map(Append::disclosureId)))
                        .addValue(texts(appends.stream().map(Append::recipient)))
                        .addValue(texts(appends.stream().map(Append::subject)))
                        .addValue(texts(
                                appends.stream().map(append -> append.action().name())))
                        .addValue(texts(appends.stream().map(Append::purpose)))
                        .addValue(received.stream()
                                .map(each -> each.by().at().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                        .addValue(texts(received.stream()
                                .map(each -> Json.write(each.item().portions()))))
                        .addValue(
                                texts(received.stream().map(each -> each.item().releaser())))
                        .addValue(appends.stream()
                                .map(append -> append.unit().orElse(null))
                                .toArray(String[]::new))
                        // No id has a line break in it, and arrays of arrays have to be of one length.
                        .addValue(texts(received.stream()
                                .map(each -> String.join("\n", each.item().assessments()))))
                        .addValue(appends.stream().map(Append::rules).toArray(Integer[]::new)))
                .mapEmpty();
    }

    private static String[] texts(Stream<String> texts) {
        return texts.toArray(String[]::new);
    }
}
