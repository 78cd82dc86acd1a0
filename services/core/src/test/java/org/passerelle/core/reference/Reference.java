package org.passerelle.core.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** Decides as docs/POLICY.md says, one rule after the other, with nothing kept, indexed or shared. */
public final class Reference {

    private static final Set<Code> HOLDS =
            EnumSet.of(Code.ORIGINATOR_CONSENT, Code.ALLEGATION, Code.MITIGATION_OVERDUE, Code.RELEASE_HOLD);

    private Reference() {}

    /** What {@code Decide.decide} must answer. */
    public static Answer decide(LeasedBundle leased, Request request, RecordFacts record, Instant at) {
        Set<Code> refusals = refusals(leased, request, at);
        if (!refusals.isEmpty()) {
            return new Answer.Refused(refusals.iterator().next(), refusals);
        }
        List<Answer.Portion> portions = new ArrayList<>();
        for (PortionFacts portion : record.portions()) {
            portions.add(portion(leased.bundle(), request, record, portion, at));
        }
        return new Answer.Judged(portions);
    }

    /** The request gates, in the order of the codes; of STANDING the first reason. */
    private static Set<Code> refusals(LeasedBundle leased, Request request, Instant at) {
        Bundle bundle = leased.bundle();
        if (!leased.verified() || Case.reached(leased.leaseUntil(), at)) {
            return EnumSet.of(Code.STALE_POLICY);
        }
        Account account = bundle.accounts().get(request.subject());
        Party party = account == null ? null : bundle.parties().get(account.party());
        if (account == null || party == null) {
            return EnumSet.of(Code.UNKNOWN_ACCOUNT);
        }
        Set<Code> refusals = EnumSet.noneOf(Code.class);
        if (request.action() == Action.NOTICE) {
            if (!account.enabled()) {
                refusals.add(Code.ACCOUNT_DISABLED);
            }
            return refusals;
        }
        if (!account.enabled()) {
            refusals.add(Code.ACCOUNT_DISABLED);
        } else if (!party.active()) {
            refusals.add(Code.PARTY_INACTIVE);
        } else if (!unitKnown(bundle, account, party)) {
            refusals.add(Code.UNIT_UNKNOWN);
        }
        if (bundle.vocabulary().prohibitedPurposes().contains(request.purpose())) {
            refusals.add(Code.PURPOSE_PROHIBITED);
        }
        if (!party.purposes().contains(request.purpose()) || !account.purposes().contains(request.purpose())) {
            refusals.add(Code.PURPOSE_NOT_REGISTERED);
        }
        if (request.action() == Action.MATCH && !agreedToMatch(bundle, party.id(), at)) {
            refusals.add(Code.ACTION_NOT_ALLOWED);
        }
        return refusals;
    }

    private static boolean unitKnown(Bundle bundle, Account account, Party party) {
        if (account.unit().isEmpty()) {
            return !bundle.settings().screenedTypes().contains(party.type());
        }
        return bundle.units().values().stream()
                .anyMatch(unit ->
                        unit.id().equals(account.unit().get()) && unit.party().equals(party.id()));
    }

    private static boolean agreedToMatch(Bundle bundle, String party, Instant at) {
        return bundle.agreements().stream()
                .filter(agreement -> Sharing.inForce(bundle, agreement, at))
                .flatMap(agreement -> agreement.clauses().stream())
                .filter(clause -> clause.actions().contains(Action.MATCH))
                .anyMatch(clause -> Case.meant(bundle, clause.releaser(), party, at)
                        || Case.meant(bundle, clause.recipient(), party, at));
    }

