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

    private static final Set<String> ROLES = Set.of("human-rights-focal-point", "approver");

    boolean hides(Finding finding) {
        return finding.gate() == Gate.SCREENING
                && finding.verdict() != Verdict.PERMIT
                && !(hasRole() && assessors(finding.detail()).stream().allMatch(reader.party()::equals));
    }

    /** The assessments consulted, for whoever may learn of all of them. */
    List<String> assessments(List<String> consulted) {
        boolean open = hasRole()
                && bundle.assessments().stream()
                        .filter(assessment -> consulted.contains(assessment.id()))
                        .map(Assessment::assessor)
                        .allMatch(reader.party()::equals);
        return open ? consulted : List.of();
    }

    private boolean hasRole() {
        return reader.roles().stream().anyMatch(ROLES::contains);
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
