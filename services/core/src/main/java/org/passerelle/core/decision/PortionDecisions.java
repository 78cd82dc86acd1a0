package org.passerelle.core.decision;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.decision.PortionJudgement.LegJudgement;
import org.passerelle.core.decision.gate.ClauseSource;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** Puts the legs of a portion together: DENY outweighs HOLD outweighs PERMIT. */
final class PortionDecisions {

    private PortionDecisions() {}

    static PortionDecision of(
            Bundle bundle,
            ClauseSource source,
            RecordFacts record,
            PortionFacts portion,
            Label label,
            List<LegJudgement> legs) {
        List<Finding> trace = legs.stream()
                .flatMap(leg -> leg.findings().stream())
                .sorted(Comparator.comparing(Finding::gate))
                .toList();
        Verdict verdict = trace.stream().map(Finding::verdict).reduce(Verdict.PERMIT, Verdict::worst);
        List<Clause> towardsRequester = legs.stream()
                .filter(leg -> leg.leg().kind() != Leg.Kind.HOLDING)
                .flatMap(leg -> leg.clause().stream())
                .toList();
        Optional<Clause> reported = towardsRequester.stream().findFirst();
        Obligations obligations = verdict == Verdict.DENY
                ? Obligations.NONE
                : towardsRequester.stream().map(Clause::obligations).reduce(Obligations.NONE, Obligations::join);
        return new PortionDecision(
                portion.id(),
                verdict,
                primary(trace, verdict),
                reported.map(Clause::id),
                reported.flatMap(clause -> source.agreement(clause.agreement())).map(Agreement::hash),
                legs.stream()
                        .flatMap(leg -> leg.assessments().stream())
                        .distinct()
                        .toList(),
                obligations,
                towardsRequester.stream().map(Clause::onward).reduce(label.onward(), Audience::intersect),
                details(bundle.vocabulary(), record.type(), obligations.strip()),
                tags(bundle.vocabulary(), obligations.strip()),
                trace);
    }

    /** The first failing code in the order of policy, among those that weigh as much as the verdict. */
    private static Optional<Code> primary(List<Finding> trace, Verdict verdict) {
        return trace.stream()
                .filter(finding -> finding.verdict() == verdict)
                .flatMap(finding -> finding.code().stream())
                .min(Comparator.naturalOrder());
    }

    private static Audience details(Vocabulary vocabulary, String type, Set<FieldGroup> strip) {
        if (strip.isEmpty()) {
            return Audience.unrestricted();
        }
        Vocabulary.RecordType known = vocabulary.recordTypes().get(type);
        return known == null
                ? Audience.nobody()
                : new Audience.Only(known.details().entrySet().stream()
                        .filter(field ->
                                field.getValue().group().filter(strip::contains).isEmpty())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    private static Set<String> tags(Vocabulary vocabulary, Set<FieldGroup> strip) {
        return vocabulary.tags().entrySet().stream()
                .filter(tag -> tag.getValue().group().filter(strip::contains).isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A NOTICE carries no content: every record gate is deemed passed. */
    static PortionDecision notice(PortionFacts portion) {
        return decided(portion, Verdict.PERMIT, Optional.empty(), Finding.pass(Gate.FAULT, "deemed passed"));
    }

    static PortionDecision fault(PortionFacts portion, Code code, String fact) {
        return decided(portion, Verdict.DENY, Optional.of(code), Finding.deny(Gate.FAULT, code, fact));
    }

    private static PortionDecision decided(
            PortionFacts portion, Verdict verdict, Optional<Code> primary, Finding finding) {
        return new PortionDecision(
                portion.id(),
                verdict,
                primary,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Obligations.NONE,
                Audience.nobody(),
                Audience.nobody(),
                Set.of(),
                List.of(finding));
    }
}
