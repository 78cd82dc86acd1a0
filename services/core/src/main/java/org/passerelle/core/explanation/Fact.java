package org.passerelle.core.explanation;

import static org.passerelle.core.explanation.Slot.ACCOUNT;
import static org.passerelle.core.explanation.Slot.ACTION;
import static org.passerelle.core.explanation.Slot.AGREEMENT;
import static org.passerelle.core.explanation.Slot.ALLEGATION;
import static org.passerelle.core.explanation.Slot.AREAS;
import static org.passerelle.core.explanation.Slot.ASPECTS;
import static org.passerelle.core.explanation.Slot.ASSESSMENTS;
import static org.passerelle.core.explanation.Slot.BY;
import static org.passerelle.core.explanation.Slot.CEILING;
import static org.passerelle.core.explanation.Slot.CLAUSE;
import static org.passerelle.core.explanation.Slot.COMPARTMENTS;
import static org.passerelle.core.explanation.Slot.END_USER;
import static org.passerelle.core.explanation.Slot.EXEMPTION;
import static org.passerelle.core.explanation.Slot.FROM;
import static org.passerelle.core.explanation.Slot.LEVEL;
import static org.passerelle.core.explanation.Slot.MITIGATION;
import static org.passerelle.core.explanation.Slot.NAMES;
import static org.passerelle.core.explanation.Slot.NEEDED;
import static org.passerelle.core.explanation.Slot.ORIGINATORS;
import static org.passerelle.core.explanation.Slot.PARTY;
import static org.passerelle.core.explanation.Slot.PURPOSE;
import static org.passerelle.core.explanation.Slot.STRENGTH;
import static org.passerelle.core.explanation.Slot.SUBJECT;
import static org.passerelle.core.explanation.Slot.TLP;
import static org.passerelle.core.explanation.Slot.TLP_MAX;
import static org.passerelle.core.explanation.Slot.TO;
import static org.passerelle.core.explanation.Slot.TYPE;
import static org.passerelle.core.explanation.Slot.UNIT;
import static org.passerelle.core.explanation.Slot.UNTIL;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fact that decided a gate: one of a closed list of sentences, with what stands in its places. */
public record Fact(Kind kind, Map<Slot, List<String>> values) {

