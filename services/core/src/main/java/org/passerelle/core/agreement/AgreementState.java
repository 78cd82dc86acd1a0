package org.passerelle.core.agreement;

/** Where an agreement stands; only ACTIVE discloses. */
public enum AgreementState {
    DRAFT,
    PROPOSED,
    AGREED,
    ACTIVE,
    SUSPENDED,
    TERMINATED,
    EXPIRED
}
