package org.passerelle.core.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.label.Audience;

/**
 * The verdict on one portion with its complete trace.
 *
 * @param primary the first failing code in gate order; empty for PERMIT
 * @param clause the clause that was judged best, or whose failure is reported; empty for own members or without any
 * @param agreementHash hash of that clause's agreement
 * @param assessments assessments consulted
 * @param onward terms under which a permitted recipient receives it
 * @param details names of the head's details that may leave once the obligations are carried out
 * @param withheldTags machine tags, by {@code namespace:predicate}, that the obligations strip from the head
 */
public record PortionDecision(
        String portionId,
        Verdict verdict,
        Optional<Code> primary,
        Optional<String> clause,
        Optional<String> agreementHash,
        List<String> assessments,
        Obligations obligations,
        Audience onward,
        Audience details,
        Set<String> withheldTags,
        List<Finding> trace) {
    public PortionDecision {
        assessments = List.copyOf(assessments);
        withheldTags = Set.copyOf(withheldTags);
        trace = List.copyOf(trace);
    }

    /** What a refused request means for any portion. */
    public static PortionDecision refused(Decision.Refused refused) {
        return new PortionDecision(
                "",
                Verdict.DENY,
                Optional.of(refused.code()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Obligations.NONE,
                Audience.nobody(),
                Audience.nobody(),
                Set.of(),
                refused.trace());
    }

    /** The same decision about another portion. */
    public PortionDecision about(String portion) {
        return new PortionDecision(
                portion,
                verdict,
                primary,
                clause,
                agreementHash,
                assessments,
                obligations,
                onward,
                details,
                withheldTags,
                trace);
    }
}
