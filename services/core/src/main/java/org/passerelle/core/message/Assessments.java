package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.core.screening.Dossier;
import org.passerelle.core.screening.Risk;

/** Questions to the owner of assessments about their life: draft, review, approval, remediation (UN HRDDP). */
public final class Assessments {

    public static final Address<Act, Outcome> ACT = new Address<>("screening.assessment-act", Act.class, Outcome.class);
    public static final Address<Look, Looked> LOOK = new Address<>("screening.assessment", Look.class, Looked.class);

    private Assessments() {}

    /**
     * Somebody takes a step in the life of an assessment of their party. Wait {@link Policy#PATIENCE}: what changes decisions answers when
     * it is effective.
     *
     * @param assessment empty only for a first draft
     * @param writer where present, only that in which this account has a part (it wrote a version or owns a mitigation) is there for it
     * @param match the {@link Whole#tag} that must still hold
     */
    public record Act(
            Optional<String> assessment,
            String party,
            String subject,
            Optional<String> writer,
            Step step,
            Optional<String> match) {}

    /** What is done. */
    public sealed interface Step {
        record Draft(Content content, String reason) implements Step {}

        /** A further version of a draft. */
        record Revise(Content content, String reason) implements Step {}

        record Submit(String reason) implements Step {}

        record Review(boolean accepted, String reason) implements Step {}

        record Decide(Decision decision, String reason) implements Step {}

        /** A draft that names this assessment as the one whose place it takes, with a copy of its content. */
        record Remediate(String reason) implements Step {}

        /** A condition of approval is met. */
        record Complete(String mitigation, String evidence) implements Step {}
    }

    public enum Decision {
        APPROVED,
        APPROVED_CONDITIONAL,
        REFUSED
    }

    /** What an author states of an assessment; the lists keep their order, so that a fault has its place. */
    public record Content(
            String recipient,
            Optional<String> unit,
            Optional<String> commander,
            String country,
            List<String> supportCategories,
            List<String> purposes,
            Risk risk,
            Instant validFrom,
            Instant validUntil,
            boolean treatmentAssurance,
            boolean releaseHold,
            List<Measure> mitigations,
            String rationale,
            Dossier dossier) {
        public Content {
            supportCategories = List.copyOf(supportCategories);
            purposes = List.copyOf(purposes);
            mitigations = List.copyOf(mitigations);
        }
    }

    /** A condition of approval that is yet to be met. */
    public record Measure(String id, String description, String owner, Instant due) {}

    public sealed interface Outcome {
        /**
         * Done, and effective on every gateway where it changes decisions.
         *
         * @param barrier where it raised the barrier to
         */
        record Done(Whole whole, Optional<Long> barrier, Instant at) implements Outcome {}

        /** None, or none that the account may see. */
        record Absent() implements Outcome {}

        /** @param reason in domain words */
        record Refused(Refusal refusal, String reason) implements Outcome {}

        /** The content cannot be taken as it is. */
        record Faulty(List<Misread> faults) implements Outcome {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }

        /** The assessment, or what it takes the place of, is no longer as it was seen. */
        record Moved() implements Outcome {}
    }

    /** Why a step is not possible: a closed list. */
    public enum Refusal {
        /** Not in this state. */
        STATE,
        /** The account holds no role that may. */
        ROLE,
        /** Nobody reviews or approves what they wrote or asked for (HRDDP H8). */
        OWN_WORK,
        /** Nobody approves what they reviewed, and nobody approves twice (HRDDP H8). */
        SAME_PERSON,
        /** Nobody of the party that benefits approves (HRDDP H8). */
        BENEFICIARY,
        /** Another one takes its place already. */
        SUCCESSOR,
        /** What it states does not bear this decision. */
        CONTENT
    }

    /**
     * One assessment with everything that is known of it.
     *
     * @param writer as in {@link Act}
     */
    public record Look(String assessment, String party, Optional<String> writer) {}

    public record Looked(Optional<Whole> whole) {}

    /**
     * @param assessment as it stands
     * @param version the newest
     * @param assents who has approved so far, while it is not decided
     * @param versions the oldest first
     * @param history what happened, in order
     * @param successor the one that takes its place, or will when it is approved
     * @param tag changes whenever anything else here does, or something happens to what it takes the place of
     */
    public record Whole(
            Assessment assessment,
            Dossier dossier,
            int version,
            List<String> assents,
            List<Version> versions,
            List<Event> history,
            Optional<String> successor,
            String tag) {}

    /** @param reason why it was made; absent where it came with the configuration */
    public record Version(
            int version, Assessment assessment, Dossier dossier, String subject, Optional<String> reason, Instant at) {}

    /**
     * Something that happened.
     *
     * @param about the mitigation that was met, the successor, or the decision assented to
     * @param barrier from which on it counts
     */
    public record Event(
            AssessmentEvent event,
            String party,
            String subject,
            String reason,
            Optional<String> about,
            Instant at,
            Optional<Long> barrier) {}
}
