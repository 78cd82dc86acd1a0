package org.passerelle.core.screening;

/** What happens to an assessment after it was entered: a closed list. */
public enum AssessmentEvent {
    /** Its author asks for a review: DRAFT to UNDER_REVIEW. */
    SUBMITTED,
    /** A human-rights reviewer gives it back: UNDER_REVIEW to DRAFT. */
    RETURNED,
    /** A human-rights reviewer accepts it; it stays UNDER_REVIEW until it is decided. */
    ACCEPTED,
    /** One of several persons who must approve has done so. */
    ASSENTED,
    APPROVED,
    APPROVED_CONDITIONAL,
    REFUSED,
    /** A condition of approval is met (HRDDP H5). */
    MITIGATED,
    SUSPENDED,
    REINSTATED,
    WITHDRAWN,
    /** A successor was approved. */
    SUPERSEDED;

    /** Whether decisions depend on it, so that it raises the barrier. */
    public boolean counts() {
        return switch (this) {
            case SUBMITTED, RETURNED, ACCEPTED, ASSENTED -> false;
            case APPROVED, APPROVED_CONDITIONAL, REFUSED, MITIGATED, SUSPENDED, REINSTATED, WITHDRAWN, SUPERSEDED ->
                true;
        };
    }
}
