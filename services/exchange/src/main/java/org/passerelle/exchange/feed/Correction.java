package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsReader;

/**
 * Whom a new version is told as a correction: exactly the parties that the ledger says received something which ceases to stand with it, in
 * the form in which they received it. The ledger is complete when the event is seen: a version that replaces anything had raised the
 * barrier before.
 *
 * @param notices empty when nobody is told
 */
record Correction(Records.Event event, Optional<NoticeCase> notices) {

    private static final String TOLD = "select version from corrected where record_id = $1";

    private static final String TELL = """
            insert into corrected (record_id, version) values ($1, $2)
            on conflict (record_id) do update set version = excluded.version
            """;

    /** Up to which version recipients of the record have been told. */
    static Future<Integer> told(Database database, String recordId) {
        return database.query(TOLD, recordId)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> row.getInteger("version"))
                        .orElse(0));
    }

    /**
     * Asks audit who received which earlier version, and records what of it no longer stands. Empty while the record is in quarantine, recalled
     * or gone: what is told then is not this, and a release from quarantine tells what was missed.
     *
     * @param told up to which version recipients have been told: what had ceased to stand by then is not told again
     */
    static Future<Optional<Correction>> of(Bus bus, PartsReader<Chunk, Bundle> bundles, Records.Event event, int told) {
        if (event.version() <= Math.max(told, 1)) {
            return Future.succeededFuture(Optional.empty());
        }
        return bus.ask(
                        Audit.HOLDERS,
                        new Audit.HoldersOf(event.recordId(), event.releaser(), Optional.of(event.version())))
                .map(ledger -> NoticeCase.latest(event, ledger, receipt -> receipt.version() < event.version()))
                .compose(latest -> held(bus, event, latest.keySet())
                        .compose(held -> superseded(bus, event, told, held)
                                .compose(superseded -> superseded
                                        .map(gone -> {
                                            latest.keySet()
                                                    .removeIf(party -> Collections.disjoint(
                                                            held.getOrDefault(party, List.of()), gone));
                                            return told(bus, bundles, event, latest);
                                        })
                                        .orElse(Future.succeededFuture(Optional.empty())))));
    }

    /** What each party received of earlier versions. */
    private static Future<Map<String, List<Audit.Holding>>> held(Bus bus, Records.Event event, Set<String> parties) {
        Future<Map<String, List<Audit.Holding>>> all = Future.succeededFuture(new LinkedHashMap<>());
        for (String party : parties) {
            all = all.compose(before -> bus.ask(Audit.RECEIVED, new Audit.ReceivedOf(party, List.of(event.recordId())))
                    .map(received -> {
                        before.put(
                                party,
                                received.holdings().stream()
                                        .filter(holding -> holding.version() < event.version())
                                        .toList());
                        return before;
                    }));
        }
        return all;
    }

    private static Future<Optional<Set<Audit.Holding>>> superseded(
            Bus bus, Records.Event event, int told, Map<String, List<Audit.Holding>> held) {
        List<Audit.Holding> distinct =
                held.values().stream().flatMap(List::stream).distinct().toList();
        return bus.ask(Records.SUPERSEDED, new Records.SupersededBy(event.recordId(), event.version(), told, distinct))
                .map(superseded -> superseded.holdings().map(HashSet::new));
    }

    private static Future<Optional<Correction>> told(
            Bus bus, PartsReader<Chunk, Bundle> bundles, Records.Event event, Map<String, Audit.Receipt> latest) {
        if (latest.isEmpty()) {
            return Future.succeededFuture(Optional.of(new Correction(event, Optional.empty())));
        }
        return NoticeCase.derivatives(bus, event)
                .compose(derivatives -> Deadlines.of(bundles, event.at())
                        .map(deadlines -> new NoticeCase(
                                event, Verb.CORRECTED, deadlines, NoticeCase.owed(latest.values(), derivatives))))
                .map(notices -> Optional.of(new Correction(event, Optional.of(notices))));
    }

    List<FeedLog.Entry> entries() {
        return notices.map(NoticeCase::entries).orElse(List.of());
    }

    /** Writes down that it is told, in the transaction that appends its entries. */
    Future<Void> write(SqlConnection transaction) {
        return Database.run(transaction, TELL, event.recordId(), event.version())
                .compose(told ->
                        notices.map(notices -> notices.open(transaction)).orElse(Future.succeededFuture()));
    }
}
