package org.passerelle.core.message;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Grid;

/** Questions to the transparency log. */
public final class Audit {

    public static final Address<Append, AppendOutcome> APPEND =
            new Address<>("audit.append", Append.class, AppendOutcome.class);
    public static final Address<Note, Done> NOTE = new Address<>("audit.note", Note.class, Done.class);
    public static final Address<EntriesOf, Entries> ENTRIES =
            new Address<>("audit.entries", EntriesOf.class, Entries.class);
    public static final Address<LedgerOf, Ledger> LEDGER = new Address<>("audit.ledger", LedgerOf.class, Ledger.class);
    public static final Address<HoldersOf, Ledger> HOLDERS =
            new Address<>("audit.holders", HoldersOf.class, Ledger.class);
    public static final Address<ReceivedOf, Received> RECEIVED =
            new Address<>("audit.received", ReceivedOf.class, Received.class);
    public static final Address<CheckpointOf, Checkpoint> CHECKPOINT =
            new Address<>("audit.checkpoint", CheckpointOf.class, Checkpoint.class);
    public static final Address<ProofOf, Proof> PROOF = new Address<>("audit.proof", ProofOf.class, Proof.class);
    public static final Address<OpeningsOf, Openings> OPENINGS =
            new Address<>("audit.openings", OpeningsOf.class, Openings.class);
    public static final Address<KeyOf, Key> KEY = new Address<>("audit.key", KeyOf.class, Key.class);
    public static final Address<TrafficOf, Traffic> TRAFFIC =
            new Address<>("audit.traffic", TrafficOf.class, Traffic.class);
    public static final Address<ReleasesOf, Releases> RELEASES =
            new Address<>("audit.releases", ReleasesOf.class, Releases.class);
    public static final Address<ReleaseOf, ReleaseTold> RELEASE =
            new Address<>("audit.release", ReleaseOf.class, ReleaseTold.class);

    private Audit() {}

    /**
     * The release point: answers only when the leaves are durable in every log concerned (each originating party's, the
     * recipient's), and refuses when the barrier is above {@code policyVersion}.
     *
     * @param rules version of the rules by which it was decided; like {@code unit} of nobody's concern but the ledger's
     * @param unit to which the recipient's account belongs
     * @param items one per record disclosed; one leaf a log, over the root of its items' view hashes
     */
    public record Append(
            String disclosureId,
            long policyVersion,
            int rules,
            String recipient,
            Optional<String> unit,
            String subject,
            Action action,
            String purpose,
            List<Item> items) {}

    /**
     * @param originators parties whose logs take it, beside the recipient's
     * @param viewHash lower-case hexadecimal SHA-256 of the canonical view bytes
     * @param notice true for a recall or correction notice
     * @param portions what of the record left, and on which terms; of nobody's concern but the ledger's
     */
    public record Item(
            String recordId,
            int version,
            String releaser,
            List<String> originators,
            List<String> clauses,
            List<String> agreementHashes,
            List<String> assessments,
            String viewHash,
            boolean notice,
            List<Portion> portions) {

        /** What brings no content, such as a notice. */
        public Item(
                String recordId,
                int version,
                String releaser,
                List<String> originators,
                List<String> clauses,
                List<String> agreementHashes,
                List<String> assessments,
                String viewHash,
                boolean notice) {
            this(
                    recordId,
                    version,
                    releaser,
                    originators,
                    clauses,
                    agreementHashes,
                    assessments,
                    viewHash,
                    notice,
                    List.of());
        }
    }

    /**
     * A portion as a party received it.
     *
     * @param clause the clause that allowed it; empty without any
     * @param onward to whom the recipient may pass it on
     * @param geometry how exactly a head told the place
     * @param details names of the details that left with a head
     * @param tags predicates of the tags that left with a head; absent in receipts from before they were kept
     */
    public record Portion(
            String id,
            String clause,
            Audience onward,
            GeometryTier geometry,
            List<String> details,
            Optional<List<String>> tags) {
        public Portion {
            details = List.copyOf(details);
            tags = tags.map(List::copyOf);
        }

        /** What is no head, or left before tags were kept. */
        public Portion(String id, String clause, Audience onward, GeometryTier geometry, List<String> details) {
            this(id, clause, onward, geometry, details, Optional.empty());
        }

        /** What of content left, where it left as this portion did: no tags where it is not known which. */
        public Content left(Content stored) {
            return switch (stored) {
                case Content.Text text -> text;
                case Content.Attachment file -> file;
                case Content.Head head -> left(head);
            };
        }

        private Content.Head left(Content.Head head) {
            Map<String, Object> kept = new HashMap<>(head.details());
            kept.keySet().retainAll(details);
            List<String> predicates = tags.orElse(List.of());
            return new Content.Head(
                    head.type(),
                    head.language(),
                    head.eventTime(),
                    head.validUntil(),
                    head.country(),
                    head.admin1(),
                    head.geometry().flatMap(place -> Grid.coarsened(place, geometry)),
                    head.grading(),
                    head.tags().stream()
                            .filter(tag -> predicates.contains(Content.Head.predicate(tag)))
                            .toList(),
                    kept);
        }
    }

