package org.passerelle.core.explanation;

import java.util.List;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Reader.ReleasingSide;
import org.passerelle.core.screening.Assessment;

/**
 * Screening causes are for focal points and approvers of the assessing party alone (policy: "What the recipient can learn", 1). Where
 * nobody has assessed, the releasing party would have to.
 */
record Mask(Bundle bundle, ReleasingSide reader) {

    boolean hides(Finding finding) {
        return finding.gate() == Gate.SCREENING
                && finding.verdict() != Verdict.PERMIT
                && !(reader.reviews() && assessors(finding.detail()).stream().allMatch(reader::learnsCausesOf));
    }

    /** The assessments consulted, for whoever may learn of all of them. */
    List<String> assessments(List<String> consulted) {
        boolean open = reader.reviews()
                && bundle.assessments().stream()
                        .filter(assessment -> consulted.contains(assessment.id()))
                        .map(Assessment::assessor)
                        .allMatch(reader::learnsCausesOf);
        return open ? consulted : List.of();
    }

    private static Set<String> assessors(Detail detail) {
        return switch (detail) {
            case Detail.Assessed assessed -> assessed.assessors();
            case Detail.Alleged alleged -> Set.of(alleged.assessor());
            case Detail.Overdue overdue -> Set.of(overdue.assessor());
            case Detail.Exempted exempted -> Set.of(exempted.grantor());
            case Detail.HeldByClause held -> Set.of();
            case Detail.Missing missing -> Set.of();
            case Detail.None none -> Set.of();
        };
    }
}
