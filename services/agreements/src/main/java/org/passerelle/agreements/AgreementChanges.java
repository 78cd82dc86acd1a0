package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.passerelle.agreements.AgreementEvents.Event;
import org.passerelle.agreements.AgreementEvents.Kind;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Policy.ChangeOutcome;
import org.passerelle.core.message.Policy.Reinstate;
import org.passerelle.core.message.Policy.Suspend;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/**
 * Suspension and reinstatement: either party suspends alone, and all who suspended must resume. The answer comes when the change is
 * effective on every gateway. Whoever asks again after a lost answer gets the same one.
 */
final class AgreementChanges {
    private final Database database;
    private final Clock clock;
    private final PolicyAuthority authority;
    private final Leases leases;
    private final NoteOutbox outbox;

    AgreementChanges(Database database, Clock clock, PolicyAuthority authority, Leases leases, NoteOutbox outbox) {
        this.database = database;
        this.clock = clock;
        this.authority = authority;
        this.leases = leases;
        this.outbox = outbox;
    }

    Future<ChangeOutcome> suspend(Suspend ask) {
        return change(new Change(
                Kind.SUSPENDED, ask.agreementId(), ask.party(), ask.subject(), ask.reason(), Optional.empty()));
    }

    // What the policy in force lacks as faulty would not come back by reinstating it; whoever asks is told why instead.
    Future<ChangeOutcome> reinstate(Reinstate ask) {
        return authority
                .current()
                .compose(bundle -> change(new Change(
                        Kind.REINSTATED,
                        ask.agreementId(),
                        ask.party(),
                        ask.subject(),
                        ask.reason(),
                        Optional.of(bundle.version()))));
    }

    /** @param judgedBy version of the bundle that must not lack the agreement; empty where nothing may stand in the way */
    private record Change(
            Kind kind, String agreement, String party, String subject, String reason, Optional<Long> judgedBy) {}

    private Future<ChangeOutcome> change(Change change) {
        return database.transaction(transaction -> commit(transaction, change)).compose(this::effective);
    }

    private Future<ChangeOutcome> effective(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Absent absent -> Future.succeededFuture(absent);
            case ChangeOutcome.NotPossible refused -> Future.succeededFuture(refused);
            case ChangeOutcome.Faulty faulty -> Future.succeededFuture(faulty);
            case ChangeOutcome.Changed changed -> {
                outbox.wake();
                yield leases.await(changed.barrier()).map(done -> changed);
            }
        };
    }

    private Future<ChangeOutcome> commit(SqlConnection transaction, Change change) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return AgreementStore.lock(transaction, change.agreement())
                .compose(locked -> AgreementStore.one(transaction, change.agreement(), at))
                .compose(found -> found.filter(agreement -> agreement.parties().contains(change.party()))
                        .map(agreement -> AgreementEvents.of(transaction, agreement.id())
                                .compose(events -> commit(
                                        transaction,
                                        change,
                                        agreement,
                                        events.last(agreement.id(), change.party()),
                                        at)))
                        .orElse(Future.succeededFuture(new ChangeOutcome.Absent())));
    }

    private Future<ChangeOutcome> commit(
            SqlConnection transaction, Change change, Agreement agreement, Optional<Event> last, Instant at) {
        if (last.isPresent() && last.get().kind() == change.kind()) {
            return Future.succeededFuture(new ChangeOutcome.Changed(
                    agreement, last.get().barrier(), last.get().at()));
        }
        return refusal(change, agreement)
                .<Future<ChangeOutcome>>map(Future::succeededFuture)
                .orElseGet(() -> faults(transaction, change, at)
                        .compose(faults -> faults.isEmpty()
                                ? append(transaction, change, at)
                                : Future.succeededFuture(new ChangeOutcome.Faulty(faults))));
    }

    private static Future<List<Fault>> faults(SqlConnection transaction, Change change, Instant at) {
        return change.judgedBy()
                .map(version -> FaultStore.of(transaction, version, change.agreement())
                        .compose(faults -> FaultsTold.to(transaction, change.party(), faults, at)))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    private static Optional<ChangeOutcome> refusal(Change change, Agreement agreement) {
        boolean possible = switch (change.kind()) {
            case SUSPENDED ->
                agreement.state() == AgreementState.ACTIVE || agreement.state() == AgreementState.SUSPENDED;
            case REINSTATED -> agreement.suspendedBy().contains(change.party());
        };
        return possible
                ? Optional.empty()
                : Optional.of(new ChangeOutcome.NotPossible(
                        agreement.state().name(),
                        switch (change.kind()) {
                            case SUSPENDED -> Optional.of("only an active agreement can be suspended");
                            case REINSTATED -> Optional.of("only the party that suspended can reinstate");
                        }));
    }

    // Locks first, the barrier last (db/barrier): the note needs no lock that anybody else waits for.
    private static Future<ChangeOutcome> append(SqlConnection transaction, Change change, Instant at) {
        Audit.Note note = new Audit.Note(
                "agreement-" + change.kind().name().toLowerCase(java.util.Locale.ROOT),
                change.subject(),
                change.party(),
                change.agreement() + ": " + change.reason());
        return NoteOutbox.add(transaction, note)
                .compose(noted -> AgreementEvents.append(
                        transaction,
                        change.agreement(),
                        change.kind(),
                        change.party(),
                        change.subject(),
                        change.reason(),
                        at))
                .compose(event -> AgreementStore.one(transaction, change.agreement(), at)
                        .map(changed -> new ChangeOutcome.Changed(changed.orElseThrow(), event.barrier(), at)));
    }
}
