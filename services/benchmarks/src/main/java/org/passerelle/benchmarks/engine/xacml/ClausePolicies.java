package org.passerelle.benchmarks.engine.xacml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AnyOf;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AttributeAssignmentExpression;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Policy;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Rule;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;

/** One policy for each clause: its scope as target where XACML can say so, then the first reason against, then the permit. */
final class ClausePolicies {
    static final String RELEASE = "release";
    static final String CLAUSE = "clause";

    private final Bundle bundle;
    private final Seconds seconds;

    ClausePolicies(Bundle bundle, Seconds seconds) {
        this.bundle = bundle;
        this.seconds = seconds;
    }

    /** The clause as it speaks to one recipient, which is its party or a member of its group. */
    Policy policy(Agreement agreement, Clause clause, String recipient) {
        String id = clause.id() + "-to-" + recipient;
        return Parts.policy(
                id,
                Parts.FIRST_APPLICABLE,
                Parts.target(scope(agreement, clause, recipient)),
                rules(id, agreement, clause));
    }

    private List<AnyOf> scope(Agreement agreement, Clause clause, String recipient) {
        Duration skew = bundle.settings().clockSkew();
        List<AnyOf> scope = new ArrayList<>();
        scope.add(Parts.oneOf(Attribute.TYPE, clause.recordTypes()));
        scope.add(Parts.oneOf(
                Attribute.ACTION, clause.actions().stream().map(Action::name).collect(Collectors.toSet())));
        clause.tags().forEach(tag -> scope.add(Parts.oneOf(Attribute.TAGS, tag)));
        if (!clause.recipient().equals(recipient)) {
            scope.add(Parts.oneOf(Attribute.NAMES, clause.recipient()));
        }
        clause.eventFrom().ifPresent(from -> scope.add(Parts.from(Attribute.EVENT_TIME, seconds.of(from))));
        clause.eventUntil().ifPresent(until -> scope.add(Parts.before(Attribute.EVENT_TIME, seconds.of(until))));
        scope.add(Parts.from(Attribute.AT, seconds.of(agreement.validFrom().plus(skew))));
        scope.add(Parts.before(Attribute.AT, seconds.of(agreement.validUntil().minus(skew))));
        return scope;
    }

    private List<Rule> rules(String id, Agreement agreement, Clause clause) {
        List<Rule> rules = new ArrayList<>();
        switch (agreement.state()) {
            case SUSPENDED -> {
                return List.of(Parts.deny(id + "-suspended", Code.AGREEMENT_SUSPENDED, null));
            }
            case TERMINATED, EXPIRED -> {
                return List.of(Parts.deny(id + "-over", Code.AGREEMENT_EXPIRED, null));
            }
            case DRAFT, PROPOSED, COUNTERED, SIGNED, AGREED, SUPERSEDED, WITHDRAWN ->
                throw new IllegalStateException("the workload has no agreement that is " + agreement.state());
            case ACTIVE -> {}
        }
        if (clause.areas() instanceof Audience.Only only) {
            rules.add(Parts.deny(
                    id + "-places",
                    Code.OUT_OF_SCOPE,
                    Expressions.not(Expressions.subset(Attribute.PLACES, withRegions(only.names())))));
        }
        clause.obligations()
                .delay()
                .ifPresent(delay -> rules.add(Parts.deny(
                        id + "-delay",
                        Code.EMBARGOED,
                        Expressions.less(Attribute.AT, Attribute.CREATED, Math.toIntExact(delay.toSeconds())))));
        rules.add(Parts.deny(id + "-tlp", Code.TLP, Expressions.greater(Attribute.TLP, Tlps.number(clause.tlpMax()))));
        rules.add(Parts.deny(
                id + "-purpose",
                Code.PURPOSE,
                Expressions.not(Expressions.among(Attribute.PURPOSE, clause.purposes()))));
        rules.add(Parts.deny(
                id + "-ceiling",
                Code.ABOVE_CEILING,
                Expressions.greater(Attribute.LEVEL, clause.ceiling().number())));
        rules.add(Parts.deny(
                id + "-compartments",
                Code.COMPARTMENT,
                Expressions.not(Expressions.subset(Attribute.COMPARTMENTS, clause.compartments()))));
        rules.add(Parts.permit(id + "-release", obligations(clause)));
        return rules;
    }

    /** A country covers its regions. */
    private Set<String> withRegions(Set<String> names) {
        Set<String> all = new TreeSet<>(names);
        bundle.vocabulary().areas().forEach((place, country) -> {
            if (names.contains(country)) {
                all.add(place);
            }
        });
        return all;
    }

    private static Map<String, List<AttributeAssignmentExpression>> obligations(Clause clause) {
        Obligations asked = clause.obligations();
        List<AttributeAssignmentExpression> release = new ArrayList<>();
        release.add(Parts.assign(CLAUSE, clause.id()));
        release.add(Parts.assign("geometry", asked.geometry().name()));
        asked.strip().forEach(group -> release.add(Parts.assign("strip", group.name())));
        release.add(Parts.assign("marked", Boolean.toString(asked.watermark())));
        asked.delay().ifPresent(delay -> release.add(Parts.assign("delay", delay.toString())));
        Map<String, List<AttributeAssignmentExpression>> obligations = new LinkedHashMap<>();
        obligations.put(RELEASE, release);
        if (clause.releaseHold()) {
            obligations.put("hold", List.of(Parts.assign("code", Code.RELEASE_HOLD.name())));
        }
        return obligations;
    }

    /** AMBER+STRICT goes where AMBER goes; whether the party is named is a rule of its own. */
    static final class Tlps {
        private Tlps() {}

        static int number(Tlp tlp) {
            return switch (tlp) {
                case CLEAR -> 0;
                case GREEN -> 1;
                case AMBER, AMBER_STRICT -> 2;
                case RED -> 3;
            };
        }
    }
}
