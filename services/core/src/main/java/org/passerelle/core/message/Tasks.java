package org.passerelle.core.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Questions about what somebody must do by a date, so that nothing lapses silently. Whoever owns a thing with a date tells the date;
 * exchange keeps the tasks that come of it, and reminds.
 */
public final class Tasks {

    public static final Address<DueBy, DueList> AGREEMENTS =
            new Address<>("agreements.due", DueBy.class, DueList.class);
    public static final Address<DueBy, DueList> SCREENING = new Address<>("screening.due", DueBy.class, DueList.class);
    public static final Address<DueBy, DueList> RECORDS = new Address<>("records.due", DueBy.class, DueList.class);
    public static final Address<TasksOf, TaskList> LIST =
            new Address<>("exchange.tasks", TasksOf.class, TaskList.class);
    public static final Address<Complete, CompleteOutcome> COMPLETE =
            new Address<>("exchange.complete-task", Complete.class, CompleteOutcome.class);

    private Tasks() {}

    /** Everything that is still to be done, and has been or will be due by then. */
    public record DueBy(Instant until) {}

    public record DueList(List<Due> due) {
        public DueList {
            due = List.copyOf(due);
        }
    }

    /**
     * A thing with a date.
     *
     * @param id the same whenever the same thing of the same date is told to the same party
     * @param about id of the agreement, assessment, allegation, quarantine, match, hold or key; empty where none stands for it yet
     * @param party whose task it is
     * @param roles of which one must see to it
     */
    public record Due(String id, Kind kind, String about, String party, Set<String> roles, Instant dueAt) {
        public Due {
            roles = Set.copyOf(roles);
        }

        /** With an id that is made of what it is. */
        public static Due of(Kind kind, String about, String party, Set<String> roles, Instant dueAt) {
            String name = String.join("\n", kind.name(), about, party, dueAt.toString());
            String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString();
            return new Due(id, kind, about, party, roles, dueAt);
        }
    }

    /** What ends or is to be looked at: a closed list. */
    public enum Kind {
        /** The validity of an agreement ends, or has ended. */
        AGREEMENT_END,
        /** An agreement is to be reviewed. */
        AGREEMENT_REVIEW,
        /** A notice of termination runs out. */
        AGREEMENT_TERMINATION,
        /** An assessment ends or has ended, and is to be renewed (HRDDP H4). */
        RENEWAL,
        /** An assessment is to be reviewed. */
        ASSESSMENT_REVIEW,
        /** A condition of an approval is due; overdue, it holds releases (HRDDP H5). */
        MITIGATION_DUE,
        /** An allegation bears on an assessment (HRDDP H9). */
        ALLEGATION_REVIEW,
        /** What was released under an exemption is to be looked at afterwards (HRDDP H7). */
        EXEMPTION_REVIEW,
        /** A record is in quarantine, and is to be ruled (HRDDP H10). */
        QUARANTINE_REVIEW,
        /** What was released to somebody whose status has dropped is to be looked at (HRDDP H4, H9). */
        RELEASE_REVIEW,
        /** A name is like a listed one, and is to be ruled. */
        LIST_MATCH,
        /** What was allowed for a hold ends. */
        GRANT_END,
        /** The last key with which a party signs ends. */
        KEY_END;

        /** As the API writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * Whether it is a matter of everybody in the party, and may be named on its feed. Causes of screening are for focal points and
         * approvers, rulings for those who rule, keys for those who sign.
         */
        public boolean named() {
            return switch (this) {
                case AGREEMENT_END, AGREEMENT_REVIEW, AGREEMENT_TERMINATION -> true;
                case RENEWAL,
                        ASSESSMENT_REVIEW,
                        MITIGATION_DUE,
                        ALLEGATION_REVIEW,
                        EXEMPTION_REVIEW,
                        QUARANTINE_REVIEW,
                        RELEASE_REVIEW,
                        LIST_MATCH,
                        GRANT_END,
                        KEY_END -> false;
            };
        }
    }

    public enum State {
        OPEN,
        /** Somebody has seen to it. */
        DONE,
        /** What it was about is no more so. */
        SETTLED
    }

    /**
     * A task that somebody must see to.
     *
     * @param closed by whom and why, where it is not open
     */
    public record Task(Due due, Instant openedAt, State state, Optional<Closed> closed) {}

    public record Closed(String subject, String reason, Instant at) {}

    /** Tasks of a party for who holds one of the roles, the most urgent first. */
    public record TasksOf(String party, Set<String> roles, State state) {
        public TasksOf {
            roles = Set.copyOf(roles);
        }
    }

    public record TaskList(List<Task> tasks) {
        public TaskList {
            tasks = List.copyOf(tasks);
        }
    }

    /** Somebody has seen to a task. */
    public record Complete(String task, String party, Set<String> roles, String subject, String reason) {
        public Complete {
            roles = Set.copyOf(roles);
        }
    }

    public sealed interface CompleteOutcome {
        /** Done, now or before. */
        record Completed(Task task) implements CompleteOutcome {}

        /** None, or none of the party and the roles. */
        record Absent() implements CompleteOutcome {}

        /** What it was about is no more so. */
        record Settled(Task task) implements CompleteOutcome {}
    }
}
