package org.passerelle.core.screening;

/** Overall risk of an assessment; validity and approver by risk are configuration. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH
}
