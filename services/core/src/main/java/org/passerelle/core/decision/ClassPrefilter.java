package org.passerelle.core.decision;

import java.time.Instant;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.gate.Gates;
import org.passerelle.core.decision.gate.Knowledge;
import org.passerelle.core.record.RecordFacts;

/** Tells which label classes are worth reading: a sound over-approximation of {@code decide}. */
public final class ClassPrefilter {

    private static final Evaluator EVALUATOR = new Evaluator(Gates.REQUEST, Gates.RECORD);

    private ClassPrefilter() {}

    /**
     * False only when every row of the class is denied; what belongs to the row (state, times, custody, grants, named persons) is taken
     * to permit.
     *
     * @param labelClass facts of {@code LabelClasses}: one portion
     */
    public static boolean mayPermit(LeasedBundle leased, Request request, RecordFacts labelClass, Instant at) {
        return switch (EVALUATOR.decide(leased, request, labelClass, at, Knowledge.CLASS)) {
            case Decision.Refused refused -> false;
            case Decision.Judged judged -> judged.verdict() != Verdict.DENY;
        };
    }
}
