package org.passerelle.core.explanation;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Verdict;

/**
 * What happens to the portions that fare alike, and why.
 *
 * @param portions their ids
 * @param fields the field of each, in the same order
 * @param clause under which they were judged
 * @param agreement of that clause
 * @param assessments consulted; empty for whoever may not learn of screening
 * @param causes in the order of policy; empty for PERMIT
 */
public record Story(
        List<String> portions,
        List<String> fields,
        Verdict verdict,
        Optional<String> clause,
        Optional<String> agreement,
        List<String> assessments,
        Obligations obligations,
        List<Cause> causes,
        List<Line> lines) {

    public Story {
        portions = List.copyOf(portions);
        fields = List.copyOf(fields);
        assessments = List.copyOf(assessments);
        causes = List.copyOf(causes);
        lines = List.copyOf(lines);
    }

    /** Whether the other says the same of other portions. */
    boolean tellsAs(Story other) {
        return without().equals(other.without());
    }

    private Story without() {
        return new Story(List.of(), List.of(), verdict, clause, agreement, assessments, obligations, causes, lines);
    }

    Story with(Story alike) {
        return new Story(
                concat(portions, alike.portions),
                concat(fields, alike.fields),
                verdict,
                clause,
                agreement,
                assessments,
                obligations,
                causes,
                lines);
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
