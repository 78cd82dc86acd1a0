package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.message.Agreements.Act;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Look;
import org.passerelle.core.message.Agreements.Looked;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Agreements.ReadTerms;
import org.passerelle.core.message.Agreements.Terms;
import org.passerelle.core.message.Agreements.TermsRead;
import org.passerelle.core.message.Screening;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/**
 * The one place where agreements change. Each act is one transaction: it locks the agreement, judges, appends what happened and the
 * note for the operator's log, and raises the barrier last where decisions change. The answer comes when it is effective everywhere.
 */
final class AgreementActs {
    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final Clock clock;
    private final PolicyAuthority authority;
    private final Leases leases;
    private final NoteOutbox outbox;

    AgreementActs(
            Vertx vertx,
            Bus bus,
            Database database,
            Clock clock,
            PolicyAuthority authority,
            Leases leases,
            NoteOutbox outbox) {
        this.vertx = vertx;
        this.bus = bus;
        this.database = database;
        this.clock = clock;
        this.authority = authority;
        this.leases = leases;
        this.outbox = outbox;
    }

    Future<Looked> look(Look look) {
        return database.transaction(transaction -> AgreementViews.look(transaction, look, clock.instant()));
    }

    /** The very bytes that were hashed, as text. */
    Future<TermsRead> terms(ReadTerms ask) {
        return look(new Look(Optional.of(ask.agreement()), ask.party()))
                .map(looked -> new TermsRead(looked.agreements().stream()
                        .flatMap(view -> view.versions().stream()
                                .filter(version -> version.agreement().version()
                                        == ask.version().orElse(view.newest())))
                        .findFirst()
                        .map(version -> canonical(version.agreement()))));
    }

    private static Terms canonical(Agreement agreement) {
        if (!AgreementSigning.hash(agreement).equals(agreement.hash())) {
            throw new IllegalStateException("the terms of " + agreement.id() + " are not those of their hash");
        }
        return new Terms(
                agreement.version(),
                agreement.hash(),
                new String(AgreementSigning.canonical(agreement), StandardCharsets.UTF_8));
    }

    /** Does it, or says why not; whoever asks again after a lost answer gets the same one. */
    Future<Outcome> act(Act act) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return evidence(act.deed())
                .compose(evidence ->
                        database.transaction(transaction -> new Acting(vertx, transaction, act, evidence, at).result()))
                .compose(result -> effective(act, result));
    }

    // Asked for ahead of the transaction, which must not wait for others.
    private Future<Evidence> evidence(Deed deed) {
        return switch (deed) {
            case Deed.Draft draft -> screening();
            case Deed.Revise revise -> screening();
            case Deed.Propose propose -> screening();
            case Deed.Counter counter -> screening();
            case Deed.Amend amend -> screening();
            case Deed.Sign sign -> screening();
            // What the policy in force lacks as faulty would not come back by reinstating it.
            case Deed.Reinstate reinstate ->
                authority.current().map(bundle -> new Evidence(Optional.empty(), Optional.of(bundle.version())));
            case Deed.Withdraw withdraw -> Future.succeededFuture(Evidence.NONE);
            case Deed.Approve approve -> Future.succeededFuture(Evidence.NONE);
            case Deed.Suspend suspend -> Future.succeededFuture(Evidence.NONE);
            case Deed.Terminate terminate -> Future.succeededFuture(Evidence.NONE);
        };
    }

    private Future<Evidence> screening() {
        return bus.ask(Screening.SNAPSHOT, new Screening.Snapshot())
                .map(snapshot -> new Evidence(Optional.of(snapshot), Optional.empty()));
    }

    /**
     * What an act is judged by beside what agreements itself holds.
     *
     * @param screening for terms that the policy must be able to take in
     * @param bundle version of the bundle that must not lack the agreement
     */
    record Evidence(Optional<Screening.SnapshotAnswer> screening, Optional<Long> bundle) {
        static final Evidence NONE = new Evidence(Optional.empty(), Optional.empty());
    }

    private Future<Outcome> effective(Act act, Result result) {
        return switch (result) {
            case Result.Refused refused -> Future.succeededFuture(refused.outcome());
            case Result.Changed changed -> {
                outbox.wake();
                yield changed.barrier()
                        .map(leases::await)
                        .orElse(Future.succeededFuture())
                        .compose(done -> look(new Look(Optional.of(changed.agreement()), act.party())))
                        .map(looked -> new Outcome.Done(
                                looked.agreements().getFirst(), changed.version(), changed.barrier(), changed.at()));
            }
        };
    }

    /** What a transaction came to. */
    sealed interface Result {
        record Changed(String agreement, int version, Optional<Long> barrier, Instant at) implements Result {}

        record Refused(Outcome outcome) implements Result {}
    }
}
