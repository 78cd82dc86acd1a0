package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.passerelle.agreements.MasterChange.Document;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.party.Account;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/** Takes changes of standing in one transaction each, and answers when they are effective on every gateway. */
final class ChangeDesk {
    private final Database database;
    private final Clock clock;
    private final Leases leases;
    private final NoteOutbox outbox;

    ChangeDesk(Database database, Clock clock, Leases leases, NoteOutbox outbox) {
        this.database = database;
        this.clock = clock;
        this.leases = leases;
        this.outbox = outbox;
    }

    /** What somebody who is enabled does within the transaction. */
    interface Work {
        Future<Outcome> in(SqlConnection transaction, Account actor, Instant at);
    }

    /** @param subject whoever is not an enabled account is told that there is nothing */
    Future<Outcome> commit(String subject, Work work) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(transaction -> Actors.enabled(transaction, subject)
                        .compose(actor -> actor.map(known -> work.in(transaction, known, at))
                                .orElseGet(ChangeDesk::absent)))
                .compose(this::effective);
    }

    private Future<Outcome> effective(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Absent absent -> Future.succeededFuture(absent);
            case Outcome.NotPossible refused -> Future.succeededFuture(refused);
            case Outcome.Faulty faulty -> Future.succeededFuture(faulty);
            case Outcome.Changed changed -> {
                outbox.wake();
                yield leases.await(changed.barrier()).map(done -> changed);
            }
        };
    }

    static Future<Outcome> absent() {
        return Future.succeededFuture(new Outcome.Absent());
    }

    static Future<Outcome> refused(String reason) {
        return Future.succeededFuture(new Outcome.NotPossible(reason));
    }

    static Future<Outcome> faulty(List<Misread> faults) {
        return Future.succeededFuture(new Outcome.Faulty(faults));
    }

    /** It is so already: answered when that is effective. */
    static Future<Outcome> already(SqlConnection transaction, Instant at) {
        return Barrier.current(transaction).map(barrier -> new Outcome.Changed(barrier, at));
    }

    static Future<Outcome> write(SqlConnection transaction, MasterChange change, Document document) {
        return change.write(transaction, List.of(document)).map(barrier -> new Outcome.Changed(barrier, change.at()));
    }
}
