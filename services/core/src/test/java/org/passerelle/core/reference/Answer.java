package org.passerelle.core.reference;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;

/** What a decision comes to, in a form in which two evaluators can be compared. */
public sealed interface Answer {

    /** Refused before any record is read. */
    record Refused(Code code, Set<Code> failing) implements Answer {}

    /** Every portion judged, in the record's order. */
    record Judged(List<Portion> portions) implements Answer {}

    /** One portion; {@code failing} holds every failing code on all its transfers. */
    record Portion(
            String id,
            Verdict verdict,
            Optional<Code> primary,
            Set<Code> failing,
            Optional<String> clause,
            Obligations obligations,
            Audience onward,
            Set<String> assessments) {}

    /** The same of the product's own decision. */
    static Answer of(Decision decision) {
        return switch (decision) {
            case Decision.Refused refused -> new Refused(refused.code(), failing(refused.trace()));
            case Decision.Judged judged ->
                new Judged(judged.portions().stream().map(Answer::portion).toList());
        };
    }

    /** The same of the product's own decision on one portion. */
    static Portion portion(PortionDecision decision) {
        return new Portion(
                decision.portionId(),
                decision.verdict(),
                decision.primary(),
                failing(decision.trace()),
                decision.clause(),
                decision.obligations(),
                decision.onward(),
                new HashSet<>(decision.assessments()));
    }

    private static Set<Code> failing(List<Finding> trace) {
        Set<Code> failing = EnumSet.noneOf(Code.class);
        for (Finding finding : trace) {
            finding.code().ifPresent(failing::add);
        }
        return failing;
    }
}
