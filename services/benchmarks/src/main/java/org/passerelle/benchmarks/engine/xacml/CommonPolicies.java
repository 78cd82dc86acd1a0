package org.passerelle.benchmarks.engine.xacml;

import java.util.ArrayList;
import java.util.List;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Policy;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Rule;
import org.passerelle.core.decision.Code;
import org.passerelle.core.record.RecordState;

/** What does not depend on the clause. */
final class CommonPolicies {
    private CommonPolicies() {}

    static Policy lifecycle(String id) {
        return Parts.policy(
                id + "-lifecycle",
                Parts.FIRST_APPLICABLE,
                Parts.target(List.of()),
                List.of(
                        Parts.deny(
                                id + "-recalled",
                                Code.RECALLED,
                                Expressions.is(Attribute.STATE, RecordState.RECALLED.name())),
                        Parts.deny(
                                id + "-quarantined",
                                Code.QUARANTINED,
                                Expressions.is(Attribute.STATE, RecordState.QUARANTINED.name())),
                        Parts.deny(
                                id + "-embargoed",
                                Code.EMBARGOED,
                                Expressions.presentAndGreater(Attribute.EMBARGO_UNTIL, Attribute.AT)),
                        Parts.deny(
                                id + "-expired",
                                Code.EXPIRED,
                                Expressions.presentAndNotGreater(Attribute.RETAIN_UNTIL, Attribute.AT))));
    }

    static Policy marking(String id, boolean own) {
        List<Rule> rules = new ArrayList<>();
        rules.add(Parts.deny(
                id + "-barred", Code.NOT_RELEASABLE, Expressions.meet(Attribute.NAMES, Attribute.NOT_RELEASABLE_TO)));
        if (!own) {
            rules.add(Parts.deny(
                    id + "-not-admitted",
                    Code.NOT_RELEASABLE,
                    Expressions.not(Expressions.or(List.of(
                            Expressions.is(Attribute.RELEASABLE_TO_ALL),
                            Expressions.meet(Attribute.NAMES, Attribute.RELEASABLE_TO))))));
            rules.add(Parts.deny(
                    id + "-strict",
                    Code.TLP,
                    Expressions.and(List.of(
                            Expressions.is(Attribute.STRICT),
                            Expressions.not(Expressions.among(Attribute.PARTY, Attribute.RELEASABLE_TO))))));
        }
        rules.add(Parts.deny(
                id + "-purposes",
                Code.PURPOSE,
                Expressions.not(Expressions.or(List.of(
                        Expressions.is(Attribute.ALL_PURPOSES),
                        Expressions.among(Attribute.PURPOSE, Attribute.PURPOSES))))));
        return Parts.policy(id + "-marking", Parts.FIRST_APPLICABLE, Parts.target(List.of()), rules);
    }

    static Policy clearance(String id) {
        return Parts.policy(
                id + "-clearance",
                Parts.FIRST_APPLICABLE,
                Parts.target(List.of()),
                List.of(
                        Parts.deny(
                                id + "-accreditation",
                                Code.ABOVE_CEILING,
                                Expressions.greater(Attribute.LEVEL, Attribute.ACCREDITATION)),
                        Parts.deny(
                                id + "-above",
                                Code.ABOVE_CLEARANCE,
                                Expressions.greater(Attribute.LEVEL, Attribute.CLEARANCE)),
                        Parts.deny(
                                id + "-account-compartments",
                                Code.COMPARTMENT,
                                Expressions.not(
                                        Expressions.subset(Attribute.COMPARTMENTS, Attribute.ACCOUNT_COMPARTMENTS))),
                        Parts.deny(
                                id + "-party-compartments",
                                Code.COMPARTMENT,
                                Expressions.not(
                                        Expressions.subset(Attribute.COMPARTMENTS, Attribute.PARTY_COMPARTMENTS))),
                        Parts.deny(
                                id + "-strength",
                                Code.UNBOUND_TOKEN,
                                Expressions.greater(Attribute.LEVEL, Attribute.STRENGTH_CEILING)),
                        Parts.permit(id + "-cleared")));
    }
}
