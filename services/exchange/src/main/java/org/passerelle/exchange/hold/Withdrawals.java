package org.passerelle.exchange.hold;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.RuleOutcome;
import org.passerelle.core.message.Policy;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/**
 * Takes consents back. Grants are read when a release is decided, so the barrier rises in the transaction that ends them, and the answer
 * comes when no gateway can release under them any more. Whoever asks again after a lost answer gets the same one.
 */
public final class Withdrawals {
    private static final String LOCK = "select " + HoldRow.COLUMNS + " from hold where id = $1 for update";
    private static final String ALLOWED = "select expires_at from ruling where hold = $1 and party = $2 and allow";
    private static final String EARLIER = "select party, barrier from withdrawal where hold = $1";

    private static final String CLOSE = """
            update hold set state = $2, closed_until = coalesce(closed_until, $3) where id = $1
            """;

    private static final String WRITE = """
            insert into withdrawal (hold, party, subject, reason, at, barrier) values ($1, $2, $3, $4, $5, $6)
            """;

    private final Bus bus;
    private final Database database;
    private final Clock clock;

    public Withdrawals(Bus bus, Database database, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.clock = clock;
    }

    /** Absent also for a hold that the party may not know of. */
    public Future<RuleOutcome> withdraw(Exchange.Withdraw ask) {
        return database.transaction(transaction -> commit(transaction, ask)).compose(outcome -> switch (outcome) {
            case RuleOutcome.Absent absent -> Future.succeededFuture(absent);
            case RuleOutcome.NotPossible refused -> Future.succeededFuture(refused);
            case RuleOutcome.Ruled ruled ->
                bus.ask(Policy.AWAIT, new Policy.Await(ruled.barrier()), Policy.PATIENCE)
                        .map(ruled);
        });
    }

    private Future<RuleOutcome> commit(SqlConnection transaction, Exchange.Withdraw ask) {
        return Database.run(transaction, LOCK, ask.holdId())
                .map(rows -> rows.size() == 0
                        ? Optional.<Exchange.Hold>empty()
                        : Optional.of(HoldRow.read(rows.iterator().next())))
                .map(found -> found.filter(hold -> SeparationOfDuties.isNamed(hold.about(), ruler(ask))))
                .compose(found -> found.map(hold -> commit(transaction, ask, hold))
                        .orElseGet(() -> Future.succeededFuture(new RuleOutcome.Absent())));
    }

    // To end a release is open to whoever may rule it; H8 guards what allows, not what stops.
    private static Exchange.Rule ruler(Exchange.Withdraw ask) {
        return new Exchange.Rule(
                ask.holdId(), ask.subject(), ask.party(), ask.roles(), false, ask.reason(), Instant.EPOCH);
    }

    private Future<RuleOutcome> commit(SqlConnection transaction, Exchange.Withdraw ask, Exchange.Hold hold) {
        return Database.run(transaction, EARLIER, hold.id()).compose(earlier -> {
            for (Row row : earlier) {
                return Future.succeededFuture(
                        row.getString("party").equals(ask.party())
                                ? new RuleOutcome.Ruled(hold, row.getLong("barrier"))
                                : new RuleOutcome.NotPossible("the consent has been withdrawn already"));
            }
            return Database.run(transaction, ALLOWED, hold.id(), ask.party()).compose(allowed -> {
                for (Row row : allowed) {
                    return write(transaction, ask, hold, row.getOffsetDateTime("expires_at"));
                }
                return Future.succeededFuture(new RuleOutcome.NotPossible("the party has allowed nothing here"));
            });
        });
    }

    // Locks first, the barrier last (db/barrier).
    private Future<RuleOutcome> write(
            SqlConnection transaction, Exchange.Withdraw ask, Exchange.Hold hold, OffsetDateTime expiresAt) {
        Audit.Note note = new Audit.Note("consent-withdrawn", ask.subject(), ask.party(), Rulings.told(hold.about()));
        return Database.run(transaction, CLOSE, hold.id(), HoldRow.WITHDRAWN, expiresAt)
                .compose(closed -> NoteOutbox.add(transaction, note))
                .compose(noted -> Barrier.raise(transaction, "withdrawal " + hold.id()))
                .compose(barrier -> Database.run(
                                transaction,
                                WRITE,
                                hold.id(),
                                ask.party(),
                                ask.subject(),
                                ask.reason(),
                                clock.instant().atOffset(ZoneOffset.UTC),
                                barrier)
                        .map(new RuleOutcome.Ruled(
                                new Exchange.Hold(hold.id(), hold.about(), hold.openedAt(), HoldRow.WITHDRAWN),
                                barrier)));
    }
}
