package org.passerelle.core.screening;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.label.Grading;

/**
 * What an assessment rests on (UN HRDDP, assessment record). It is kept with each version and does not travel with the policy: no
 * decision reads it.
 *
 * @param violations on record
 * @param accountability what the recipient did about them
 * @param mitigationCapacity of the recipient to carry measures out
 * @param consequencesOfGiving what may come of the support
 * @param consequencesOfWithholding what may come of its refusal
 * @param nextReview when the assessment is to be looked at again; absent: so often as the platform is configured
 * @param unmitigable a real risk that no measure mitigates: the assessment may only be refused
 */
public record Dossier(
        List<Violation> violations,
        Optional<String> accountability,
        Optional<String> mitigationCapacity,
        Optional<String> consequencesOfGiving,
        Optional<String> consequencesOfWithholding,
        Optional<Instant> nextReview,
        boolean unmitigable) {

    /** Of an assessment of which nothing more is known. */
    public static final Dossier EMPTY = new Dossier(
            List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public Dossier {
        violations = List.copyOf(violations);
    }

    /** The same without a date of its own for the next review, for a successor that has yet to be given one. */
    public Dossier undated() {
        return new Dossier(
                violations,
                accountability,
                mitigationCapacity,
                consequencesOfGiving,
                consequencesOfWithholding,
                Optional.empty(),
                unmitigable);
    }

    /**
     * A violation on record: an allegation that the platform keeps, or else an entry of its own with all other components.
     *
     * @param allegation id of the allegation
     * @param description what happened, in the author's words
     * @param allegedAt when
     * @param grading how reliable the report of it is
     * @param status what became of it
     */
    public record Violation(
            Optional<String> allegation,
            Optional<String> description,
            Optional<Instant> allegedAt,
            Optional<Grading> grading,
            Optional<Allegation.Status> status) {

        /** @throws IllegalArgumentException when it is neither one nor the other */
        public Violation {
            boolean anything =
                    description.isPresent() || allegedAt.isPresent() || grading.isPresent() || status.isPresent();
            boolean entry =
                    description.isPresent() && allegedAt.isPresent() && grading.isPresent() && status.isPresent();
            if (allegation.isPresent() ? anything : !entry) {
                throw new IllegalArgumentException(
                        "a violation is an allegation, or has description, allegedAt, grading and status");
            }
        }
    }
}
