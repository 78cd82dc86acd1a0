package org.passerelle.records;

import static java.time.temporal.ChronoUnit.MICROS;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Optional;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.CaseList;
import org.passerelle.core.message.Quarantines.Find;
import org.passerelle.core.message.Quarantines.FindOutcome;
import org.passerelle.core.message.Quarantines.ListOf;
import org.passerelle.core.message.Quarantines.Quarantine;
import org.passerelle.core.message.Quarantines.QuarantineOutcome;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/** Takes a stored record out of everybody's sight when somebody flags it, and tells of cases (HRDDP H10). */
final class Quarantining {
    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final NoteOutbox outbox;
    private final QuarantineStore store;

    Quarantining(Database database, Bus bus, Clock clock, NoteOutbox outbox, QuarantineStore store) {
        this.store = store;
        this.database = database;
        this.bus = bus;
        this.clock = clock;
        this.outbox = outbox;
    }

    Future<QuarantineOutcome> quarantine(Quarantine ask) {
        return database.transaction(transaction -> commit(transaction, ask)).compose(found -> {
            outbox.wake();
            return found.map(opened -> opened.effective(bus).<QuarantineOutcome>map(QuarantineOutcome.Quarantined::new))
                    .orElseGet(() -> Future.succeededFuture(new QuarantineOutcome.Absent()));
        });
    }

    private Future<Optional<Raised<Case>>> commit(SqlConnection transaction, Quarantine ask) {
        return Database.run(transaction, "select state from record where id = $1 for update", ask.recordId())
                .map(rows -> rows.stream().findFirst().map(row -> RecordState.valueOf(row.getString("state"))))
                .compose(found -> found.map(state -> switch (state) {
                            // Somebody was faster; the record is where both want it.
                            case QUARANTINED ->
                                store.unruledOf(transaction, ask.recordId())
                                        .compose(open -> open.map(earlier -> Raised.already(transaction, earlier)
                                                        .map(Optional::of))
                                                .orElse(Future.succeededFuture(Optional.empty())));
                            case ACTIVE, RECALLED -> open(transaction, ask);
                        })
                        .orElse(Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Raised<Case>>> open(SqlConnection transaction, Quarantine ask) {
        return Database.run(transaction, "update record set state = 'QUARANTINED' where id = $1", ask.recordId())
                .compose(marked -> store.open(
                        transaction,
                        ask.recordId(),
                        ask.reason(),
                        ask.party(),
                        ask.subject(),
                        clock.instant().truncatedTo(MICROS)))
                .compose(id -> store.one(transaction, id))
                .compose(opened -> Barrier.raise(transaction, "record quarantined")
                        .map(barrier -> opened.map(one -> Raised.by(one, barrier))));
    }

    Future<CaseList> list(ListOf ask) {
        return database.transaction(transaction -> store.among(transaction, ask))
                .map(CaseList::new);
    }

    Future<FindOutcome> find(Find ask) {
        return database.transaction(transaction -> store.one(transaction, ask.id()))
                .map(found -> found.filter(one -> ask.among().releasers().contains(one.releaser())
                                || ask.among().party().equals(one.party()))
                        .<FindOutcome>map(FindOutcome.Found::new)
                        .orElseGet(FindOutcome.Absent::new));
    }
}
