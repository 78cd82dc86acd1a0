package org.passerelle.core.decision;

import org.passerelle.core.label.Level;

/** The outcome of {@code admit}: what enters. */
public sealed interface Admission {

    record Accept() implements Admission {}

    /** Stored, but read by nobody until reviewed (HRDDP H10, or a blocked collection method). */
    record Quarantine(String cause) implements Admission {}

    /** Above the submitter's hosting ceiling: bytes are discarded, the case keeps marking, submitter and salted hash. */
    record Reject(Level level, Level ceiling) implements Admission {}
}
