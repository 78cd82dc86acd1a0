package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.agreements.AgreementActs.Evidence;
import org.passerelle.agreements.AgreementActs.Result;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Agreement.Signature;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.Duty;
import org.passerelle.core.agreement.Lifecycle;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.message.Agreements.Act;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Event;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Agreements.Unsigned;
import org.passerelle.core.party.Account;

/** One act within its transaction. */
final class Acting {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vertx vertx;
    private final SqlConnection transaction;
    private final Act act;
    private final Evidence evidence;
    private final Instant at;

    Acting(Vertx vertx, SqlConnection transaction, Act act, Evidence evidence, Instant at) {
        this.vertx = vertx;
        this.transaction = transaction;
        this.act = act;
        this.evidence = evidence;
        this.at = at;
    }

    Future<Result> result() {
        return Answered.find(transaction, act)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> fresh().compose(result -> Answered.keep(transaction, act, result))));
    }

    private Future<Result> fresh() {
        return MasterStore.one(transaction, MasterStore.ACCOUNT, act.subject(), Account.class)
                .compose(account -> MasterStore.duties(transaction)
                        .compose(duties -> act.agreement()
                                .map(id -> AgreementStore.lock(transaction, id)
                                        .compose(locked -> AgreementStore.life(transaction, id))
                                        .compose(found -> found.map(life -> seen(account, duties, life))
                                                .orElse(refused(new Outcome.Absent()))))
                                .orElseGet(() -> first(account, duties))));
    }

    private Future<Result> first(Optional<Account> account, Duties duties) {
        boolean may = account.filter(who -> ActFacts.holds(duties, who, act.party(), Duty.NEGOTIATE))
                .isPresent();
        if (!may || !(act.deed() instanceof Deed.Draft draft)) {
            return refused(new Outcome.Refused(Refusal.ROLE, AgreementState.DRAFT, ""));
        }
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        String id = "agreement-" + HexFormat.of().formatHex(random);
        TermsDesk.Frame frame = new TermsDesk.Frame(id, 1, AgreementState.DRAFT, act.party(), Set.of(), Set.of());
        return write(draft.terms(), frame, AgreementEvent.DRAFTED, Optional.empty());
    }

    private Future<Result> seen(Optional<Account> account, Duties duties, AgreementLife life) {
        return MasterStore.keys(transaction)
                .compose(keys -> AgreementViews.of(life, act.party(), keys, at)
                        .map(view -> act.match()
                                        .filter(tag -> !tag.equals(view.tag()))
                                        .isPresent()
                                ? refused(new Outcome.Moved())
                                : judged(account, new ActFacts(life, duties, at), view.shown()))
                        .orElseGet(() -> refused(new Outcome.Absent())));
    }

    private Future<Result> judged(Optional<Account> account, ActFacts facts, int shown) {
        AgreementLife life = facts.life();
        AgreementVersion version = target(facts).orElseGet(() -> life.version(shown));
        AgreementState state = life.state(version, at);
        AgreementEvent event = event(act.deed());
        return switch (Lifecycle.after(state, event, facts.of(version, event, act.party(), account))) {
            case Lifecycle.Outcome.Refused(Refusal refusal) ->
                again(life, event, refusal)
                        .<Future<Result>>map(Future::succeededFuture)
                        .orElseGet(() -> refused(
                                refusal == Refusal.ABSENT
                                        ? new Outcome.Absent()
                                        : new Outcome.Refused(
                                                refusal, state, Pointers.of(refusal, event, act.party()))));
            case Lifecycle.Outcome.Becomes(AgreementState next) -> perform(facts, version, event, next);
        };
    }

    // Either party suspends and resumes; asking again after a lost answer changes nothing more.
    private Optional<Result> again(AgreementLife life, AgreementEvent event, Refusal refusal) {
        boolean barring = refusal != Refusal.ROLE && refusal != Refusal.ABSENT;
        boolean pausing = event == AgreementEvent.SUSPENDED || event == AgreementEvent.REINSTATED;
        return life.last(act.party(), each -> each == AgreementEvent.SUSPENDED || each == AgreementEvent.REINSTATED)
                .filter(last -> barring && pausing && last.event() == event)
                .map(last -> new Result.Changed(life.id(), last.version(), last.barrier(), last.at()));
    }

    private Optional<AgreementVersion> target(ActFacts facts) {
        Optional<AgreementVersion> draft = facts.draft(act.party());
        Optional<AgreementVersion> table = facts.table();
        Optional<AgreementVersion> deciding = facts.life().deciding();
        return switch (act.deed()) {
            case Deed.Draft first -> Optional.empty();
            case Deed.Revise revise -> draft;
            case Deed.Propose propose -> draft;
            case Deed.Withdraw withdraw -> table.or(() -> draft);
            case Deed.Counter counter -> table;
            case Deed.Approve approve -> table;
            case Deed.Sign sign -> table;
            case Deed.Amend amend -> deciding;
            case Deed.Suspend suspend -> deciding;
            case Deed.Reinstate reinstate -> deciding;
            case Deed.Terminate terminate -> deciding.or(() -> table);
        };
    }

    private static AgreementEvent event(Deed deed) {
        return switch (deed) {
            case Deed.Draft draft -> AgreementEvent.DRAFTED;
            case Deed.Revise revise -> AgreementEvent.REVISED;
            case Deed.Propose propose -> AgreementEvent.PROPOSED;
            case Deed.Counter counter -> AgreementEvent.COUNTERED;
            case Deed.Withdraw withdraw -> AgreementEvent.WITHDRAWN;
            case Deed.Approve approve -> AgreementEvent.APPROVED;
            case Deed.Sign sign -> AgreementEvent.SIGNED;
            case Deed.Amend amend -> AgreementEvent.AMENDED;
            case Deed.Suspend suspend -> AgreementEvent.SUSPENDED;
            case Deed.Reinstate reinstate -> AgreementEvent.REINSTATED;
            case Deed.Terminate terminate -> AgreementEvent.NOTICED;
        };
    }

    private Future<Result> perform(
            ActFacts facts, AgreementVersion version, AgreementEvent event, AgreementState next) {
        AgreementLife life = facts.life();
        return switch (act.deed()) {
            case Deed.Draft draft -> throw new IllegalStateException("a first draft belongs to no agreement");
            case Deed.Revise revise -> rewrite(life, version, revise.terms(), event, AgreementState.DRAFT);
            case Deed.Counter counter -> rewrite(life, version, counter.terms(), event, AgreementState.COUNTERED);
            case Deed.Amend amend -> rewrite(life, version, amend.terms(), event, AgreementState.DRAFT);
            case Deed.Propose propose ->
                sound(version.agreement(), () -> append(life, happened(event, version, propose.reason())));
            case Deed.Withdraw withdraw -> append(life, happened(event, version, withdraw.reason()));
            case Deed.Approve approve -> append(life, happened(event, version, approve.reason()));
            case Deed.Sign sign -> sign(facts, version, next, sign);
            case Deed.Suspend suspend -> append(life, happened(event, version, suspend.reason()));
            case Deed.Reinstate reinstate ->
                standing(life.id(), () -> append(life, happened(event, version, reinstate.reason())));
            case Deed.Terminate terminate -> notice(facts, version, terminate);
        };
    }

    private Future<Result> rewrite(
            AgreementLife life, AgreementVersion basis, String terms, AgreementEvent event, AgreementState state) {
        Set<String> clauses = life.versions().stream()
                .filter(version -> life.visible(version, act.party()))
                .flatMap(version -> version.agreement().clauses().stream())
                .map(clause -> clause.id())
                .collect(Collectors.toSet());
        Set<String> fixed = life.versions().stream()
                .filter(version -> life.shown(version))
                .findFirst()
                .map(version -> version.agreement().parties())
                .orElse(Set.of());
        TermsDesk.Frame frame =
                new TermsDesk.Frame(life.id(), life.newest().number() + 1, state, act.party(), fixed, clauses);
        return write(terms, frame, event, Optional.of(basis.number()));
    }

    private Future<Result> write(String text, TermsDesk.Frame frame, AgreementEvent event, Optional<Integer> basis) {
        return MasterStore.load(transaction).compose(master -> switch (TermsDesk.read(
                text, master.orElseThrow(), frame, at)) {
            case TermsDesk.Outcome.Unreadable(var faults) -> refused(new Outcome.Unreadable(faults));
            case TermsDesk.Outcome.Terms(Agreement agreement) ->
                sound(
                        agreement,
                        () -> AgreementStore.enter(transaction, agreement, act.party(), basis, act.subject(), at)
                                .compose(entered -> Happening.append(
                                        transaction,
                                        frame.id(),
                                        happened(event, frame.version(), "", Optional.empty())))
                                .map(appended -> changed(frame.id(), appended)));
        });
    }

    private Future<Result> sign(ActFacts facts, AgreementVersion version, AgreementState next, Deed.Sign deed) {
        byte[] terms = AgreementSigning.canonical(version.agreement());
        return MasterStore.keys(transaction).compose(keys -> {
            Optional<Unsigned> objection = TermsJws.objection(deed.jws(), act.party(), terms, keys, at);
            if (objection.isPresent()) {
                return refused(new Outcome.NotSigned(objection.get()));
            }
            TermsJws.Parts parts = TermsJws.parse(deed.jws()).orElseThrow();
            Signature signature = new Signature(parts.keyId(), parts.detached(), at);
            return sound(
                    version.agreement(),
                    () -> AgreementStore.sign(transaction, version.agreement(), act.party(), signature)
                            .compose(signed -> Happening.append(
                                    transaction,
                                    facts.life().id(),
                                    happened(AgreementEvent.SIGNED, version.number(), "", Optional.empty())))
                            .compose(event -> next == AgreementState.SIGNED
                                    ? AgreementStore.life(
                                                    transaction, facts.life().id())
                                            .compose(life ->
                                                    new TimeEvents(transaction, life.orElseThrow(), at).happen())
                                            .map(last -> last.orElse(event))
                                    : Future.succeededFuture(event))
                            .map(last -> new Result.Changed(facts.life().id(), version.number(), last.barrier(), at)));
        });
    }

    private Future<Result> notice(ActFacts facts, AgreementVersion version, Deed.Terminate deed) {
        Instant endsAt =
                at.plus(version.agreement().noticePeriod().orElse(facts.duties().noticePeriod()));
        Event event = happened(AgreementEvent.NOTICED, version.number(), deed.reason(), Optional.of(endsAt));
        String id = facts.life().id();
        return Happening.append(transaction, id, event)
                .compose(noticed -> AgreementStore.life(transaction, id)
                        .compose(life -> new TimeEvents(transaction, life.orElseThrow(), at).happen())
                        .map(last -> last.orElse(noticed)))
                .map(last -> new Result.Changed(id, version.number(), last.barrier(), at));
    }

    // The policy must be able to take the terms in, as it stands now.
    private Future<Result> sound(Agreement agreement, Step step) {
        return TermsJudge.faults(vertx, transaction, evidence.screening().orElseThrow(), agreement, at)
                .compose(faults -> told(faults, step));
    }

    private Future<Result> standing(String id, Step step) {
        return FaultStore.of(transaction, evidence.bundle().orElseThrow(), id).compose(faults -> told(faults, step));
    }

    private Future<Result> told(List<Fault> faults, Step step) {
        return faults.isEmpty()
                ? step.take()
                : FaultsTold.to(transaction, act.party(), faults, at)
                        .map(told -> new Result.Refused(new Outcome.Faulty(told)));
    }

    /** What follows when nothing stands against it. */
    @FunctionalInterface
    private interface Step {
        Future<Result> take();
    }

    private Future<Result> append(AgreementLife life, Event event) {
        return Happening.append(transaction, life.id(), event).map(appended -> changed(life.id(), appended));
    }

    private Result changed(String id, Event appended) {
        return new Result.Changed(id, appended.version(), appended.barrier(), at);
    }

    private Event happened(AgreementEvent event, AgreementVersion version, String reason) {
        return happened(event, version.number(), reason, Optional.empty());
    }

    private Event happened(AgreementEvent event, int version, String reason, Optional<Instant> endsAt) {
        return new Event(event, version, act.party(), act.subject(), reason, at, Optional.empty(), endsAt);
    }

    private static Future<Result> refused(Outcome outcome) {
        return Future.succeededFuture(new Result.Refused(outcome));
    }
}
