package org.passerelle.core.screening;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.core.label.Grading;

/**
 * An allegation of a grave violation against a unit or a commander; never automatic guilt (HRDDP H9).
 *
 * @param assessor the UN entity that keeps it
 */
public record Allegation(
        String id,
        String assessor,
        Optional<String> unit,
        Optional<String> commander,
        Instant allegedAt,
        Instant reportedAt,
        Grading grading,
        Status status) {

    /** OPEN and UNDER_REVIEW hold releases when graded C3 or better. */
    public enum Status {
        OPEN,
        UNDER_REVIEW,
        SUBSTANTIATED,
        DISMISSED,
        REMEDIATED
    }

    public boolean pending() {
        return switch (status) {
            case OPEN, UNDER_REVIEW, SUBSTANTIATED -> true;
            case DISMISSED, REMEDIATED -> false;
        };
    }
}
