package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsReader;

/**
 * A recall and the notices that it owes: exactly to the parties that the ledger says received the record, once each, however often
 * they read it. The ledger is complete when the event is seen: the recall had raised the barrier before.
 */
final class Recall {

    private static final String RECALLED = "recalled";

    /** Actions that bring content; a match answers one bit, and a notice is no content. */
    private static final Set<Action> RECEIVING = EnumSet.of(Action.READ, Action.EXPORT, Action.PUSH);

    private static final String OPEN = """
            insert into recall (sequence, record_id, releaser, reason, at, due_at, escalate_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private static final String OWE = """
            insert into notice (id, recall, party, subject, disclosure_id, verb, affected)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    private final Records.Event event;
    private final Deadlines deadlines;
    private final List<Notice> notices;

    private Recall(Records.Event event, Deadlines deadlines, List<Notice> notices) {
        this.event = event;
        this.deadlines = deadlines;
        this.notices = notices;
    }

    private record Notice(String id, Audit.Receipt latest, List<String> affected) {}

    /** Asks audit who received it, and records what they derived from it. */
    static Future<Recall> of(Bus bus, PartsReader<Chunk, Bundle> bundles, Records.Event event) {
        return bus.ask(Audit.LEDGER, new Audit.LedgerOf(event.recordId()))
                .compose(ledger -> bus.ask(Records.DERIVATIVES, new Records.DerivedFrom(event.recordId()))
                        .compose(derivatives -> Deadlines.of(bundles, event.at())
                                .map(deadlines -> new Recall(event, deadlines, notices(event, ledger, derivatives)))));
    }

    private static List<Notice> notices(Records.Event event, Audit.Ledger ledger, Records.Derivatives derivatives) {
        Map<String, Audit.Receipt> latest = new TreeMap<>();
        for (Audit.Receipt receipt : ledger.receipts()) {
            if (RECEIVING.contains(receipt.action()) && !receipt.recipient().equals(event.releaser())) {
                latest.merge(
                        receipt.recipient(), receipt, (one, other) -> other.at().isBefore(one.at()) ? one : other);
            }
        }
        List<Notice> notices = new ArrayList<>();
        latest.forEach((party, receipt) -> notices.add(new Notice(
                UUID.randomUUID().toString(), receipt, derivatives.byReleaser().getOrDefault(party, List.of()))));
        return notices;
    }

    /** The notices as entries of the feed. */
    List<FeedLog.Entry> entries() {
        return notices.stream()
                .map(notice -> new FeedLog.Entry(
                        new FeedLog.Topic.RecordNotice(
                                event.sequence(),
                                event.recordId(),
                                notice.latest().version(),
                                notice.id()),
                        Optional.of(
                                new FeedLog.Audience(notice.latest().recipient(), Optional.empty(), Optional.empty()))))
                .toList();
    }

    /** Writes the case in the transaction that appends its entries. */
    Future<Void> open(SqlConnection transaction) {
        List<Tuple> rows = notices.stream()
                .map(notice -> Tuple.tuple()
                        .addString(notice.id())
                        .addLong(event.sequence())
                        .addString(notice.latest().recipient())
                        .addString(notice.latest().subject())
                        .addString(notice.latest().disclosureId())
                        .addString(RECALLED)
                        .addArrayOfString(notice.affected().toArray(String[]::new)))
                .toList();
        return Database.run(
                        transaction,
                        OPEN,
                        event.sequence(),
                        event.recordId(),
                        event.releaser(),
                        event.detail(),
                        event.at().atOffset(ZoneOffset.UTC),
                        deadlines.dueAt().atOffset(ZoneOffset.UTC),
                        deadlines.escalateAt().atOffset(ZoneOffset.UTC))
                .compose(opened -> Database.runEach(transaction, OWE, rows))
                .mapEmpty();
    }
}