    private static Answer.Portion portion(
            Bundle bundle, Request request, RecordFacts record, PortionFacts portion, Instant at) {
        if (request.action() == Action.NOTICE) {
            return bare(portion, EnumSet.noneOf(Code.class));
        }
        if (portion.label().isEmpty()) {
            return bare(portion, EnumSet.of(Code.UNKNOWN_LABEL));
        }
        Label label = portion.label().get();
        Account account = bundle.accounts().get(request.subject());
        if (account == null) {
            throw new IllegalStateException("the request was not refused");
        }
        Case one = new Case(bundle, at, request, account, record, portion, label);
        Set<Code> failing = EnumSet.noneOf(Code.class);
        Set<String> consulted = new HashSet<>();
        Optional<String> reported = Optional.empty();
        Obligations obligations = Obligations.NONE;
        Audience onward = label.onward();
        for (Transfer transfer : Transfer.of(one)) {
            Outcome outcome = best(one, transfer);
            failing.addAll(outcome.failing());
            consulted.addAll(outcome.consulted());
            if (transfer.towardsRequester() && outcome.clause().isPresent()) {
                Clause clause = outcome.clause().get();
                reported = reported.isPresent() ? reported : Optional.of(clause.id());
                obligations = Duties.both(obligations, clause.obligations());
                onward = Vetting.both(onward, clause.onward());
            }
        }
        Verdict verdict = verdict(failing);
        return new Answer.Portion(
                portion.id(),
                verdict,
                primary(failing, verdict),
                failing,
                reported,
                verdict == Verdict.DENY ? Obligations.NONE : obligations,
                onward,
                consulted);
    }

    private static Answer.Portion bare(PortionFacts portion, Set<Code> failing) {
        return new Answer.Portion(
                portion.id(),
                verdict(failing),
                failing.stream().findFirst(),
                failing,
                Optional.empty(),
                Obligations.NONE,
                new Audience.Only(Set.of()),
                Set.of());
    }

    /** What a transfer comes to under one clause. */
    private record Outcome(Optional<Clause> clause, Set<Code> failing, Set<String> consulted) {}

    /** Each clause judged by itself: the best verdict, among equals the milder obligations, then the lowest id. */
    private static Outcome best(Case one, Transfer transfer) {
        Party taker = one.bundle().parties().get(transfer.taker());
        if (taker == null) {
            return new Outcome(Optional.empty(), EnumSet.of(Code.MISSING_FACT), Set.of());
        }
        if (transfer.kind() == Transfer.Kind.OWN) {
            return under(one, transfer, Optional.empty(), taker);
        }
        Sharing.Found found = Sharing.find(one, transfer);
        Outcome best = null;
        for (Clause clause : found.clauses()) {
            Outcome outcome = under(one, transfer, Optional.of(clause), taker);
            if (best == null || better(outcome, best)) {
                best = outcome;
            }
        }
        if (best == null) {
            best = under(one, transfer, Optional.empty(), taker);
            best.failing().add(found.miss());
        }
        return best;
    }

    private static boolean better(Outcome candidate, Outcome best) {
        Verdict mine = verdict(candidate.failing());
        Verdict other = verdict(best.failing());
        return mine == other
                ? Duties.milder(
                        candidate.clause().orElseThrow().obligations(),
                        best.clause().orElseThrow().obligations())
                : mine.compareTo(other) < 0;
    }

    private static Outcome under(Case one, Transfer transfer, Optional<Clause> clause, Party taker) {
        Set<Code> failing = Gatekeeping.failing(one, transfer, clause, taker);
        Vetting.Outcome vetted = Vetting.of(one, transfer, clause);
        failing.addAll(vetted.codes());
        return new Outcome(clause, failing, vetted.consulted());
    }

    private static Verdict verdict(Set<Code> failing) {
        if (failing.isEmpty()) {
            return Verdict.PERMIT;
        }
        return HOLDS.containsAll(failing) ? Verdict.HOLD : Verdict.DENY;
    }

    /** The first in the order of the codes that weighs as much as the verdict (decision 0011). */
    private static Optional<Code> primary(Set<Code> failing, Verdict verdict) {
        for (Code code : Code.values()) {
            if (failing.contains(code) && HOLDS.contains(code) == (verdict == Verdict.HOLD)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
