package org.passerelle.benchmarks.engine.xacml;

import jakarta.xml.bind.JAXBElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ApplyType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Policy;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.PolicySet;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Rule;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Risk;

/** One policy for each unit of a force, with what its assessments and those of its parents come to. */
final class ScreeningPolicies {
    private final Bundle bundle;
    private final Seconds seconds;

    ScreeningPolicies(Bundle bundle, Seconds seconds) {
        this.bundle = bundle;
        this.seconds = seconds;
    }

    /** The units of one recipient. */
    PolicySet units(String id, String recipient) {
        List<Policy> policies = bundle.units().values().stream()
                .filter(unit -> unit.party().equals(recipient))
                .map(unit -> unit(id + "-" + unit.id(), unit))
                .toList();
        return Parts.set(id, Parts.FIRST_APPLICABLE, Parts.target(List.of()), policies);
    }

    private Policy unit(String id, Unit unit) {
        List<Rule> rules = new ArrayList<>();
        Optional<Unit> next = Optional.of(unit);
        while (next.isPresent()) {
            Unit above = next.get();
            rules.addAll(rules(id + "-by-" + above.id(), above, above.equals(unit)));
            next = above.parent().map(bundle.units()::get);
        }
        rules.add(Parts.permit(id + "-screened"));
        return Parts.policy(
                id, Parts.DENY_OVERRIDES, Parts.target(List.of(Parts.oneOf(Attribute.UNIT, unit.id()))), rules);
    }

    private List<Rule> rules(String id, Unit unit, boolean mandatory) {
        List<Rule> rules = new ArrayList<>();
        List<JAXBElement<ApplyType>> approvals = new ArrayList<>();
        List<Assessment> assessments = bundle.assessments().stream()
                .filter(one -> one.unit().equals(Optional.of(unit.id())))
                .toList();
        for (Assessment one : assessments) {
            String rule = id + "-" + one.id();
            switch (one.state()) {
                case REFUSED -> rules.add(Parts.deny(rule, Code.REFUSED, null));
                case SUSPENDED -> rules.add(Parts.deny(rule, Code.SUSPENDED, null));
                case WITHDRAWN -> rules.add(Parts.deny(rule, Code.WITHDRAWN, null));
                case APPROVED, APPROVED_CONDITIONAL -> {
                    approvals.add(covering(one));
                    rules.addAll(conditions(rule, one));
                }
                case DRAFT, UNDER_REVIEW, EXPIRED, SUPERSEDED -> {}
            }
        }
        boolean adverse = assessments.stream().anyMatch(ScreeningPolicies::adverse);
        if (!adverse && approvals.isEmpty() && mandatory) {
            rules.add(Parts.deny(id + "-none", Code.NOT_ASSESSED, null));
        } else if (!adverse && mandatory) {
            rules.add(Parts.deny(id + "-other", Code.OUT_OF_ASSESSMENT, Expressions.not(Expressions.or(approvals))));
        }
        for (Assessment one : adverse ? List.<Assessment>of() : assessments) {
            lapsed(one)
                    .ifPresent(over -> rules.add(Parts.deny(
                            id + "-" + one.id() + "-over",
                            Code.EXPIRED_ASSESSMENT,
                            Expressions.and(List.of(over, Expressions.not(Expressions.or(approvals)))))));
        }
        for (Allegation allegation : bundle.allegations()) {
            boolean against = allegation.unit().equals(Optional.of(unit.id()));
            if (against && allegation.pending() && allegation.grading().atLeast(Diligence.DEFAULT.allegationFrom())) {
                rules.add(Parts.hold(id + "-" + allegation.id(), Code.ALLEGATION, null));
            }
        }
        return rules;
    }

    private static boolean adverse(Assessment one) {
        return one.state() == AssessmentState.REFUSED
                || one.state() == AssessmentState.SUSPENDED
                || one.state() == AssessmentState.WITHDRAWN;
    }

    /** Current, and approved for the purpose. */
    private JAXBElement<ApplyType> covering(Assessment one) {
        return Expressions.and(List.of(
                Expressions.greater(Attribute.AT, seconds.of(one.validFrom()) - 1),
                Expressions.less(Attribute.AT, seconds.of(one.validUntil())),
                Expressions.among(Attribute.PURPOSE, one.purposes())));
    }

    private Optional<JAXBElement<ApplyType>> lapsed(Assessment one) {
        boolean usable = one.state() == AssessmentState.APPROVED || one.state() == AssessmentState.APPROVED_CONDITIONAL;
        return usable
                ? Optional.of(Expressions.and(List.of(
                        Expressions.greater(Attribute.AT, seconds.of(one.validUntil()) - 1),
                        Expressions.among(Attribute.PURPOSE, one.purposes()))))
                : Optional.empty();
    }

    private List<Rule> conditions(String id, Assessment one) {
        List<Rule> rules = new ArrayList<>();
        JAXBElement<ApplyType> atRisk = Expressions.and(List.of(Expressions.is(Attribute.AT_RISK), covering(one)));
        if (one.risk() == Risk.HIGH || !one.treatmentAssurance()) {
            rules.add(Parts.deny(id + "-at-risk", Code.PERSON_AT_RISK, atRisk));
        }
        if (one.risk() == Risk.HIGH) {
            rules.add(Parts.hold(id + "-high", Code.RELEASE_HOLD, covering(one)));
        } else if (one.risk() == Risk.MEDIUM) {
            rules.add(Parts.hold(id + "-raised", Code.RELEASE_HOLD, atRisk));
        }
        for (Assessment.Mitigation mitigation : one.mitigations()) {
            if (mitigation.doneAt().isEmpty()) {
                rules.add(Parts.hold(
                        id + "-" + mitigation.id(),
                        Code.MITIGATION_OVERDUE,
                        Expressions.and(List.of(
                                Expressions.greater(Attribute.AT, seconds.of(mitigation.due()) - 1), covering(one)))));
            }
        }
        return rules;
    }
}
