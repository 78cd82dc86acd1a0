package org.passerelle.core.explanation;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.decision.Verdict;

/**
 * One gate, what it came to, and the fact that decided it.
 *
 * @param cause present where the gate holds or denies
 * @param rulers who may lift a HOLD; empty when that would tell a masked cause
 */
public record Line(Gate gate, Outcome outcome, Optional<Cause> cause, Fact fact, List<Ruler> rulers) {

    /** What a gate came to. */
    public enum Outcome {
        PASSES,
        HOLDS,
        FAILS,
        NOT_JUDGED
    }

    public Line {
        rulers = List.copyOf(rulers);
    }

    public Verdict verdict() {
        return switch (outcome) {
            case PASSES, NOT_JUDGED -> Verdict.PERMIT;
            case HOLDS -> Verdict.HOLD;
            case FAILS -> Verdict.DENY;
        };
    }
}
