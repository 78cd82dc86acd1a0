package org.passerelle.core.decision;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.gate.ClauseSource;
import org.passerelle.core.record.RecordFacts;

/** What leaves: pure, without clock or input and output; every door uses it. */
public final class Decide {

    /**
     * Version of the rules themselves, which is kept with every release (HRDDP H11): raised by whoever changes code so that the same
     * policy and record could be decided otherwise.
     */
    public static final int RULES = 2;

    private static final Evaluator EVALUATOR = Evaluator.over(ClauseSource::scanning);

    private Decide() {}

    /**
     * Judges every portion of a record for a request, or refuses the request. For a NOTICE the caller vouches for the recipient's
     * ledger entry.
     */
    public static Decision decide(LeasedBundle leased, Request request, RecordFacts record, Instant at) {
        return EVALUATOR.decide(leased, request, record, at);
    }

    /** The request gates alone: why the request is refused before any record is read. */
    public static Optional<Decision.Refused> standing(LeasedBundle leased, Request request, Instant at) {
        return EVALUATOR.standing(leased, request, at);
    }
}
