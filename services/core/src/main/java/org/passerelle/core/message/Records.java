package org.passerelle.core.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.impact.Distinctions;
import org.passerelle.core.impact.RecordKind;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;

/** Questions to the owner of records. Callers are the gateway (after its own gates) and exchange. */
public final class Records {

    public static final Address<Submit, SubmitOutcome> SUBMIT =
            new Address<>("records.submit", Submit.class, SubmitOutcome.class);
    public static final Address<Revise, ReviseOutcome> REVISE =
            new Address<>("records.revise", Revise.class, ReviseOutcome.class);
    public static final Address<Reject, Case> REJECT = new Address<>("records.reject", Reject.class, Case.class);
    public static final Address<CasesOf, Cases> CASES = new Address<>("records.cases", CasesOf.class, Cases.class);
    public static final Address<Gather, Gathered> GATHER =
            new Address<>("records.gather", Gather.class, Gathered.class);
    public static final Address<GatherVersions, Versions> GATHER_VERSIONS =
            new Address<>("records.gather-versions", GatherVersions.class, Versions.class);
    public static final Address<ClassesAfter, Classes> CLASSES =
            new Address<>("records.classes", ClassesAfter.class, Classes.class);
    public static final Address<Recall, RecallOutcome> RECALL =
            new Address<>("records.recall", Recall.class, RecallOutcome.class);
    public static final Address<DerivedFrom, Derivatives> DERIVATIVES =
            new Address<>("records.derivatives", DerivedFrom.class, Derivatives.class);
    public static final Address<SupersededBy, Superseded> SUPERSEDED =
            new Address<>("records.superseded", SupersededBy.class, Superseded.class);
    public static final Address<TearLinesOf, TearLines> TEAR_LINES =
            new Address<>("records.tear-lines", TearLinesOf.class, TearLines.class);
    public static final Address<SameContentOf, SameContent> SAME_CONTENT =
            new Address<>("records.same-content", SameContentOf.class, SameContent.class);
    public static final Address<SameContentsOf, SameContents> SAME_CONTENTS =
            new Address<>("records.same-contents", SameContentsOf.class, SameContents.class);
    public static final Address<EventsAfter, Events> EVENTS =
            new Address<>("records.events", EventsAfter.class, Events.class);
    public static final Address<KindsOf, Kinds> KINDS = new Address<>("records.kinds", KindsOf.class, Kinds.class);
    public static final Address<FactsOf, Facts> FACTS = new Address<>("records.facts", FactsOf.class, Facts.class);
    public static final Address<CurrentFactsOf, Facts> CURRENT_FACTS =
            new Address<>("records.current-facts", CurrentFactsOf.class, Facts.class);
    public static final Address<StatesOf, States> STATES =
            new Address<>("records.states", StatesOf.class, States.class);

    private Records() {}

    /**
     * A portion to store: label resolved, origin and custody inherited by the gateway.
     *
     * @param originalMarking the marking as submitted, kept verbatim
     */
    public record NewPortion(
            String field,
            Content content,
            Label label,
            String originalMarking,
            String sourceType,
            List<Receipt> custody,
            List<String> derivedFrom) {}

    /**
     * Stores version 1 under a new random id; the same key of the same account with the same {@code bodyHash} answers the first
     * outcome again.
     *
     * @param party the submitter's party: the releaser
     * @param quarantineCause present: stored as QUARANTINED
     * @param tearLineOf id of the record of the same party of which it is the summary; the version before, if any, may have been one of another
     *     or of none
     */
    public record Submit(
            String party,
            String submitter,
            Optional<String> idempotencyKey,
            String bodyHash,
            String type,
            Set<String> areas,
            Set<String> policyTags,
            Optional<String> quarantineCause,
            List<NewPortion> portions,
            Optional<String> tearLineOf) {

        /** No tear-line. */
        public Submit(
                String party,
                String submitter,
                Optional<String> idempotencyKey,
                String bodyHash,
                String type,
                Set<String> areas,
                Set<String> policyTags,
                Optional<String> quarantineCause,
                List<NewPortion> portions) {
            this(
                    party,
                    submitter,
                    idempotencyKey,
                    bodyHash,
                    type,
                    areas,
                    policyTags,
                    quarantineCause,
                    portions,
                    Optional.empty());
        }

        /** The same as the tear-line of a record, or of none. */
        public Submit asTearLineOf(Optional<String> recordId) {
            return new Submit(
                    party,
                    submitter,
                    idempotencyKey,
                    bodyHash,
                    type,
                    areas,
                    policyTags,
                    quarantineCause,
                    portions,
                    recordId);
        }

        /**
         * The record as it is judged from the moment of storing on, and as it would be.
         *
         * @param portionIds of the portions, in their order
         */
        public StoredRecord stored(String recordId, int version, Instant at, List<String> portionIds) {
            List<PortionFacts> facts = new ArrayList<>();
            Map<String, Content> contents = new LinkedHashMap<>();
            Map<String, List<String>> sources = new HashMap<>();
            for (int index = 0; index < portions.size(); index++) {
                NewPortion portion = portions.get(index);
                String id = portionIds.get(index);
                facts.add(new PortionFacts(
                        id, portion.field(), Optional.of(portion.label()), portion.sourceType(), portion.custody()));
                contents.put(id, portion.content());
                if (!portion.derivedFrom().isEmpty()) {
                    sources.put(id, portion.derivedFrom());
                }
            }
            RecordFacts record = new RecordFacts(
                    recordId,
                    version,
                    type,
                    party,
                    submitter,
                    quarantineCause.isPresent() ? RecordState.QUARANTINED : RecordState.ACTIVE,
                    at,
                    head().flatMap(Content.Head::eventTime),
                    head().flatMap(Content.Head::validUntil),
                    areas,
                    policyTags,
                    facts,
                    List.of());
            return new StoredRecord(record, contents, at, derivedFrom(), sources);
        }

        private Optional<Content.Head> head() {
            return portions.stream()
                    .map(NewPortion::content)
                    .filter(Content.Head.class::isInstance)
                    .map(Content.Head.class::cast)
                    .findFirst();
        }

        private List<String> derivedFrom() {
            return portions.stream()
                    .flatMap(portion -> portion.derivedFrom().stream())
                    .distinct()
                    .toList();
        }
    }

