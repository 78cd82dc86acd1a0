package org.passerelle.core.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.gate.Asking;
import org.passerelle.core.decision.gate.ClauseSource;
import org.passerelle.core.decision.gate.Gates;
import org.passerelle.core.decision.gate.RecordGate;
import org.passerelle.core.decision.gate.RequestGate;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** Runs the gates it is given; whatever goes wrong denies. */
public final class Evaluator {

    private final List<RequestGate> requestGates;
    private final List<RecordGate> recordGates;
    private final Function<Bundle, ClauseSource> clauses;

    Evaluator(List<RequestGate> requestGates, List<RecordGate> recordGates, Function<Bundle, ClauseSource> clauses) {
        this.requestGates = List.copyOf(requestGates);
        this.recordGates = List.copyOf(recordGates);
        this.clauses = clauses;
    }

    Evaluator(List<RequestGate> requestGates, List<RecordGate> recordGates) {
        this(requestGates, recordGates, ClauseSource::scanning);
    }

    /** The gates of policy; the clauses of a bundle are looked up where {@code clauses} says. */
    public static Evaluator over(Function<Bundle, ClauseSource> clauses) {
        return new Evaluator(Gates.REQUEST, Gates.RECORD, clauses);
    }

    /** As {@link Decide#decide}. */
    public Decision decide(LeasedBundle leased, Request request, RecordFacts record, Instant at) {
        Optional<Decision.Refused> refused = standing(leased, request, at);
        if (refused.isPresent()) {
            return refused.get();
        }
        Asking asking = asking(leased.bundle(), request, at).orElseThrow();
        ClauseSource source = clauses.apply(leased.bundle());
        List<PortionDecision> portions = record.portions().stream()
                .map(portion -> portion(asking, source, record, portion))
                .toList();
        return new Decision.Judged(request.action(), requestTrace(asking), portions);
    }

    /** As {@link Decide#standing}. */
    public Optional<Decision.Refused> standing(LeasedBundle leased, Request request, Instant at) {
        if (!leased.inForce(at)) {
            return refuse(Code.STALE_POLICY, "the policy is unverified or past its lease");
        }
        Optional<Asking> asking = asking(leased.bundle(), request, at);
        if (asking.isEmpty()) {
            return refuse(Code.UNKNOWN_ACCOUNT, "the account or its party is not known");
        }
        List<Finding> trace = requestTrace(asking.get());
        return trace.stream()
                .flatMap(finding -> finding.code().stream())
                .min(Comparator.naturalOrder())
                .map(code -> new Decision.Refused(code, trace));
    }

    private static Optional<Decision.Refused> refuse(Code code, String fact) {
        return Optional.of(new Decision.Refused(code, List.of(Finding.deny(code.gate(), code, fact))));
    }

    private static Optional<Asking> asking(Bundle bundle, Request request, Instant at) {
        Account account = bundle.accounts().get(request.subject());
        Party party = account == null ? null : bundle.parties().get(account.party());
        return account == null || party == null
                ? Optional.empty()
                : Optional.of(new Asking(bundle, at, request, account, party));
    }

    private List<Finding> requestTrace(Asking asking) {
        List<Finding> trace = new ArrayList<>();
        for (RequestGate gate : requestGates) {
            trace.addAll(guarded(gate.gate(), () -> List.of(gate.judge(asking))));
        }
        return trace;
    }

    private PortionDecision portion(Asking asking, ClauseSource source, RecordFacts record, PortionFacts portion) {
        if (asking.request().action() == Action.NOTICE) {
            return PortionDecisions.notice(portion);
        }
        if (portion.label().isEmpty()) {
            return PortionDecisions.fault(portion, Code.UNKNOWN_LABEL, "the portion has no readable label");
        }
        try {
            PortionJudgement judgement = new PortionJudgement(recordGates, asking, source, record, portion);
            return judgement.decision(portion.label().get());
        } catch (RuntimeException failure) {
            return PortionDecisions.fault(
                    portion, Code.RULE_ERROR, failure.getClass().getSimpleName());
        }
    }

    /** A gate that fails denies: never an open door, and never a lost trace. */
    static List<Finding> guarded(Gate gate, Supplier<List<Finding>> judge) {
        try {
            return judge.get();
        } catch (RuntimeException failure) {
            return List.of(
                    Finding.deny(gate, Code.RULE_ERROR, failure.getClass().getSimpleName()));
        }
    }
}