    public sealed interface AppendOutcome {
        /** @param salt hexadecimal; travels with the disclosure */
        record Appended(String disclosureId, Instant at, String salt) implements AppendOutcome {}

        /** Decided under a policy that has moved on; decide again. */
        record PolicyMoved(long barrier) implements AppendOutcome {}
    }

    /**
     * An entry for the operator's log: a denial, a hold, a policy change, a sign-in refusal. Never content.
     *
     * @param party whom it concerns or who did it; it may open entries of few kinds, and those alone
     * @param detail at most {@value Note#LONGEST} characters; what is longer is cut
     */
    public record Note(String kind, String subject, String party, String detail) {
        /** A reason that somebody gave, and what it was given for. */
        public static final int LONGEST = 4_000;

        public Note {
            detail = cut(detail, LONGEST);
        }

        /** The beginning of a text, without half a character at its end. */
        public static String cut(String text, int longest) {
            if (text.length() <= longest) {
                return text;
            }
            return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
        }
    }

    /**
     * A party's own log, or {@code operator}.
     *
     * @param subject who reads it
     * @param auditor whether that is an auditor of the party, who opens every entry
     * @param after how many entries the reader has already: 0 from the start, then the index of the last one plus one
     * @param limit at most 1000
     */
    public record EntriesOf(String party, String subject, boolean auditor, long after, int limit) {}

    /**
     * An entry, opened or as it stands in the tree; with the hash alone the log is verified as well.
     *
     * @param body canonical JSON that was hashed with the salt; like the others absent where it is not the reader's to open
     * @param salt hexadecimal
     */
    public record Entry(
            long index, Optional<Instant> at, Optional<String> body, Optional<String> salt, String leafHash) {}

    public record Entries(List<Entry> entries, long size) {}

    /**
     * Who received a record (releaser's ledger), the newest receipt first. Whoever reads makes a receipt each time: there is no end to them, and
     * so they are told page by page.
     *
     * @param before where the page before ended
     */
    public record LedgerOf(String recordId, Optional<Long> before, int limit) {}

    /**
     * Which parties hold content of a record, and of which versions: by each, its latest receipt of those that brought content. One for each
     * party, however often it received what.
     *
     * @param releaser who holds its own, and is not asked for
     * @param before only what was received of versions before this one
     */
    public record HoldersOf(String recordId, String releaser, Optional<Integer> before) {}

    public record Receipt(
            String disclosureId,
            String recordId,
            int version,
            String recipient,
            String subject,
            Action action,
            String purpose,
            Instant at) {}

    /** @param next where the next page begins; absent at the end */
    public record Ledger(List<Receipt> receipts, Optional<Long> next) {
        /** All there are. */
        public Ledger(List<Receipt> receipts) {
            this(receipts, Optional.empty());
        }
    }

    /** Which of these records a party has ever received, whoever of it, and whatever has become of them since. */
    public record ReceivedOf(String party, List<String> recordIds) {}

    /**
     * A record version as a party received it, once for each different way.
     *
     * @param portions absent in receipts from before they were kept: then all of the version counts as received
     */
    public record Holding(String recordId, int version, Optional<List<Portion>> portions) {}

    public record Received(List<Holding> holdings) {}

    /**
     * What these parties received of a releaser's records since an instant; told to the gateway alone. Receipts from before releasers
     * were kept come along, whoever released the record.
     *
     * @param after where the previous page ended
     * @param limit at most 1000
     */
    public record TrafficOf(String releaser, List<String> recipients, Instant since, Optional<Flow> after, int limit) {}

    /** Disclosures of one record version to one account that are alike. */
    public record Flow(
            String recordId,
            int version,
            String recipient,
            String subject,
            Action action,
            String purpose,
            long disclosures) {}

    public record Traffic(List<Flow> flows) {}

