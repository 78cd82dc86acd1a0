package org.passerelle.core.agreement;

/** What a person does for a party in the life of an agreement. */
public enum Duty {
    /** Draft, propose, counter, amend, withdraw. */
    NEGOTIATE,
    APPROVE,
    SIGN,
    /** Suspend and reinstate. */
    SUSPEND,
    /** Give notice. */
    TERMINATE
}