    /** Every sentence, whether it explains why a gate does not pass, and the places in it. */
    public enum Kind {
        LABEL_KNOWN(false),
        NOTICE_DEEMED_PASSED(false),
        LABEL_UNREADABLE(true),
        LABEL_UNKNOWN(true),
        RULE_FAILED(true),
        POLICY_STALE(true),
        RELEASER_MISSING(true, PARTY),
        HOLDER_MISSING(true, PARTY),
        COMMANDER_MISSING(true, UNIT),
        CHAIN_OF_COMMAND_MISSING(true, UNIT),
        SUPPORT_CATEGORY_MISSING(true, UNIT),
        RECIPIENT_UNIT_MISSING(true, PARTY),
        FORCES_BEHIND_RECIPIENT_MISSING(true, PARTY),
        END_USER_MISSING(true, END_USER),
        END_USER_UNIT_MISSING(true, END_USER),
        FORCES_BEHIND_END_USER_MISSING(true, END_USER),
        STRENGTH_CEILING_MISSING(true, STRENGTH),
        ACCOUNT_IN_STANDING(false, ACCOUNT, PARTY),
        ACCOUNT_UNKNOWN(true, ACCOUNT),
        ACCOUNT_DISABLED(true, ACCOUNT),
        PARTY_INACTIVE(true, PARTY),
        UNIT_UNKNOWN(true, ACCOUNT),
        PURPOSE_NOT_PROHIBITED(false, PURPOSE),
        PURPOSE_PROHIBITED(true, PURPOSE),
        PURPOSE_REGISTERED(false, PURPOSE),
        PURPOSE_NOT_OF_PARTY(true, PURPOSE, PARTY),
        PURPOSE_NOT_OF_ACCOUNT(true, PURPOSE, ACCOUNT),
        ACTION_ALLOWED(false, ACTION),
        ACTION_NOT_AGREED(true, ACTION, PARTY),
        CURRENT(false),
        RECALLED(true),
        QUARANTINED(true),
        EMBARGOED(true, UNTIL),
        RETENTION_OVER(true, UNTIL),
        VALIDITY_OVER(true, UNTIL),
        OWN_CONTENT(false, PARTY),
        CLAUSE_COVERS(false, CLAUSE, AGREEMENT),
        TRANSFER_COVERED(false, FROM, TO),
        NO_AGREEMENT(true, FROM, TO),
        NO_AGREEMENT_FOR_UNIT(true, FROM, TO, UNIT),
        AGREEMENT_SUSPENDED(true, AGREEMENT, FROM, TO),
        AGREEMENT_SUSPENDED_BY(true, AGREEMENT, FROM, TO, BY),
        AGREEMENT_ENDED(true, AGREEMENT, FROM, TO),
        OUT_OF_SCOPE(true, FROM, TO),
        OUT_OF_SCOPE_OF_CLAUSE(true, CLAUSE, AGREEMENT, ASPECTS, TYPE, ACTION, AREAS),
        SCREENING_PASSED(false),
        SCREENING_NOT_APPLICABLE(false),
        EXEMPTED(false, UNIT, EXEMPTION),
        SCREENING_MASKED(true),
        NOT_ASSESSED(true, UNIT),
        ASSESSMENT_REFUSED(true, SUBJECT, ASSESSMENTS),
        ASSESSMENT_SUSPENDED(true, SUBJECT, ASSESSMENTS),
        ASSESSMENT_WITHDRAWN(true, SUBJECT, ASSESSMENTS),
        ASSESSMENT_EXPIRED(true, SUBJECT, ASSESSMENTS),
        OUT_OF_ASSESSMENT(true, SUBJECT, ASSESSMENTS, PURPOSE),
        PERSON_AT_RISK(true, ASSESSMENTS),
        ALLEGATION_PENDING(true, ALLEGATION, UNIT),
        MITIGATION_OVERDUE(true, MITIGATION, ASSESSMENTS),
        RELEASE_HELD_BY_ASSESSMENT(true, ASSESSMENTS),
        RELEASE_HELD_BY_CLAUSE(true),
        RELEASABLE(false, TO),
        BARRED(true, TO),
        BARRED_AS_MEMBER(true, TO, NAMES),
        NOT_ADMITTED(true, TO, NAMES),
        RELEASABLE_TO_NOBODY(true),
        NOT_NAMED(true, ACCOUNT),
        TLP_WITHIN(false, TLP),
        TLP_ABOVE_CLAUSE(true, TLP, TLP_MAX, CLAUSE),
        TLP_PARTY_NOT_NAMED(true, TLP, TO),
        TLP_PERSON_NOT_NAMED(true, TLP, ACCOUNT),
        TLP_PERSONS_ONLY(true, TLP),
        TLP_TOO_STRICT(true, TLP, FROM, TO),
        NO_COVERING_CLAUSE(false),
        PURPOSE_ALLOWED(false, PURPOSE),
        PURPOSE_NOT_OF_CLAUSE(true, PURPOSE, CLAUSE),
        PURPOSE_NOT_OF_PORTION(true, PURPOSE),
        PURPOSE_NOT_OF_TRANSFER(true, PURPOSE, FROM, TO),
        WITHIN_CLEARANCE(false, LEVEL),
        WITHIN_ACCREDITATION(false, LEVEL),
        ABOVE_CLAUSE_CEILING(true, LEVEL, CEILING, CLAUSE),
        ABOVE_ACCREDITATION(true, LEVEL, CEILING, TO),
        ABOVE_TRANSFER_CEILING(true, LEVEL, FROM, TO),
        ABOVE_CLEARANCE(true, LEVEL, CEILING, ACCOUNT),
        COMPARTMENT_NOT_OF_CLAUSE(true, COMPARTMENTS, CLAUSE),
        COMPARTMENT_NOT_OF_PARTY(true, COMPARTMENTS, TO),
        COMPARTMENT_NOT_OF_ACCOUNT(true, COMPARTMENTS, ACCOUNT),
        COMPARTMENT_NOT_OF_TRANSFER(true, COMPARTMENTS, FROM, TO),
        SIGN_IN_TOO_WEAK(true, LEVEL, STRENGTH, NEEDED),
        NO_SIGN_IN_SUFFICES(true, LEVEL, STRENGTH),
        ORIGINATED_BY_RELEASER(false, FROM),
        RECEIVED(false, FROM, TO),
        ONWARD_ALLOWED(false, TO),
        CONSENT_OWED(true, ORIGINATORS);

        private final boolean failing;

        @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, which its type does not tell
        private final Set<Slot> slots;

        Kind(boolean failing, Slot... slots) {
            this.failing = failing;
            this.slots = Set.of(slots);
        }

        /** Whether it says why a gate holds or denies; then there is a sentence on what would change it. */
        public boolean failing() {
            return failing;
        }

        public Set<Slot> slots() {
            return slots;
        }
    }

    public Fact {
        values = Map.copyOf(values);
        if (!values.keySet().equals(kind.slots())) {
            throw new IllegalArgumentException(kind + " has other places than " + values.keySet());
        }
    }

    static Fact of(Kind kind) {
        return new Fact(kind, Map.of());
    }

    static Building build(Kind kind) {
        return new Building(kind, new EnumMap<>(Slot.class));
    }

    /** A fact whose places are being filled. */
    record Building(Kind kind, Map<Slot, List<String>> values) {

        Building with(Slot slot, String value) {
            return with(slot, List.of(value));
        }

        Building with(Slot slot, Collection<String> several) {
            values.put(slot, several.stream().distinct().sorted().toList());
            return this;
        }

        Fact done() {
            return new Fact(kind, values);
        }
    }
}
