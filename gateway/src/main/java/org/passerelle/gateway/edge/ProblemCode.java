package org.passerelle.gateway.edge;

/** Why something is refused, for programs: a closed list, which the contract repeats. None tells a reason that the caller may not learn (policy, 1). */
public enum ProblemCode {
    // The request gates, and the policy itself.
    UNKNOWN_ACCOUNT,
    ACCOUNT_DISABLED,
    PARTY_INACTIVE,
    UNIT_UNKNOWN,
    PURPOSE_PROHIBITED,
    PURPOSE_NOT_REGISTERED,
    ACTION_NOT_ALLOWED,
    RULE_ERROR,
    STALE_POLICY,
    // Signing in, and what is sent.
    INSUFFICIENT_USER_AUTHENTICATION,
    HOSTING_CEILING,
    FILE_REFUSED,
    IDEMPOTENCY_KEY_REUSED,
    // What persons do to agreements and assessments.
    ROLE,
    STATE,
    OWN_TERMS,
    OWN_WORK,
    SAME_PERSON,
    ALREADY,
    NOT_SUSPENDED,
    OVER,
    NOT_DUE,
    BENEFICIARY,
    SUCCESSOR,
    CONTENT,
    // Signatures of agreements.
    SIGNATURE_MALFORMED,
    SIGNATURE_TYPE,
    SIGNATURE_KEY,
    SIGNATURE_NOT_VALID,
    SIGNATURE_ALGORITHM,
    SIGNATURE_OTHER_TERMS,
    SIGNATURE_FORGED;

    /** The code of a reason that the platform has under the same name; fails for one that is told to nobody. */
    public static ProblemCode of(Enum<?> reason) {
        return valueOf(reason.name());
    }
}
