package org.passerelle.records;

import static java.time.temporal.ChronoUnit.MICROS;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.Rule;
import org.passerelle.core.message.Quarantines.RuleOutcome;
import org.passerelle.core.message.Records.Event;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.records.QuarantineStore.Proof;

/**
 * Rules what is in quarantine: released it is as it was before, and offered again; destroyed it is as if it had never been. Neither who
 * submitted it nor who flagged it rules (HRDDP H8).
 */
final class QuarantineRulings {
    private final Database database;
    private static final String INVOLVED = """
            select submitter from version where record_id = $1
            union select added_by from portion where record_id = $1 and added_by is not null
            """;

    private final Bus bus;
    private final ContentSeal seal;
    private final FingerprintKey key;
    private final Clock clock;
    private final NoteOutbox outbox;
    private final QuarantineStore store;

    QuarantineRulings(
            Database database,
            Bus bus,
            Clock clock,
            NoteOutbox outbox,
            ContentSeal seal,
            FingerprintKey key,
            QuarantineStore store) {
        this.store = store;
        this.seal = seal;
        this.key = key;
        this.database = database;
        this.bus = bus;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** The answer comes when the ruling is effective on every gateway; whoever asks again after a lost answer gets the same one. */
    Future<RuleOutcome> rule(Rule ask) {
        return database.transaction(transaction -> commit(transaction, ask)).compose(outcome -> switch (outcome) {
            case RuleOutcome.Done done -> {
                outbox.wake();
                bus.publish(Hint.FEED_GREW);
                yield Barrier.effective(bus, done.ruled().ruled().map(ruled -> ruled.barrier()))
                        .map(effective -> done);
            }
            case RuleOutcome.Absent absent -> Future.succeededFuture(absent);
            case RuleOutcome.NotPossible refused -> Future.succeededFuture(refused);
        });
    }

    private Future<RuleOutcome> commit(SqlConnection transaction, Rule ask) {
        return store.one(transaction, ask.id())
                .compose(found -> found.filter(one -> ask.releasers().contains(one.releaser()))
                        .map(one -> lock(transaction, one.recordId())
                                // Read again: somebody may have ruled while this one waited.
                                .compose(locked -> store.one(transaction, ask.id()))
                                .compose(now -> rule(transaction, ask, now.orElseThrow())))
                        .orElseGet(() -> Future.succeededFuture(new RuleOutcome.Absent())));
    }

    private static Future<Void> lock(SqlConnection transaction, String recordId) {
        return Database.run(transaction, "select 1 from record where id = $1 for update", recordId)
                .mapEmpty();
    }

    private Future<RuleOutcome> rule(SqlConnection transaction, Rule ask, Case one) {
        if (one.ruled().isPresent()) {
            boolean same = one.ruled()
                    .filter(ruled ->
                            ruled.ruling() == ask.ruling() && ruled.subject().equals(ask.subject()))
                    .isPresent();
            return Future.succeededFuture(
                    same ? new RuleOutcome.Done(one) : new RuleOutcome.NotPossible("it was ruled before"));
        }
        return involved(transaction, one)
                .compose(involved -> involved.contains(ask.subject())
                        ? Future.succeededFuture(new RuleOutcome.NotPossible(
                                "nobody rules on what they submitted or flagged themselves (HRDDP H8)"))
                        : enter(transaction, ask, one));
    }

    private static Future<Set<String>> involved(SqlConnection transaction, Case one) {
        return Database.run(transaction, INVOLVED, one.recordId()).map(rows -> {
            Set<String> involved = new HashSet<>(List.of(one.subject(), one.submitter()));
            rows.forEach(row -> involved.add(row.getString("submitter")));
            return involved;
        });
    }

    private Future<RuleOutcome> enter(SqlConnection transaction, Rule ask, Case one) {
        Instant at = clock.instant().truncatedTo(MICROS);
        Audit.Note note = new Audit.Note(
                switch (ask.ruling()) {
                    case RELEASE -> "quarantine-released";
                    case DESTROY -> "quarantine-destroyed";
                },
                ask.subject(),
                ask.party(),
                one.id());
        Future<Optional<Proof>> carriedOut = switch (ask.ruling()) {
            case RELEASE -> release(transaction, one, at).map(Optional.empty());
            case DESTROY -> Destruction.destroy(transaction, seal, key, one.recordId(), one.releaser(), at);
        };
        return carriedOut
                .compose(proof -> NoteOutbox.add(transaction, note).map(proof))
                .compose(proof -> store.rule(
                        transaction, one.id(), ask.party(), ask.ruling(), ask.subject(), ask.reason(), proof, at))
                .compose(barrier -> store.one(transaction, one.id()))
                .map(ruled -> new RuleOutcome.Done(ruled.orElseThrow()));
    }

    // What was recalled before stays recalled, and is offered to nobody.
    private static Future<Void> release(SqlConnection transaction, Case one, Instant at) {
        String sql = """
                update record set state = case when exists (select from recall where recall.record_id = record.id)
                    then 'RECALLED' else 'ACTIVE' end
                where id = $1 returning state, current_version
                """;
        return Database.run(transaction, sql, one.recordId())
                .map(rows -> rows.iterator().next())
                .compose(record -> record.getString("state").equals("ACTIVE")
                        ? Outbox.append(
                                transaction,
                                Event.Kind.RELEASED,
                                one.recordId(),
                                record.getInteger("current_version"),
                                one.releaser(),
                                at,
                                "")
                        : Future.succeededFuture());
    }
}
