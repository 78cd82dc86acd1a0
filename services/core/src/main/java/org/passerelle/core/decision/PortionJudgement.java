package org.passerelle.core.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.gate.Asking;
import org.passerelle.core.decision.gate.ClauseSource;
import org.passerelle.core.decision.gate.Clauses;
import org.passerelle.core.decision.gate.Consulted;
import org.passerelle.core.decision.gate.Coverage;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.decision.gate.Legs;
import org.passerelle.core.decision.gate.RecordGate;
import org.passerelle.core.decision.gate.Situation;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** Judges one portion on all its legs; on each, the most permissive clause speaks. */
final class PortionJudgement {

    private final List<RecordGate> gates;
    private final Asking asking;
    private final RecordFacts record;
    private final PortionFacts portion;
    private final ClauseSource source;
    private final Clauses clauses;

    PortionJudgement(
            List<RecordGate> gates, Asking asking, ClauseSource source, RecordFacts record, PortionFacts portion) {
        this.gates = gates;
        this.asking = asking;
        this.record = record;
        this.portion = portion;
        this.source = source;
        this.clauses = new Clauses(asking, source, record);
    }

    PortionDecision decision(Label label) {
        List<LegJudgement> legs = Legs.of(record, portion, label, asking.party().id()).stream()
                .map(leg -> judge(leg, label))
                .toList();
        return PortionDecisions.of(asking.bundle(), source, record, portion, label, legs);
    }

    private LegJudgement judge(Leg leg, Label label) {
        Party recipient = asking.bundle().parties().get(leg.to());
        if (recipient == null) {
            return LegJudgement.missing(leg);
        }
        Coverage coverage = clauses.covering(leg);
        Situation bare = new Situation(
                asking.bundle(),
                asking.at(),
                asking.request(),
                asking.account(),
                recipient,
                record,
                portion,
                label,
                leg,
                coverage,
                Optional.empty());
        return switch (coverage) {
            case Coverage.Covered covered ->
                covered.clauses().stream()
                        .map(clause -> judge(bare.under(clause)))
                        .reduce(LegJudgement::moreUseful)
                        .orElseThrow();
            case Coverage.NotCovered not -> judge(bare);
            case Coverage.NotNeeded not -> judge(bare);
        };
    }

    private LegJudgement judge(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (RecordGate gate : gates) {
            Evaluator.guarded(gate.gate(), () -> gate.judge(situation))
                    .forEach(finding -> findings.add(finding.on(situation.leg())));
        }
        return new LegJudgement(situation.leg(), situation.clause(), findings, Consulted.assessments(situation));
    }

    /** One leg under its best clause. */
    record LegJudgement(Leg leg, Optional<Clause> clause, List<Finding> findings, List<String> assessments) {

        static LegJudgement missing(Leg leg) {
            Finding finding = Finding.deny(Gate.FAULT, Code.MISSING_FACT, leg.to() + " is not a known party")
                    .about(new Detail.Missing(Detail.What.HOLDER, leg.to()))
                    .on(leg);
            return new LegJudgement(leg, Optional.empty(), List.of(finding), List.of());
        }

        Verdict verdict() {
            return findings.stream().map(Finding::verdict).reduce(Verdict.PERMIT, Verdict::worst);
        }

        Obligations obligations() {
            return clause.map(Clause::obligations).orElse(Obligations.NONE);
        }

        /** The better verdict, else the milder obligations, else the clause that comes first. */
        LegJudgement moreUseful(LegJudgement later) {
            int compared = Comparator.comparing(LegJudgement::verdict).compare(this, later);
            boolean laterWins =
                    compared > 0 || (compared == 0 && later.obligations().milderThan(obligations()));
            return laterWins ? later : this;
        }
    }
}
