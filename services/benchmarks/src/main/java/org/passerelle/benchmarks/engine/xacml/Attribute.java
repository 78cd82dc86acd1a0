package org.passerelle.benchmarks.engine.xacml;

import jakarta.xml.bind.JAXBElement;
import java.util.Locale;
import java.util.Optional;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AttributeDesignatorType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ObjectFactory;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;

/** What requests tell and policies ask for. Instants are whole numbers, which XACML compares faster than its dates. */
enum Attribute {
    ENABLED(Attribute.SUBJECT, Attribute.BOOLEAN),
    PARTY(Attribute.SUBJECT, Attribute.STRING),
    /** The party and the groups that it is a member of. */
    NAMES(Attribute.SUBJECT, Attribute.STRING),
    UNIT(Attribute.SUBJECT, Attribute.STRING),
    REGISTERED_PURPOSES(Attribute.SUBJECT, Attribute.STRING),
    CLEARANCE(Attribute.SUBJECT, Attribute.INTEGER),
    ACCREDITATION(Attribute.SUBJECT, Attribute.INTEGER),
    STRENGTH_CEILING(Attribute.SUBJECT, Attribute.INTEGER),
    ACCOUNT_COMPARTMENTS(Attribute.SUBJECT, Attribute.STRING),
    PARTY_COMPARTMENTS(Attribute.SUBJECT, Attribute.STRING),
    ACTION(Attribute.ACT, Attribute.STRING),
    PURPOSE(Attribute.ACT, Attribute.STRING),
    RELEASER(Attribute.RESOURCE, Attribute.STRING),
    TYPE(Attribute.RESOURCE, Attribute.STRING),
    STATE(Attribute.RESOURCE, Attribute.STRING),
    TAGS(Attribute.RESOURCE, Attribute.STRING),
    PLACES(Attribute.RESOURCE, Attribute.STRING),
    EVENT_TIME(Attribute.RESOURCE, Attribute.INTEGER),
    CREATED(Attribute.RESOURCE, Attribute.INTEGER),
    EMBARGO_UNTIL(Attribute.RESOURCE, Attribute.INTEGER),
    RETAIN_UNTIL(Attribute.RESOURCE, Attribute.INTEGER),
    LEVEL(Attribute.RESOURCE, Attribute.INTEGER),
    TLP(Attribute.RESOURCE, Attribute.INTEGER),
    COMPARTMENTS(Attribute.RESOURCE, Attribute.STRING),
    RELEASABLE_TO(Attribute.RESOURCE, Attribute.STRING),
    RELEASABLE_TO_ALL(Attribute.RESOURCE, Attribute.BOOLEAN),
    NOT_RELEASABLE_TO(Attribute.RESOURCE, Attribute.STRING),
    PURPOSES(Attribute.RESOURCE, Attribute.STRING),
    ALL_PURPOSES(Attribute.RESOURCE, Attribute.BOOLEAN),
    /** AMBER+STRICT. */
    STRICT(Attribute.RESOURCE, Attribute.BOOLEAN),
    AT_RISK(Attribute.RESOURCE, Attribute.BOOLEAN),
    AT(Attribute.ENVIRONMENT, Attribute.INTEGER);

    static final String STRING = "string";
    static final String INTEGER = "integer";
    static final String BOOLEAN = "boolean";
    static final String DATATYPES = "http://www.w3.org/2001/XMLSchema#";
    private static final String SUBJECT = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
    private static final String ACT = "urn:oasis:names:tc:xacml:3.0:attribute-category:action";
    private static final String RESOURCE = "urn:oasis:names:tc:xacml:3.0:attribute-category:resource";
    private static final String ENVIRONMENT = "urn:oasis:names:tc:xacml:3.0:attribute-category:environment";
    private static final ObjectFactory FACTORY = new ObjectFactory();

    private final String category;
    private final String datatype;

    Attribute(String category, String datatype) {
        this.category = category;
        this.datatype = datatype;
    }

    String datatype() {
        return datatype;
    }

    /** Its full name, as requests give it. */
    AttributeFqn fullName() {
        return AttributeFqns.newInstance(category, Optional.empty(), id());
    }

    /** How policies refer to it; an absent attribute is an empty bag. */
    AttributeDesignatorType designator() {
        return new AttributeDesignatorType(category, id(), DATATYPES + datatype, null, false);
    }

    JAXBElement<AttributeDesignatorType> expression() {
        return FACTORY.createAttributeDesignator(designator());
    }

    private String id() {
        return "passerelle:" + name().toLowerCase(Locale.ROOT);
    }
}
