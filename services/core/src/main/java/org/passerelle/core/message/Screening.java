package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Exemption;

/** Questions to the owner of assessments and allegations. */
public final class Screening {

    public static final Address<Snapshot, SnapshotAnswer> SNAPSHOT =
            new Address<>("screening.snapshot", Snapshot.class, SnapshotAnswer.class);
    public static final Address<ListAssessments, AssessmentList> LIST =
            new Address<>("screening.list", ListAssessments.class, AssessmentList.class);
    public static final Address<Change, ChangeOutcome> CHANGE =
            new Address<>("screening.change", Change.class, ChangeOutcome.class);

    private Screening() {}

    /** Everything that enters the bundle; read after the barrier version that the bundle will carry. */
    public record Snapshot() {}

    public record SnapshotAnswer(
            List<Assessment> assessments, List<Allegation> allegations, List<Exemption> exemptions) {}

    /**
     * Assessments that {@code assessor} keeps, with their tasks.
     *
     * @param writer where present, only that in which this account has a part, and what takes the place of such a one
     */
    public record ListAssessments(String assessor, Optional<String> writer) {}

    public record AssessmentList(List<Entry> entries) {

        public record Entry(Assessment assessment, List<Task> tasks, List<Allegation> allegations) {}
    }

    /** A thing that somebody must do; nothing lapses silently. */
    public record Task(String id, String kind, String assessmentId, Instant dueAt, String state) {}

    /** Suspends or reinstates an assessment. */
    public record Change(Kind kind, String assessmentId, String party, String subject, String reason) {

        public enum Kind {
            SUSPEND,
            REINSTATE,
            WITHDRAW
        }
    }

    public sealed interface ChangeOutcome {
        /** Effective on every gateway. */
        record Changed(Assessment assessment, long barrier, Instant at) implements ChangeOutcome {}

        record Absent() implements ChangeOutcome {}

        /** The state does not allow it, or separation of duties forbids it (HRDDP H8). */
        record NotPossible(String reason) implements ChangeOutcome {}
    }
}
