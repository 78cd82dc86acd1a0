package org.passerelle.core.decision;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.Obligations;

/**
 * The verdict on one portion with its complete trace.
 *
 * @param primary the first failing code in gate order; empty for PERMIT
 * @param clause the clause that was judged best, or whose failure is reported; empty for own members or without any
 * @param agreementHash hash of that clause's agreement
 * @param assessments assessments consulted
 * @param onward terms under which a permitted recipient receives it
 */
public record PortionDecision(
        String portionId,
        Verdict verdict,
        Optional<Code> primary,
        Optional<String> clause,
        Optional<String> agreementHash,
        List<String> assessments,
        Obligations obligations,
        org.passerelle.core.label.Audience onward,
        List<Finding> trace) {
    public PortionDecision {
        assessments = List.copyOf(assessments);
        trace = List.copyOf(trace);
    }
}
