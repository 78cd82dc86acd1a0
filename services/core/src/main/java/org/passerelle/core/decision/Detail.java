package org.passerelle.core.decision;

import java.util.List;
import java.util.Set;

/** What a finding speaks of beyond its code: ids and closed words, so that it can be told in any language. */
public sealed interface Detail {

    /**
     * What a ruling on a hold is about, beside its code: the allegation, the mitigation, or the assessments; empty where the code says all. A
     * ruling lifts nothing that it was not made on.
     */
    default String matter() {
        return switch (this) {
            case Assessed assessed -> String.join(" ", assessed.assessments());
            case Alleged alleged -> alleged.allegation();
            case Overdue overdue -> overdue.assessment() + "/" + overdue.mitigation();
            case Exempted exempted -> "";
            case HeldByClause held -> "";
            case Missing missing -> "";
            case None none -> "";
        };
    }

    /** Code, label, request and bundle say all there is. */
    record None() implements Detail {}

    /**
     * Assessments of a unit or of whoever stands above it (HRDDP H2 to H4, H6).
     *
     * @param unit the unit that is screened
     * @param assessments ids of those that decided; empty: there is none
     * @param assessors whose assessments they are
     */
    record Assessed(String unit, List<String> assessments, Set<String> assessors) implements Detail {
        public Assessed {
            assessments = List.copyOf(assessments);
            assessors = Set.copyOf(assessors);
        }
    }

    /** A pending allegation (HRDDP H9). */
    record Alleged(String unit, String allegation, String assessor) implements Detail {}

    /** A mitigation that is overdue (HRDDP H5). */
    record Overdue(String unit, String mitigation, String assessment, String assessor) implements Detail {}

    /** An exemption stands in for the assessment that would be needed (HRDDP H7). */
    record Exempted(String unit, String exemption, String grantor) implements Detail {}

    /** The clause itself holds every release. */
    record HeldByClause() implements Detail {}

    /**
     * A fact that policy needs and does not have.
     *
     * @param about the party, unit or end-user that it is a fact of; may be empty
     */
    record Missing(What what, String about) implements Detail {}

    /** Kinds of facts that may be missing. */
    enum What {
        RELEASER,
        HOLDER,
        COMMANDER,
        CHAIN_OF_COMMAND,
        SUPPORT_CATEGORY,
        RECIPIENT_UNIT,
        FORCES_BEHIND_RECIPIENT,
        END_USER,
        END_USER_UNIT,
        FORCES_BEHIND_END_USER,
        STRENGTH_CEILING
    }
}