    public sealed interface SubmitOutcome {
        record Stored(String recordId, int version, boolean replayed) implements SubmitOutcome {}

        /** The key was used with another body. */
        record KeyReused() implements SubmitOutcome {}
    }

    /**
     * Stores the next version when the current one is {@code expectedVersion} and {@code party} is the releaser. Attachments stay.
     *
     * @param without attachments that do not
     */
    public record Revise(String recordId, int expectedVersion, Submit content, Set<String> without) {

        /** With all of its attachments. */
        public Revise(String recordId, int expectedVersion, Submit content) {
            this(recordId, expectedVersion, content, Set.of());
        }
    }

    public sealed interface ReviseOutcome {
        record Stored(String recordId, int version) implements ReviseOutcome {}

        record Absent() implements ReviseOutcome {}

        record Moved(int currentVersion) implements ReviseOutcome {}
    }

    /** Keeps a rejection case: marking, submitter and salted hash of the discarded bytes. */
    public record Reject(String party, String submitter, String marking, Level level, Level ceiling, String bodyHash) {}

    public record Case(String id, String party, String submitter, String marking, String saltedHash, Instant at) {}

    public record CasesOf(String party) {}

    public record Cases(List<Case> cases) {}

    /** The current version, or a named one; absent answers run the same statements as present ones. */
    public record Gather(String recordId, Optional<Integer> version) {}

    public sealed interface Gathered {
        record Found(StoredRecord record) implements Gathered {}

        record Absent() implements Gathered {}
    }

    /** @param after version that the page before ended with; 0 for the first page */
    public record GatherVersions(String recordId, int after) {
        public GatherVersions(String recordId) {
            this(recordId, 0);
        }
    }

    /**
     * All versions, oldest first; empty when absent. A page ends at so many of them, or bytes.
     *
     * @param more whether there are later ones
     */
    public record Versions(List<StoredRecord> versions, boolean more) {
        public Versions(List<StoredRecord> versions) {
            this(versions, false);
        }
    }

    /**
     * An interned label class: what policy reads of a portion, shared by many.
     *
     * @param facts record facts of one portion with row-level facts absent (no event time, grants, named persons or custody)
     */
    public record LabelClass(int id, RecordFacts facts, PortionFacts portion) {}

    public record ClassesAfter(int afterId) {}

    /** In the order of their ids; a whole page may not be the last. */
    public record Classes(List<LabelClass> classes) {
        public static final int PAGE = 5_000;
    }

    /** Recalls all versions; raises the barrier; leaves an event for notices. */
    public record Recall(String recordId, String party, String subject, String reason) {}

    public sealed interface RecallOutcome {
        record Recalled(String recallId, long barrier) implements RecallOutcome {}

        record Absent() implements RecallOutcome {}

        record AlreadyRecalled(String recallId) implements RecallOutcome {}
    }

    public record DerivedFrom(String recordId) {}

    /**
     * Ids of records whose current version cites the record, directly or through others, by releaser.
     *
     * @param links what each of them cites, of these and of the record: who may not read one in between is not told what it leads to
     */
    public record Derivatives(Map<String, List<String>> byReleaser, Map<String, List<String>> links) {}

    /**
     * Which of these holdings of a record have something that ceases to stand with a version of it: it stood in the version of the holding, and
     * in the one of which recipients were told last, and does not in this one.
     *
     * @param told 0 when recipients were told of none
     */
    public record SupersededBy(String recordId, int version, int told, List<Audit.Holding> holdings) {
        public SupersededBy {
            holdings = List.copyOf(holdings);
        }
    }

