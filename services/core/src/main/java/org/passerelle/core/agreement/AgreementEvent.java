package org.passerelle.core.agreement;

import java.util.Optional;

/** What can happen to a version of an agreement: a closed list; what persons do needs a duty, the rest comes by time. */
public enum AgreementEvent {
    /** A party wrote the first terms. */
    DRAFTED(Optional.of(Duty.NEGOTIATE)),
    /** The author's party wrote the draft anew. */
    REVISED(Optional.of(Duty.NEGOTIATE)),
    /** The author's party laid the draft on the table. */
    PROPOSED(Optional.of(Duty.NEGOTIATE)),
    /** Another party answered with terms of its own. */
    COUNTERED(Optional.of(Duty.NEGOTIATE)),
    /** A party gave up the negotiation. */
    WITHDRAWN(Optional.of(Duty.NEGOTIATE)),
    /** A party approved the terms on the table. */
    APPROVED(Optional.of(Duty.APPROVE)),
    /** A party signed. */
    SIGNED(Optional.of(Duty.SIGN)),
    /** Signed by all, its time has come. */
    ACTIVATED(Optional.empty()),
    /** A party wrote terms that are to take the place of those in force. */
    AMENDED(Optional.of(Duty.NEGOTIATE)),
    /** An amendment took the place of this version. */
    SUPERSEDED(Optional.empty()),
    SUSPENDED(Optional.of(Duty.SUSPEND)),
    REINSTATED(Optional.of(Duty.SUSPEND)),
    /** A party gave notice of termination. */
    NOTICED(Optional.of(Duty.TERMINATE)),
    /** The notice has run out. */
    TERMINATED(Optional.empty()),
    /** Its validity has ended. */
    EXPIRED(Optional.empty());

    private final Optional<Duty> duty;

    AgreementEvent(Optional<Duty> duty) {
        this.duty = duty;
    }

    /** The duty of whoever brings it about; empty for what comes by time. */
    public Optional<Duty> duty() {
        return duty;
    }

    /** Whether each party to the agreement is told on its feed: what begins, interrupts or ends it. */
    public boolean told() {
        return decides() || this == NOTICED;
    }

    /** Whether it changes what is decided, so that the barrier rises. */
    public boolean decides() {
        return switch (this) {
            case ACTIVATED, SUSPENDED, REINSTATED, TERMINATED, EXPIRED -> true;
            case DRAFTED, REVISED, PROPOSED, COUNTERED, WITHDRAWN, APPROVED, SIGNED, AMENDED, SUPERSEDED, NOTICED ->
                false;
        };
    }
}
