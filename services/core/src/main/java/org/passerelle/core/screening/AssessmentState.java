package org.passerelle.core.screening;

/** HRDDP assessment states; only the two approved ones permit. */
public enum AssessmentState {
    DRAFT,
    UNDER_REVIEW,
    APPROVED,
    APPROVED_CONDITIONAL,
    REFUSED,
    SUSPENDED,
    WITHDRAWN,
    EXPIRED,
    SUPERSEDED
}
