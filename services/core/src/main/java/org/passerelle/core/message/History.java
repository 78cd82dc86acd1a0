package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.screening.Assessment;

/**
 * Questions about how things stood when something was released (HRDDP H11). They are answered out of what was appended, so that nothing
 * that happened since shows. What counts from a barrier version on counted for decisions under that version and above.
 */
public final class History {

    public static final Address<AssessmentsAt, AssessmentsThen> ASSESSMENTS =
            new Address<>("screening.assessment-at", AssessmentsAt.class, AssessmentsThen.class);
    public static final Address<AssessmentsOf, AssessmentsThen> ASSESSMENTS_OF =
            new Address<>("screening.assessment-history", AssessmentsOf.class, AssessmentsThen.class);
    public static final Address<RulingsAt, Rulings> RULINGS =
            new Address<>("exchange.rulings-at", RulingsAt.class, Rulings.class);
    public static final Address<HeldOf, Held> HELD = new Address<>("exchange.held", HeldOf.class, Held.class);

    private History() {}

    /**
     * Assessments of a party as they stood when something was decided.
     *
     * @param policyVersion under which it was decided
     * @param at when it was
     */
    public record AssessmentsAt(String assessor, Set<String> ids, long policyVersion, Instant at) {
        public AssessmentsAt {
            ids = Set.copyOf(ids);
        }
    }

    /** All assessments by which a party assesses another and its units and commanders, as they stand now. */
    public record AssessmentsOf(String assessor, String recipient) {}

    public record AssessmentsThen(List<Then> assessments) {
        public AssessmentsThen {
            assessments = List.copyOf(assessments);
        }
    }

    /**
     * An assessment as it stood.
     *
     * @param version the newest of that time
     * @param assessment in the state of that time, with the mitigations that were done by then
     * @param steps what had happened to it, in order
     */
    public record Then(int version, Instant enteredAt, Assessment assessment, List<Step> steps) {
        public Then {
            steps = List.copyOf(steps);
        }
    }

    /** @param what in capitals, as the history keeps it, e.g. {@code SUSPENDED} */
    public record Step(String what, String party, String subject, String reason, Instant at) {}

    /**
     * Rulings and consents that allowed the release of a record version.
     *
     * @param unit of the recipient's account
     * @param policyVersion under which the release was decided
     */
    public record RulingsAt(
            String recordId,
            int version,
            String recipient,
            Optional<String> unit,
            String purpose,
            Action action,
            long policyVersion,
            Instant at) {}

    public record Rulings(List<Ruling> rulings) {
        public Rulings {
            rulings = List.copyOf(rulings);
        }
    }

    /**
     * @param code of the hold that it lifted
     * @param matter what was ruled on, as {@code Detail.matter} names it; empty where the code says all, or where it is not told
     * @param party that ruled: whose allegation, mitigation or assessment it was
     */
    public record Ruling(
            String hold,
            Code code,
            String matter,
            String portionId,
            String subject,
            String party,
            String reason,
            Instant at,
            Instant expiresAt) {

        /** The same, without what was ruled on. */
        public Ruling withoutMatter() {
            return new Ruling(hold, code, "", portionId, subject, party, reason, at, expiresAt);
        }
    }

    /**
     * What of a releaser's records was held for a recipient.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record HeldOf(String releaser, String recipient, Instant from, Instant until) {}

    public record Held(List<HoldCount> counts) {
        public Held {
            counts = List.copyOf(counts);
        }
    }

    /**
     * Holds of a kind that were opened in the time.
     *
     * @param state open, granted, refused or withdrawn: as it stands now
     */
    public record HoldCount(Code code, String state, long holds) {}
}