    /** @param holdings of those asked about; absent when the record is in quarantine, recalled or gone */
    public record Superseded(Optional<List<Audit.Holding>> holdings) {
        public Superseded {
            holdings = holdings.map(List::copyOf);
        }
    }

    /** Which tear-lines a record has, and of which it is one; for its own party alone. */
    public record TearLinesOf(String recordId) {}

    /**
     * @param of the record of which it is a tear-line
     * @param those ids of its own tear-lines, the first that were submitted first
     */
    public record TearLines(Optional<String> of, List<String> those) {
        public TearLines {
            those = List.copyOf(those);
        }
    }

    /**
     * What is stored with one of these fingerprints, in any version and any form in which it can leave; told to the gateway alone.
     *
     * @param after where the page before ended
     */
    public record SameContentOf(Set<Fingerprint> fingerprints, Optional<TwinPlace> after) {
        public SameContentOf(Set<Fingerprint> fingerprints) {
            this(fingerprints, Optional.empty());
        }
    }

    /**
     * @param records versions with such a portion, at most 200 in all, taken from each releaser in turn; the same statement for none. Texts that
     *     have another content are {@link #OTHER}
     * @param newest number of the present version of each of these records, by its id
     * @param next where the next page begins: each ends at so many bytes
     */
    public record SameContent(List<StoredRecord> records, Map<String, Integer> newest, Optional<TwinPlace> next) {
        /** In place of a text that has not the content that is looked for: it takes part in a view and says nothing. */
        public static final Content OTHER = new Content.Text("");

        public SameContent {
            records = List.copyOf(records);
            newest = Map.copyOf(newest);
        }

        public SameContent(List<StoredRecord> records, Map<String, Integer> newest) {
            this(records, newest, Optional.empty());
        }
    }

    /** Where a page of equal contents ended. */
    public record TwinPlace(int submission, long position, int version) {}

    /** The same question about several submissions, at most 100. */
    public record SameContentsOf(List<Set<Fingerprint>> submissions, Optional<TwinPlace> after) {
        public SameContentsOf {
            submissions = List.copyOf(submissions);
        }

        public SameContentsOf(List<Set<Fingerprint>> submissions) {
            this(submissions, Optional.empty());
        }
    }

    /**
     * @param each for each submission, in the order of the question
     * @param next where the next page begins
     */
    public record SameContents(List<SameContent> each, Optional<TwinPlace> next) {
        public SameContents {
            each = List.copyOf(each);
        }

        public SameContents(List<SameContent> each) {
            this(each, Optional.empty());
        }
    }

    /** Outbox of records in commit order; gap-free: nothing earlier can still appear. */
    public record EventsAfter(long after, int limit) {}

    public record Event(
            long sequence, Kind kind, String recordId, int version, String releaser, Instant at, String detail) {

        public enum Kind {
            SUBMITTED,
            REVISED,
            RECALLED,
            /** Out of quarantine: offered again. */
            RELEASED,
            /** The record is gone; whoever received it is told. */
            DESTROYED,
            /** Nothing is left of the record, which was recalled before: nobody is told again, and why it was recalled goes too. */
            ERASED
        }
    }

    public record Events(List<Event> events) {}

    /**
     * Current versions of a party's records, those together that a comparison of policies cannot tell apart. Counted page by page, each
     * page as of its own moment.
     *
     * @param classes label classes that matter; records without a portion of them are left out, and so are other portions
     * @param single ids of records that are each a kind of its own
     * @param at the instant by which lifecycle and delays count
     * @param after where the previous page ended; 0 from the start
     * @param limit at most 2000
     */
    public record KindsOf(
            String releaser,
            Set<Integer> classes,
            Distinctions distinctions,
            Set<String> single,
            Instant at,
            long after,
            int limit) {}

    /** @param next where to read on; empty at the end */
    public record Kinds(List<RecordKind> kinds, Optional<Long> next) {}

    /** What policy reads of these versions. */
    public record FactsOf(List<VersionOf> versions) {}

    public record VersionOf(String recordId, int version) {}

    /** Without those that are not there, in any order. */
    public record Facts(List<RecordFacts> facts) {}

    /** What policy reads of the current versions of these records; no content is opened for it. */
    public record CurrentFactsOf(List<String> recordIds) {
        public CurrentFactsOf {
            recordIds = List.copyOf(recordIds);
        }
    }

    /** Where these records stand now. */
    public record StatesOf(Set<String> recordIds) {
        public StatesOf {
            recordIds = Set.copyOf(recordIds);
        }
    }

    /** @param states by record, without those that are not there, or of which nothing may be retained any more */
    public record States(Map<String, RecordState> states) {
        public States {
            states = Map.copyOf(states);
        }
    }
}
