package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Allegation.Status;

/**
 * Questions about allegations of grave violations (HRDDP H9): reported, corroborated, graded anew and resolved. Nothing here suspends an
 * assessment: an allegation holds releases until people have judged it.
 */
public final class Allegations {

    public static final Address<Report, ReportOutcome> REPORT =
            new Address<>("screening.report-allegation", Report.class, ReportOutcome.class);
    public static final Address<ListOf, CaseList> LIST =
            new Address<>("screening.allegations", ListOf.class, CaseList.class);
    public static final Address<Find, FindOutcome> FIND =
            new Address<>("screening.allegation", Find.class, FindOutcome.class);
    public static final Address<Corroborate, ChangeOutcome> CORROBORATE =
            new Address<>("screening.corroborate-allegation", Corroborate.class, ChangeOutcome.class);
    public static final Address<Regrade, ChangeOutcome> REGRADE =
            new Address<>("screening.regrade-allegation", Regrade.class, ChangeOutcome.class);
    public static final Address<Resolve, ChangeOutcome> RESOLVE =
            new Address<>("screening.resolve-allegation", Resolve.class, ChangeOutcome.class);

    /** Who keeps an allegation, as the part of it that may be unknown. */
    public static final String ASSESSOR = "assessor";

    private Allegations() {}

    /**
     * Text that is protected by itself.
     *
     * @param marking in the words of whoever wrote it
     * @param level up to which the marking rounds up
     * @param compartments of which a reader holds every one
     */
    public record Portion(String text, String marking, Level level, Set<String> compartments) {
        public Portion {
            compartments = Set.copyOf(compartments);
        }
    }

    /**
     * What somebody says: the report, or a further source that corroborates it. To a reader a portion that they may not see is absent.
     *
     * @param summary what is alleged; for focal points and approvers
     * @param source where it comes from; for focal points alone
     */
    public record Statement(String id, Grading grading, Optional<Portion> summary, Optional<Portion> source) {}

    /**
     * Who asks, as the policy knows them.
     *
     * @param party the assessing party, whose allegations these are
     * @param focalPoint whether they may see sources
     * @param clearance what account, party and sign-in allow
     * @param compartments those of the account that its party holds too
     */
    public record Reader(String party, String subject, boolean focalPoint, Level clearance, Set<String> compartments) {
        public Reader {
            compartments = Set.copyOf(compartments);
        }
    }

    /**
     * A new allegation. It holds releases from the answer on when it is graded as {@code Diligence.allegationFrom} or better, and opens a
     * review of each assessment on which it bears.
     *
     * @param category a grave violation of the vocabulary
     * @param record a record that tells of it
     * @param statement has the allegation's own id and grading
     */
    public record Report(
            Allegation allegation, String category, Optional<String> record, Statement statement, Reader by) {}

    public sealed interface ReportOutcome {
        /** Effective on every gateway. */
        record Reported(Case reported, long barrier) implements ReportOutcome {}

        /** @param what names nothing known; {@link Allegations#ASSESSOR}: the party keeps no allegations */
        record UnknownSubject(String what) implements ReportOutcome {}
    }

    /** All that the reader's party keeps, those that hold first. */
    public record ListOf(Reader by) {}

    public record CaseList(List<Case> cases) {
        public CaseList {
            cases = List.copyOf(cases);
        }
    }

    public record Find(String id, Reader by) {}

    public sealed interface FindOutcome {
        record Found(Case found) implements FindOutcome {}

        record Absent() implements FindOutcome {}
    }

    /**
     * An allegation as a reader of the assessing party sees it.
     *
     * @param allegation with the grading and the status in force
     * @param category empty where it came with the configuration
     * @param holds whether it holds releases now
     */
    public record Case(
            Allegation allegation,
            Optional<String> category,
            Optional<String> record,
            boolean holds,
            List<Said> statements,
            List<Event> history) {
        public Case {
            statements = List.copyOf(statements);
            history = List.copyOf(history);
        }
    }

    /** A statement with who made it. Its grading is the one that counts now. */
    public record Said(SaidAs as, Statement statement, String subject, Instant at) {}

    public enum SaidAs {
        REPORT,
        CORROBORATION
    }

    /**
     * What happened to an allegation; appended, never rewritten (H11).
     *
     * @param status after it
     * @param grading in force after it
     * @param statement that was made or graded anew
     * @param barrier policy version from which it counts
     */
    public record Event(
            Happening happening,
            Status status,
            Grading grading,
            Optional<String> statement,
            String subject,
            String reason,
            Instant at,
            long barrier) {}

    public enum Happening {
        REPORTED,
        CORROBORATED,
        REGRADED,
        RESOLVED
    }

    /** A further source. The grading in force is the best of all statements. */
    public record Corroborate(String id, Statement statement, Reader by) {}

    /** Another grading of one statement; not by who made it (H8). */
    public record Regrade(String id, String statement, Grading grading, String reason, Reader by) {}

    /** Another status. Whoever stated anything does not judge it (H8). */
    public record Resolve(String id, Status status, String reason, Reader by) {}

    public sealed interface ChangeOutcome {
        /** Effective on every gateway. */
        record Changed(Case changed, long barrier) implements ChangeOutcome {}

        record Absent() implements ChangeOutcome {}

        /** The status does not allow it, or separation of duties forbids it (H8). */
        record NotPossible(String reason) implements ChangeOutcome {}
    }
}