    /**
     * What a releaser's records went to, the newest first; told to the gateway alone. Receipts from before releasers were kept come along,
     * whoever released the record.
     *
     * @param to which of the recipients
     * @param from inclusive
     * @param until exclusive
     * @param before where the previous page ended
     * @param limit at most 1000
     */
    public record ReleasesOf(
            String releaser, Scope to, Instant from, Instant until, Optional<Long> before, int limit) {}

    /**
     * Releases to units of a party, and those that named certain assessments, whoever received them: the force behind an end-user is
     * found by these.
     *
     * @param units empty: whatever went to the party, whichever unit
     */
    public record Scope(String recipient, Optional<Set<String>> units, Set<String> assessments) {
        public Scope {
            units = units.map(Set::copyOf);
            assessments = Set.copyOf(assessments);
        }
    }

    /**
     * A record version that went to somebody.
     *
     * @param position grows with each release
     * @param unit that of the recipient's account then
     * @param assessments by which it was allowed; absent where neither these nor the unit were kept yet
     */
    public record Release(
            long position,
            String disclosureId,
            String recordId,
            int version,
            String recipient,
            Optional<String> unit,
            String subject,
            Action action,
            String purpose,
            Instant at,
            Optional<List<String>> assessments) {
        public Release {
            assessments = assessments.map(List::copyOf);
        }
    }

    public record Releases(List<Release> releases) {}

    /** What the log of a releasing party says of one disclosure. */
    public record ReleaseOf(String party, String disclosureId) {}

    /** @param release absent where the party's log has no release of this id */
    public record ReleaseTold(Optional<Evidence> release) {}

    /**
     * A leaf of a releasing party's log.
     *
     * @param index of the leaf in that log, from 0
     * @param leafHash lower-case hexadecimal
     * @param unit of the recipient's account then
     * @param rules version of the rules by which it was decided; absent where the ledger kept neither them nor units yet
     */
    public record Evidence(
            long index, String leafHash, ReleaseLeaf leaf, Optional<String> unit, Optional<Integer> rules) {}

    /**
     * What the leaf says, as it was hashed.
     *
     * @param policyVersion under which it was decided
     * @param root RFC 6962 root over the views' hashes of {@code items}
     */
    public record ReleaseLeaf(
            String disclosure,
            Instant at,
            long policyVersion,
            String recipient,
            String subject,
            Action action,
            String purpose,
            String root,
            List<ReleaseItem> items) {}

    /** @param view hash of what left, lower-case hexadecimal */
    public record ReleaseItem(
            String record,
            int version,
            String releaser,
            List<String> clauses,
            List<String> agreements,
            List<String> assessments,
            String view,
            boolean notice) {}

    /** @param log a party id, or {@code operator} */
    public record CheckpointOf(String log) {}

    /** A signed note over origin, size and root (C2SP tlog-checkpoint). */
    public record Checkpoint(String log, long size, String rootHash, String note) {}

    /** Inclusion of {@code index} in {@code size}, or consistency of size {@code index} with {@code size} (RFC 6962 §2.1). */
    public record ProofOf(String log, Kind kind, long index, long size) {

        public enum Kind {
            INCLUSION,
            CONSISTENCY
        }
    }

    /**
     * @param hashes hexadecimal, in the order of RFC 6962; empty also when there is no such proof
     * @param leafHash of the leaf proved; empty for consistency, and when there is no such leaf or size
     */
    public record Proof(List<String> hashes, Optional<String> leafHash) {}

    /**
     * Entries of the operator's log that a party may open: notes of what it did, and the checkpoints of its own log.
     *
     * @param afterInterval 0 from the start
     * @param limit at most 1000
     */
    public record OpeningsOf(String party, long afterInterval, int limit) {}

    /**
     * An entry of an interval with its way into the operator's log: the entry's leaf is number {@code slot} of {@code slots} under the
     * root that {@code leafBody} names, and that leaf is number {@code position} of the operator's log.
     *
     * @param body canonical JSON that was hashed with {@code salt}
     * @param leafBody canonical JSON of the interval's leaf, hashed with {@code leafSalt}
     */
    public record Opening(
            long interval,
            long position,
            String leafBody,
            String leafSalt,
            int slot,
            int slots,
            String body,
            String salt,
            List<String> proof) {}

    public record Openings(List<Opening> openings) {}

    /** The public key that signs the checkpoints of {@code log}; a verifier keeps it and takes no other without asking. */
    public record KeyOf(String log) {}

    /** @param text the key as C2SP signed notes write it: name, id and key, joined by plus signs */
    public record Key(String text) {}
}
