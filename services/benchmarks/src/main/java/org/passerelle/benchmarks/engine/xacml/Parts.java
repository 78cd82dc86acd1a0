package org.passerelle.benchmarks.engine.xacml;

import jakarta.xml.bind.JAXBElement;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AdviceExpression;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AdviceExpressions;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AllOf;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AnyOf;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ApplyType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AttributeAssignmentExpression;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Condition;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.EffectType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Match;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ObligationExpression;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ObligationExpressions;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Policy;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.PolicySet;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Rule;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Target;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.decision.Code;

/** Policy sets, policies, rules and targets of XACML. */
final class Parts {
    static final String FIRST_APPLICABLE = "1.0:%s-combining-algorithm:first-applicable";
    static final String DENY_OVERRIDES = "3.0:%s-combining-algorithm:ordered-deny-overrides";
    static final String PERMIT_OVERRIDES = "3.0:%s-combining-algorithm:ordered-permit-overrides";
    private static final String XACML = "urn:oasis:names:tc:xacml:";

    private Parts() {}

    static PolicySet set(String id, String combining, Target target, List<? extends Serializable> children) {
        return new PolicySet(
                null,
                null,
                null,
                target,
                List.copyOf(children),
                null,
                null,
                id,
                "1",
                XACML + combining.formatted("policy"),
                null);
    }

    static Policy policy(String id, String combining, Target target, List<Rule> rules) {
        return new Policy(
                null,
                null,
                null,
                target,
                List.copyOf(rules),
                null,
                null,
                id,
                "1",
                XACML + combining.formatted("rule"),
                null);
    }

    /** Denies with the reason as advice. */
    static Rule deny(String id, Code reason, @Nullable JAXBElement<ApplyType> condition) {
        AdviceExpression advice = new AdviceExpression(List.of(), reason.name(), EffectType.DENY);
        return new Rule(null, null, when(condition), null, new AdviceExpressions(List.of(advice)), id, EffectType.DENY);
    }

    /** Permits under the obligation to wait for a ruling. */
    static Rule hold(String id, Code reason, @Nullable JAXBElement<ApplyType> condition) {
        ObligationExpression wait =
                new ObligationExpression(List.of(assign("code", reason.name())), "hold", EffectType.PERMIT);
        return new Rule(
                null, null, when(condition), new ObligationExpressions(List.of(wait)), null, id, EffectType.PERMIT);
    }

    static Rule permit(String id) {
        return new Rule(null, null, null, null, null, id, EffectType.PERMIT);
    }

    /** Permits under obligations, each with its assignments. */
    static Rule permit(String id, Map<String, List<AttributeAssignmentExpression>> obligations) {
        List<ObligationExpression> written = obligations.entrySet().stream()
                .map(entry -> new ObligationExpression(entry.getValue(), entry.getKey(), EffectType.PERMIT))
                .toList();
        return new Rule(null, null, null, new ObligationExpressions(written), null, id, EffectType.PERMIT);
    }

    static AttributeAssignmentExpression assign(String name, String text) {
        return new AttributeAssignmentExpression(Expressions.string(text), name, null, null);
    }

    private static @Nullable Condition when(@Nullable JAXBElement<ApplyType> condition) {
        return condition == null ? null : new Condition(condition);
    }

    static Target target(List<AnyOf> all) {
        return new Target(all);
    }

    /** The attribute has one of the values. */
    static AnyOf oneOf(Attribute attribute, Collection<String> values) {
        return new AnyOf(values.stream()
                .sorted()
                .map(value -> new AllOf(List.of(match("string-equal", attribute, value))))
                .toList());
    }

    static AnyOf oneOf(Attribute attribute, String value) {
        return oneOf(attribute, List.of(value));
    }

    /** The attribute is this or later. */
    static AnyOf from(Attribute attribute, int least) {
        return numeric("integer-less-than-or-equal", attribute, least);
    }

    /** The attribute is before this. */
    static AnyOf before(Attribute attribute, int end) {
        return numeric("integer-greater-than", attribute, end);
    }

    private static AnyOf numeric(String function, Attribute attribute, int number) {
        return new AnyOf(List.of(new AllOf(List.of(match(function, attribute, Integer.toString(number))))));
    }

    private static Match match(String function, Attribute attribute, String value) {
        return new Match(
                Expressions.value(attribute.datatype(), value),
                null,
                attribute.designator(),
                XACML + "1.0:function:" + function);
    }
}
