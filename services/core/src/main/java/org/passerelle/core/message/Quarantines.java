package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Questions about records in quarantine, because they were possibly obtained by mistreatment (HRDDP H10) or by a blocked method. They are
 * disclosed to nobody until somebody who neither submitted nor flagged them has ruled.
 */
public final class Quarantines {

    public static final Address<Quarantine, QuarantineOutcome> QUARANTINE =
            new Address<>("records.quarantine", Quarantine.class, QuarantineOutcome.class);
    public static final Address<ListOf, CaseList> LIST =
            new Address<>("records.quarantines", ListOf.class, CaseList.class);
    public static final Address<Find, FindOutcome> FIND =
            new Address<>("records.quarantine-case", Find.class, FindOutcome.class);
    public static final Address<Rule, RuleOutcome> RULE =
            new Address<>("records.rule-quarantine", Rule.class, RuleOutcome.class);

    private Quarantines() {}

    /** Flags a stored record, with all its versions. Whether the caller may is for the gateway to know. */
    public record Quarantine(String recordId, String party, String subject, String reason) {}

    public sealed interface QuarantineOutcome {
        /** Disclosed to nobody from the answer on, on every gateway; also when somebody else had flagged it meanwhile. */
        record Quarantined(Case opened) implements QuarantineOutcome {}

        record Absent() implements QuarantineOutcome {}
    }

    /**
     * Why a record is in quarantine, and what came of it. Nothing of the content.
     *
     * @param marking the highest of the record's portions, in the submitter's words
     * @param cause what the submission carried, or the reason of who flagged it
     * @param party of who flagged it; the releaser where the submission itself carried the cause
     * @param subject who flagged it, or submitted it
     */
    public record Case(
            String id,
            String recordId,
            String releaser,
            String submitter,
            String marking,
            String cause,
            String party,
            String subject,
            Instant at,
            Optional<Ruled> ruled) {}

    /**
     * @param saltedHash of what was destroyed; proves what it was to who still has it
     * @param barrier policy version from which the ruling counts
     */
    public record Ruled(
            Ruling ruling, String subject, String reason, Optional<String> saltedHash, Instant at, long barrier) {}

    public enum Ruling {
        /** Readable again, and offered again. */
        RELEASE,
        /** The content of all versions is gone; the record never was. */
        DESTROY
    }

    /**
     * Cases that a party may know.
     *
     * @param releasers whose records it reviews
     * @param party which sees what it flagged itself too
     */
    public record ListOf(Set<String> releasers, String party) {
        public ListOf {
            releasers = Set.copyOf(releasers);
        }
    }

    /** Those to be ruled first, then the newest. */
    public record CaseList(List<Case> cases) {
        public CaseList {
            cases = List.copyOf(cases);
        }
    }

    public record Find(String id, ListOf among) {}

    public sealed interface FindOutcome {
        record Found(Case found) implements FindOutcome {}

        record Absent() implements FindOutcome {}
    }

    /** @param releasers whose records the ruler's party reviews: of others the case is absent */
    public record Rule(String id, Set<String> releasers, String party, String subject, Ruling ruling, String reason) {
        public Rule {
            releasers = Set.copyOf(releasers);
        }
    }

    public sealed interface RuleOutcome {
        /** Effective on every gateway. */
        record Done(Case ruled) implements RuleOutcome {}

        record Absent() implements RuleOutcome {}

        /** It was ruled otherwise, or separation of duties forbids it (HRDDP H8). */
        record NotPossible(String reason) implements RuleOutcome {}
    }
}
