package org.passerelle.audit.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.note.NoteKey;
import org.passerelle.audit.note.SignedNote;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.core.message.Audit;

/**
 * Verifies logs without trusting the operator: signature of each checkpoint, every readable entry, root, growth since the last
 * verification, sampled proofs, and that the operator's own log witnessed the very same party logs.
 */
public final class AuditVerification {

    private static final int PAGE = 500;
    private static final int SAMPLES = 16;

    private final LogSource source;
    private final NoteKey key;
    private final Expected expected;
    private final Set<String> received = new HashSet<>();

    private AuditVerification(LogSource source, NoteKey key, Expected expected) {
        this.source = source;
        this.key = key;
        this.expected = expected;
    }

    /** Verifies every log of the source, to a reader to whom every entry is open. */
    public static Report verify(LogSource source, NoteKey key) throws IOException {
        return verify(source, key, Expected.EVERYTHING_OPEN);
    }

    /**
     * Verifies every log of the source.
     *
     * @param key that the verifier trusts, from elsewhere than the source
     */
    public static Report verify(LogSource source, NoteKey key, Expected expected) throws IOException {
        AuditVerification verification = new AuditVerification(source, key, expected);
        List<String> logs = source.logs();
        // Before the others: a party's log may grow meanwhile, but is never shorter than what this one witnessed.
        Optional<Signed> operator =
                logs.contains(Leaf.OPERATOR) ? verification.signed(Leaf.OPERATOR) : Optional.empty();
        List<LogResult> results = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (String log : logs) {
            results.add(
                    told.add(log)
                            ? verification.verify(log, operator)
                            : failed(log, "two logs are shown under this name"));
        }
        verification.notReceived().ifPresent(results::add);
        return new Report(results);
    }

    /** A receipt whose entry is in no log, or closed to whoever received it, fails by itself. */
    private Optional<LogResult> notReceived() {
        return expected.receipts().stream()
                .map(Expected.Receipt::id)
                .filter(id -> !received.contains(id))
                .sorted()
                .findFirst()
                .map(id -> failed("(receipts)", "disclosure " + id + " is in no entry that is open to its reader"));
    }

    // INVARIANT: a log that is not the one expected, or not read as a whole, never agrees.
    private LogResult verify(String log, Optional<Signed> operator) throws IOException {
        if (!LogName.fits(log)) {
            return failed("(unnamed)", "log is called neither as a party is, nor " + Leaf.OPERATOR);
        }
        Optional<String> other = source.party().filter(before -> !before.equals(log));
        if (LogName.isParty(log) && other.isPresent()) {
            return failed(log, "the log that was shown here before is that of " + other.get());
        }
        Optional<Signed> signed = log.equals(Leaf.OPERATOR) ? operator : signed(log);
        return signed.isPresent()
                ? verify(signed.get(), operator.map(Signed::head))
                : failed(log, "checkpoint is not signed by the trusted key");
    }

    private static LogResult failed(String log, String what) {
        return new LogResult(log, 0, "", "", 0, 0, 0, Optional.of(Fault.of(what)));
    }

    /** A tree head and the genuine note that says it. */
    private record Signed(TreeHead head, String note) {}

    private Optional<Signed> signed(String log) throws IOException {
        String note = source.checkpoint(log).note();
        return SignedNote.verify(note, key)
                .filter(head -> head.log().equals(log))
                .map(head -> new Signed(head, note));
    }

    private LogResult verify(Signed signed, Optional<TreeHead> operator) throws IOException {
        TreeHead head = signed.head();
        OpeningsCheck openings = new OpeningsCheck(source, operator);
        Optional<Fault> fault = head.log().equals(Leaf.OPERATOR) ? Optional.empty() : openings.check(head.log());
        List<TreeHead> known = new ArrayList<>(openings.witnessed());
        for (String note : source.remembered(head.log())) {
            Optional<TreeHead> then =
                    SignedNote.verify(note, key).filter(one -> one.log().equals(head.log()));
            then.ifPresent(known::add);
            if (then.isEmpty()) {
                fault = fault.or(() -> Optional.of(Fault.of("remembered checkpoint is not signed by the trusted key")));
            }
        }
        Set<Long> sizes = new HashSet<>();
        known.forEach(then -> sizes.add(then.size()));
        LogVerifier entries = new LogVerifier(sizes, expected);
        if (fault.isEmpty()) {
            fault = read(head, entries);
            received.addAll(entries.received());
        }
        if (fault.isEmpty()) {
            fault = grown(head, known, entries);
        }
        if (fault.isEmpty()) {
            fault = sampled(head, entries);
        }
        return new LogResult(
                head.log(),
                head.size(),
                head.root().hex(),
                signed.note(),
                entries.size(),
                entries.closed(),
                openings.checked(),
                fault);
    }

    /** All entries of the checkpoint; those that came after it are left out. Nobody but the operator reads the operator's. */
    private Optional<Fault> read(TreeHead head, LogVerifier entries) throws IOException {
        while (entries.size() < head.size()) {
            Optional<Audit.Entries> page = source.entries(head.log(), entries.size(), PAGE);
            if (page.isEmpty() && entries.size() == 0 && head.log().equals(Leaf.OPERATOR)) {
                return Optional.empty();
            }
            List<Audit.Entry> next = page.map(Audit.Entries::entries).orElse(List.of());
            if (next.isEmpty()) {
                return Optional.of(Fault.at(entries.size(), "entry is missing"));
            }
            for (Audit.Entry entry : next) {
                if (entries.size() < head.size()) {
                    Optional<Fault> fault = entries.add(entry);
                    if (fault.isPresent()) {
                        return fault;
                    }
                }
            }
        }
        return entries.root().equals(head.root())
                ? Optional.empty()
                : Optional.of(Fault.of("entries do not give the root of the checkpoint"));
    }

    /** Earlier states must be beginnings of this one. */
    private Optional<Fault> grown(TreeHead head, List<TreeHead> known, LogVerifier entries) throws IOException {
        for (TreeHead then : known) {
            if (then.size() > head.size()) {
                return Optional.of(Fault.of("log is shorter than it was at size " + then.size()));
            }
            if (then.size() > 0 && !isBeginning(then, head, entries)) {
                return Optional.of(Fault.of("log is not what it was at size " + then.size()));
            }
        }
        return Optional.empty();
    }

    private boolean isBeginning(TreeHead then, TreeHead head, LogVerifier entries) throws IOException {
        Optional<Hash> recomputed = entries.rootAt(then.size());
        return recomputed.isPresent() ? recomputed.get().equals(then.root()) : Proofs.consistent(source, then, head);
    }

    /** The proofs that others will rely on must be right as well. */
    private Optional<Fault> sampled(TreeHead head, LogVerifier entries) throws IOException {
        long step = Math.max(1, head.size() / SAMPLES);
        for (long index = head.size() - 1; index >= 0 && entries.size() > 0; index -= step) {
            Optional<Audit.Proof> proof =
                    source.proof(new Audit.ProofOf(head.log(), Audit.ProofOf.Kind.INCLUSION, index, head.size()));
            if (proof.isPresent() && !Proofs.included(proof.get(), index, head)) {
                return Optional.of(Fault.at(index, "inclusion proof is wrong"));
            }
        }
        return Optional.empty();
    }
}
