package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;

/** Questions to the owner of assessments and allegations. */
public final class Screening {

    public static final Address<Snapshot, SnapshotAnswer> SNAPSHOT =
            new Address<>("screening.snapshot", Snapshot.class, SnapshotAnswer.class);
    public static final Address<ListAssessments, AssessmentList> LIST =
            new Address<>("screening.list", ListAssessments.class, AssessmentList.class);
    public static final Address<Change, ChangeOutcome> CHANGE =
            new Address<>("screening.change", Change.class, ChangeOutcome.class);
    public static final Address<Report, ReportOutcome> REPORT =
            new Address<>("screening.report", Report.class, ReportOutcome.class);

    private Screening() {}

    /** Everything that enters the bundle; read after the barrier version that the bundle will carry. */
    public record Snapshot() {}

    public record SnapshotAnswer(List<Assessment> assessments, List<Allegation> allegations) {}

    /** Assessments that {@code assessor} keeps, with their tasks. */
    public record ListAssessments(String assessor) {}

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

    /** A new allegation; effective as HOLD when graded C3 or better (HRDDP H9), and a review task is opened. */
    public record Report(Allegation allegation, String subject) {}

    public sealed interface ReportOutcome {
        record Reported(Allegation allegation, long barrier) implements ReportOutcome {}

        record UnknownSubject(String what) implements ReportOutcome {}
    }
}
