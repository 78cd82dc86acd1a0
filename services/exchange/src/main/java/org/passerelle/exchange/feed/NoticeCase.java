package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recall or a correction with the notices that it owes: one to each party, however often it received the record. */
record NoticeCase(Records.Event event, Verb verb, Deadlines deadlines, List<Owed> owed) {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeCase.class);

    /** Actions that bring content; a match answers one bit, and a notice is no content. */
    private static final Set<Action> RECEIVING = EnumSet.of(Action.READ, Action.EXPORT, Action.PUSH);

    private static final String OPEN = """
            insert into recall (sequence, record_id, releaser, reason, at, due_at, escalate_at, verb)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String OWE = """
            insert into notice (id, recall, party, subject, disclosure_id, verb, affected)
            values ($1, $2, $3, $4, $5, $6, $7)
            """;

    NoticeCase {
        owed = List.copyOf(owed);
    }

    /**
     * A notice.
     *
     * @param latest receipt of the party that is told
     * @param affected its own records that derive from the record
     */
    record Owed(String id, Audit.Receipt latest, List<String> affected) {}

    /** By party, the latest receipt of those that brought content to somebody else than the releaser. */
    static Map<String, Audit.Receipt> latest(
            Records.Event event, Audit.Ledger ledger, Predicate<Audit.Receipt> counting) {
        Map<String, Audit.Receipt> latest = new TreeMap<>();
        for (Audit.Receipt receipt : ledger.receipts()) {
            if (RECEIVING.contains(receipt.action())
                    && !receipt.recipient().equals(event.releaser())
                    && counting.test(receipt)) {
                latest.merge(
                        receipt.recipient(), receipt, (one, other) -> other.at().isBefore(one.at()) ? one : other);
            }
        }
        return latest;
    }

    /** What derives from the record: it is said beside a notice, which is not held up by it. */
    static Future<Records.Derivatives> derivatives(Bus bus, Records.Event event) {
        return bus.ask(Records.DERIVATIVES, new Records.DerivedFrom(event.recordId()))
                .recover(failure -> {
                    LOG.error(
                            "event {} of record {} is told without what derives from it: {}",
                            event.sequence(),
                            event.recordId(),
                            failure.getMessage());
                    return Future.succeededFuture(new Records.Derivatives(Map.of(), Map.of()));
                });
    }

    static List<Owed> owed(Collection<Audit.Receipt> latest, Records.Derivatives derivatives) {
        List<Owed> owed = new ArrayList<>();
        for (Audit.Receipt receipt : latest) {
            owed.add(new Owed(
                    UUID.randomUUID().toString(),
                    receipt,
                    derivatives.byReleaser().getOrDefault(receipt.recipient(), List.of())));
        }
        return owed;
    }

    /** The notices as entries of the feed. */
    List<FeedLog.Entry> entries() {
        return owed.stream()
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

    /** Takes away why a record was recalled that is gone by now; that it was stays, with whoever was told. */
    static Future<Void> forget(SqlConnection transaction, Records.Event event) {
        String sql = "update recall set reason = $2 where record_id = $1 and verb = $3";
        return Database.run(transaction, sql, event.recordId(), event.detail(), Verb.RECALLED.word())
                .mapEmpty();
    }

    /** Writes the case in the transaction that appends its entries. */
    Future<Void> open(SqlConnection transaction) {
        List<Tuple> rows = owed.stream()
                .map(notice -> Tuple.tuple()
                        .addString(notice.id())
                        .addLong(event.sequence())
                        .addString(notice.latest().recipient())
                        .addString(notice.latest().subject())
                        .addString(notice.latest().disclosureId())
                        .addString(verb.word())
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
                        deadlines.escalateAt().atOffset(ZoneOffset.UTC),
                        verb.word())
                .compose(opened -> Database.runEach(transaction, OWE, rows))
                .mapEmpty();
    }
}
