package org.passerelle.core.screening;

import java.time.Duration;
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
        return decided(changed, releaseHold, reviewer, approver);
    }

    /** The same with what a review and a decision came to. */
    public Assessment decided(
            AssessmentState changed, boolean held, Optional<String> reviewedBy, Optional<String> approvedBy) {
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
                held,
                mitigations,
                author,
                reviewedBy,
                approvedBy,
                supersedes,
                rationale);
    }

    /** The state as it counts at an instant: what was approved has EXPIRED when its validity has ended (HRDDP H4). */
    public AssessmentState stateAt(Instant at) {
        return switch (state) {
            case APPROVED, APPROVED_CONDITIONAL -> at.isBefore(validUntil) ? state : AssessmentState.EXPIRED;
            case DRAFT, UNDER_REVIEW, REFUSED, SUSPENDED, WITHDRAWN, EXPIRED, SUPERSEDED -> state;
        };
    }

    /** Whether both are of the same party, unit and commander, by the same assessor. */
    public boolean sameSubject(Assessment other) {
        return assessor.equals(other.assessor)
                && recipient.equals(other.recipient)
                && unit.equals(other.unit)
                && commander.equals(other.commander);
    }

    /** A condition of approval; overdue and not done means HOLD once the grace period is over (HRDDP H5). */
    public record Mitigation(String id, String description, String owner, Instant due, Optional<Instant> doneAt) {
        /** @param grace from the date on in which it does not count as overdue */
        public boolean overdue(Instant at, Duration grace) {
            return doneAt.isEmpty() && !at.isBefore(due.plus(grace));
        }
    }
}
