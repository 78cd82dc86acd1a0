package org.passerelle.core.agreement;

/** Where a version of an agreement stands; only ACTIVE discloses. */
public enum AgreementState {
    /** Written by one party, which alone sees it. */
    DRAFT,
    /** On the table. */
    PROPOSED,
    /** On the table, in answer to terms of another party. */
    COUNTERED,
    /** Approved by every party. */
    AGREED,
    /** Signed by every party, and not yet in force. */
    SIGNED,
    ACTIVE,
    SUSPENDED,
    /** A later version has taken its place: a further draft, a counter, or an amendment in force. */
    SUPERSEDED,
    /** Given up before it was signed by every party. */
    WITHDRAWN,
    TERMINATED,
    EXPIRED
}
