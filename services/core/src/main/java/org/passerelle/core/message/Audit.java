package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Action;

/** Questions to the transparency log. */
public final class Audit {

    public static final Address<Append, AppendOutcome> APPEND =
            new Address<>("audit.append", Append.class, AppendOutcome.class);
    public static final Address<Note, Done> NOTE = new Address<>("audit.note", Note.class, Done.class);
    public static final Address<EntriesOf, Entries> ENTRIES =
            new Address<>("audit.entries", EntriesOf.class, Entries.class);
    public static final Address<LedgerOf, Ledger> LEDGER = new Address<>("audit.ledger", LedgerOf.class, Ledger.class);
    public static final Address<CheckpointOf, Checkpoint> CHECKPOINT =
            new Address<>("audit.checkpoint", CheckpointOf.class, Checkpoint.class);
    public static final Address<ProofOf, Proof> PROOF = new Address<>("audit.proof", ProofOf.class, Proof.class);

    private Audit() {}

    /**
     * The release point: answers only when the leaves are durable in every log concerned (each originating party's, the
     * recipient's), and refuses when the barrier is above {@code policyVersion}.
     *
     * @param items one per record disclosed; one leaf a log, over the root of its items' view hashes
     */
    public record Append(
            String disclosureId,
            long policyVersion,
            String recipient,
            String subject,
            Action action,
            String purpose,
            List<Item> items) {}

    /**
     * @param originators parties whose logs take it, beside the recipient's
     * @param viewHash lower-case hexadecimal SHA-256 of the canonical view bytes
     * @param notice true for a recall or correction notice
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
            boolean notice) {}

    public sealed interface AppendOutcome {
        /** @param salt hexadecimal; travels with the disclosure */
        record Appended(String disclosureId, Instant at, String salt) implements AppendOutcome {}

        /** Decided under a policy that has moved on; decide again. */
        record PolicyMoved(long barrier) implements AppendOutcome {}
    }

    /** An entry for the operator's log: a denial, a hold, a policy change, a sign-in refusal. Never content. */
    public record Note(String kind, String subject, String party, String detail) {}

    /** A party's own log. */
    public record EntriesOf(String party, long after, int limit) {}

    /**
     * @param body canonical JSON that was hashed with the salt
     * @param salt hexadecimal
     */
    public record Entry(long index, Instant at, String body, String salt, String leafHash) {}

    public record Entries(List<Entry> entries, long size) {}

    /** Who received a record (releaser's ledger). */
    public record LedgerOf(String recordId) {}

    public record Receipt(
            String disclosureId,
            String recordId,
            int version,
            String recipient,
            String subject,
            Action action,
            String purpose,
            Instant at) {}

    public record Ledger(List<Receipt> receipts) {}

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

    public record Proof(List<String> hashes, Optional<String> leafHash) {}
}
