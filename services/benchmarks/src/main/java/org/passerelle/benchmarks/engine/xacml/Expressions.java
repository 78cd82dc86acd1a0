package org.passerelle.benchmarks.engine.xacml;

import jakarta.xml.bind.JAXBElement;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ApplyType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AttributeValueType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ExpressionType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ObjectFactory;

/** Conditions of XACML as they are needed here. */
final class Expressions {
    private static final ObjectFactory FACTORY = new ObjectFactory();
    private static final String FUNCTION = "urn:oasis:names:tc:xacml:1.0:function:";

    private Expressions() {}

    static JAXBElement<ApplyType> not(JAXBElement<ApplyType> condition) {
        return apply("not", condition);
    }

    static JAXBElement<ApplyType> and(List<JAXBElement<ApplyType>> conditions) {
        return FACTORY.createApply(new ApplyType(null, List.copyOf(conditions), FUNCTION + "and"));
    }

    static JAXBElement<ApplyType> or(List<JAXBElement<ApplyType>> conditions) {
        return FACTORY.createApply(new ApplyType(null, List.copyOf(conditions), FUNCTION + "or"));
    }

    /** The only value of an attribute equals the text. */
    static JAXBElement<ApplyType> is(Attribute attribute, String text) {
        return apply("string-is-in", string(text), attribute.expression());
    }

    /** A boolean attribute says so. */
    static JAXBElement<ApplyType> is(Attribute attribute) {
        return apply("boolean-one-and-only", attribute.expression());
    }

    /** The only value of one is among those of the other. */
    static JAXBElement<ApplyType> among(Attribute one, Attribute many) {
        return apply("string-is-in", apply("string-one-and-only", one.expression()), many.expression());
    }

    static JAXBElement<ApplyType> among(Attribute one, Collection<String> many) {
        return apply("string-is-in", apply("string-one-and-only", one.expression()), bag(many));
    }

    static JAXBElement<ApplyType> subset(Attribute few, Attribute many) {
        return apply("string-subset", few.expression(), many.expression());
    }

    static JAXBElement<ApplyType> subset(Attribute few, Collection<String> many) {
        return apply("string-subset", few.expression(), bag(many));
    }

    static JAXBElement<ApplyType> meet(Attribute some, Attribute others) {
        return apply("string-at-least-one-member-of", some.expression(), others.expression());
    }

    static JAXBElement<ApplyType> greater(Attribute one, Attribute other) {
        return apply("integer-greater-than", only(one), only(other));
    }

    static JAXBElement<ApplyType> greater(Attribute one, int other) {
        return apply("integer-greater-than", only(one), integer(other));
    }

    static JAXBElement<ApplyType> less(Attribute one, int other) {
        return apply("integer-less-than", only(one), integer(other));
    }

    /** The one is before the other by less than so much. */
    static JAXBElement<ApplyType> less(Attribute one, Attribute other, int more) {
        return apply("integer-less-than", only(one), apply("integer-add", only(other), integer(more)));
    }

    /** The attribute is there, and greater than the other one. */
    static JAXBElement<ApplyType> presentAndGreater(Attribute one, Attribute other) {
        return and(List.of(present(one), greater(one, other)));
    }

    /** The attribute is there, and not greater than the other one. */
    static JAXBElement<ApplyType> presentAndNotGreater(Attribute one, Attribute other) {
        return and(List.of(present(one), not(greater(one, other))));
    }

    private static JAXBElement<ApplyType> present(Attribute attribute) {
        return apply("integer-equal", apply("integer-bag-size", attribute.expression()), integer(1));
    }

    private static JAXBElement<ApplyType> only(Attribute attribute) {
        return apply("integer-one-and-only", attribute.expression());
    }

    private static JAXBElement<ApplyType> bag(Collection<String> values) {
        List<JAXBElement<AttributeValueType>> constants =
                values.stream().sorted().map(Expressions::string).toList();
        return FACTORY.createApply(new ApplyType(null, List.copyOf(constants), FUNCTION + "string-bag"));
    }

    static JAXBElement<AttributeValueType> string(String text) {
        return FACTORY.createAttributeValue(value(Attribute.STRING, text));
    }

    private static JAXBElement<AttributeValueType> integer(int number) {
        return FACTORY.createAttributeValue(value(Attribute.INTEGER, Integer.toString(number)));
    }

    static AttributeValueType value(String datatype, String text) {
        return new AttributeValueType(List.<Serializable>of(text), Attribute.DATATYPES + datatype, Map.of());
    }

    private static JAXBElement<ApplyType> apply(String function, JAXBElement<? extends ExpressionType> argument) {
        return FACTORY.createApply(new ApplyType(null, List.of(argument), FUNCTION + function));
    }

    private static JAXBElement<ApplyType> apply(
            String function, JAXBElement<? extends ExpressionType> one, JAXBElement<? extends ExpressionType> other) {
        return FACTORY.createApply(new ApplyType(null, List.of(one, other), FUNCTION + function));
    }
}
