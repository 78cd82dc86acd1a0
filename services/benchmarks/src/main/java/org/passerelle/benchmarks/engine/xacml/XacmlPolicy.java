package org.passerelle.benchmarks.engine.xacml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Policy;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.PolicySet;
import org.passerelle.benchmarks.workload.Known;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Code;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.RecordState;

/**
 * The whole policy as one policy set, laid out for speed: recipients and below them releasers are found by target and the first that
 * applies ends the search, so that only the clauses between the two are looked at.
 */
final class XacmlPolicy {
    private static final Comparator<Clause> MILDEST_FIRST = Comparator.<Clause>comparingInt(
                    clause -> strictness(clause.obligations()))
            .thenComparing(Clause::releaseHold)
            .thenComparing(Clause::id);

    private record Between(Agreement agreement, Clause clause) {}

    private final Bundle bundle;
    private final ClausePolicies clauses;
    private final ScreeningPolicies screening;
    private final Map<String, List<Between>> between = new HashMap<>();

    private XacmlPolicy(Workload workload) {
        this.bundle = workload.policy().bundle();
        Seconds seconds = Seconds.of(workload);
        this.clauses = new ClausePolicies(bundle, seconds);
        this.screening = new ScreeningPolicies(bundle, seconds);
        for (Agreement agreement : bundle.agreements()) {
            for (Clause clause : agreement.clauses()) {
                for (String party : bundle.parties().keySet()) {
                    if (bundle.standsFor(clause.recipient(), party, workload.at())) {
                        between.computeIfAbsent(clause.releaser() + " to " + party, none -> new ArrayList<>())
                                .add(new Between(agreement, clause));
                    }
                }
            }
        }
    }

    static PolicySet of(Workload workload) {
        return new XacmlPolicy(workload).root();
    }

    private PolicySet root() {
        List<PolicySet> recipients =
                bundle.parties().keySet().stream().sorted().map(this::recipient).toList();
        PolicySet all = Parts.set("recipients", Parts.FIRST_APPLICABLE, Parts.target(List.of()), recipients);
        return Parts.set("root", Parts.DENY_OVERRIDES, Parts.target(List.of()), List.of(standing(), all));
    }

    private static Policy standing() {
        return Parts.policy(
                "standing",
                Parts.DENY_OVERRIDES,
                Parts.target(List.of()),
                List.of(
                        Parts.deny(
                                "disabled", Code.ACCOUNT_DISABLED, Expressions.not(Expressions.is(Attribute.ENABLED))),
                        Parts.deny(
                                "unregistered",
                                Code.PURPOSE_NOT_REGISTERED,
                                Expressions.not(Expressions.among(Attribute.PURPOSE, Attribute.REGISTERED_PURPOSES)))));
    }

    private PolicySet recipient(String party) {
        List<PolicySet> releasers = new ArrayList<>();
        releasers.add(own(party));
        bundle.parties().keySet().stream()
                .sorted()
                .filter(releaser -> between.containsKey(releaser + " to " + party))
                .forEach(releaser -> releasers.add(release(releaser, party)));
        return Parts.set(
                "to-" + party,
                Parts.FIRST_APPLICABLE,
                Parts.target(List.of(Parts.oneOf(Attribute.PARTY, party))),
                releasers);
    }

    /** Content of the party itself needs no agreement. */
    private static PolicySet own(String party) {
        String id = "own-" + party;
        return Parts.set(
                id,
                Parts.DENY_OVERRIDES,
                Parts.target(List.of(Parts.oneOf(Attribute.RELEASER, party))),
                List.of(
                        Parts.policy(
                                id + "-lifecycle",
                                Parts.FIRST_APPLICABLE,
                                Parts.target(List.of()),
                                List.of(
                                        Parts.deny(
                                                id + "-quarantined",
                                                Code.QUARANTINED,
                                                Expressions.is(Attribute.STATE, RecordState.QUARANTINED.name())),
                                        Parts.deny(
                                                id + "-expired",
                                                Code.EXPIRED,
                                                Expressions.presentAndNotGreater(
                                                        Attribute.RETAIN_UNTIL, Attribute.AT)))),
                        CommonPolicies.marking(id, true),
                        CommonPolicies.clearance(id)));
    }

    private PolicySet release(String releaser, String party) {
        String id = releaser + "-to-" + party;
        List<Serializable> gates = new ArrayList<>();
        gates.add(CommonPolicies.lifecycle(id));
        gates.add(agreements(id, Known.in(between, releaser + " to " + party), party));
        Settings settings = bundle.settings();
        Party giver = Known.in(bundle.parties(), releaser);
        Party taker = Known.in(bundle.parties(), party);
        if (settings.screeningReleasers().contains(giver.type())
                && settings.screenedTypes().contains(taker.type())) {
            gates.add(screening.units(id + "-screening", party));
        }
        gates.add(CommonPolicies.marking(id, false));
        gates.add(CommonPolicies.clearance(id));
        return Parts.set(
                id, Parts.DENY_OVERRIDES, Parts.target(List.of(Parts.oneOf(Attribute.RELEASER, releaser))), gates);
    }

    /** The first that permits, in the order in which the product prefers them. */
    private PolicySet agreements(String id, List<Between> those, String party) {
        List<Policy> policies = new ArrayList<>(those.stream()
                .sorted(Comparator.comparing(Between::clause, MILDEST_FIRST))
                .map(one -> clauses.policy(one.agreement(), one.clause(), party))
                .toList());
        String none = id + "-none";
        policies.add(Parts.policy(
                none,
                Parts.FIRST_APPLICABLE,
                Parts.target(List.of()),
                List.of(Parts.deny(none + "-covers", Code.OUT_OF_SCOPE, null))));
        return Parts.set(id + "-agreements", Parts.PERMIT_OVERRIDES, Parts.target(List.of()), policies);
    }

    /** Obligations of the workload are ordered by inclusion, so that a number tells which are milder. */
    private static int strictness(Obligations obligations) {
        return obligations.geometry().compareTo(GeometryTier.EXACT);
    }
}
