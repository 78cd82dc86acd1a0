package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.message.Agreements.Event;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;

/** Fills an empty database once; from then on PostgreSQL is the truth. */
public final class AgreementsSeed {
    /** Who did it, in the history. */
    private static final String SUBJECT = "seed";

    private AgreementsSeed() {}

    /**
     * Enters everything in one transaction and raises the barrier, unless the schema holds anything already.
     *
     * @param database schema {@code agreements}
     * @param agreements signed by their parties; what is not validly signed is kept, but never enters a bundle
     * @return whether it was empty
     */
    public static Future<Boolean> seedIfEmpty(
            Database database, MasterData master, List<Agreement> agreements, Instant at) {
        Instant rounded = at.truncatedTo(ChronoUnit.MICROS);
        return database.transaction(transaction -> empty(transaction)
                .compose(empty -> empty
                        ? enter(transaction, master, agreements, rounded).map(true)
                        : Future.succeededFuture(false)));
    }

    // Nodes that seed at once wait for one another.
    private static Future<Boolean> empty(SqlConnection transaction) {
        return Database.run(transaction, "select pg_advisory_xact_lock(hashtextextended('agreements.seed', 0))")
                .compose(locked -> Database.run(transaction, "select 1 from master_version limit 1"))
                .map(rows -> rows.size() == 0);
    }

    private static Future<Void> enter(
            SqlConnection transaction, MasterData master, List<Agreement> agreements, Instant at) {
        Future<Void> entered = MasterStore.enter(transaction, master, SUBJECT, "first configuration", at);
        for (Agreement agreement : agreements) {
            entered = entered.compose(before -> enter(transaction, agreement, at));
        }
        return entered.compose(before -> Barrier.raise(transaction, "agreements seeded"))
                .mapEmpty();
    }

    private static Future<Void> enter(SqlConnection transaction, Agreement agreement, Instant at) {
        Agreement terms = agreement.state() == AgreementState.SUSPENDED ? asActive(agreement) : agreement;
        Future<Void> entered = AgreementStore.enter(transaction, terms, SUBJECT, at);
        for (String party : new TreeSet<>(agreement.suspendedBy())) {
            Event suspended = new Event(
                    AgreementEvent.SUSPENDED,
                    agreement.version(),
                    party,
                    SUBJECT,
                    "suspended in the first configuration",
                    at,
                    Optional.empty(),
                    Optional.empty());
            entered = entered.compose(before -> AgreementEvents.append(transaction, agreement.id(), suspended)
                    .mapEmpty());
        }
        return entered;
    }

    // Suspension is what parties did, not a state that an agreement was entered in.
    private static Agreement asActive(Agreement agreement) {
        if (agreement.suspendedBy().isEmpty()) {
            throw new IllegalArgumentException("agreement " + agreement.id() + " is suspended by nobody");
        }
        return agreement.in(AgreementState.ACTIVE);
    }
}
