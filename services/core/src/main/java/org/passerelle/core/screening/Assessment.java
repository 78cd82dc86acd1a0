package org.passerelle.core.screening;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A human-rights risk assessment of a recipient (UN HRDDP).
 *
 * @param assessor the UN entity that assesses
 * @param unit unit assessed; empty: the party as a whole
 * @param commander commander assessed; an assessment of a commander has no unit
 * @param treatmentAssurance a treatment assurance is on file (HRDDP H6)
 * @param releaseHold each release waits for the approver ([D] HIGH)
 */
public record Assessment(
        String id,
        String assessor,
        String recipient,
        Optional<String> unit,
        Optional<String> commander,
        String country,
        Set<String> supportCategories,
        Set<String> purposes,
        AssessmentState state,
        Risk risk,
        Instant validFrom,
        Instant validUntil,
        boolean treatmentAssurance,
        boolean releaseHold,
        List<Mitigation> mitigations,
        String author,
        Optional<String> reviewer,
        Optional<String> approver,
        Optional<String> supersedes,
        String rationale) {
    public Assessment {
        supportCategories = Set.copyOf(supportCategories);
        purposes = Set.copyOf(purposes);
        mitigations = List.copyOf(mitigations);
    }

    /** The same in another state. */
    public Assessment in(AssessmentState changed) {
        return new Assessment(
                id,
                assessor,
                recipient,
                unit,
                commander,
                country,
                supportCategories,
                purposes,
                changed,
                risk,
                validFrom,
                validUntil,
                treatmentAssurance,
                releaseHold,
                mitigations,
                author,
                reviewer,
                approver,
                supersedes,
                rationale);
    }

    /** A condition of approval; overdue and not done means HOLD (HRDDP H5). */
    public record Mitigation(String id, String description, String owner, Instant due, Optional<Instant> doneAt) {
        public boolean overdue(Instant at) {
            return doneAt.isEmpty() && !at.isBefore(due);
        }
    }
}
