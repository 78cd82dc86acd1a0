package org.passerelle.audit.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.audit.merkle.Frontier;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.TreeHash;
import org.passerelle.core.message.Audit.Entry;

/**
 * Recomputes a log from its entries, one after the other, in little memory. Nothing that the operator says of them is believed: those that
 * are closed to the reader are held to the signed root as well, and to what the reader expects to be open.
 */
public final class LogVerifier {

    private final Set<Long> remarkable;
    private final Expected expected;
    private final Set<String> received = new HashSet<>();
    private final Map<Long, Hash> roots = new HashMap<>();
    private Frontier frontier = Frontier.EMPTY;
    private long closed;

    /** @param remarkable sizes whose roots will be asked for */
    public LogVerifier(Set<Long> remarkable, Expected expected) {
        this.remarkable = Set.copyOf(remarkable);
        this.expected = expected;
    }

    /** Takes the next entry; a fault if it is not the next one, or not what its hash says. */
    public Optional<Fault> add(Entry entry) {
        if (entry.index() != frontier.size()) {
            return Optional.of(Fault.at(frontier.size(), "entry is missing"));
        }
        Optional<Hash> leaf = leaf(entry);
        if (leaf.filter(hash -> hash.hex().equals(entry.leafHash())).isEmpty()) {
            return Optional.of(Fault.at(entry.index(), "entry does not have its leaf hash"));
        }
        if (isClosed(entry) && !expected.closed()) {
            return Optional.of(Fault.at(entry.index(), "entry is closed to a reader to whom every one is open"));
        }
        frontier = frontier.append(leaf.get()).frontier();
        closed += isClosed(entry) ? 1 : 0;
        receive(entry);
        if (remarkable.contains(frontier.size())) {
            roots.put(frontier.size(), frontier.root());
        }
        return Optional.empty();
    }

    /** Recomputed; of one that is not the reader's to open the hash itself, which must then lead to the signed root. */
    private static Optional<Hash> leaf(Entry entry) {
        return isClosed(entry)
                ? Proofs.hash(entry.leafHash())
                : leaf(entry.salt().orElse(""), entry.body().orElse(""));
    }

    private void receive(Entry entry) {
        if (!expected.receipts().isEmpty() && !isClosed(entry)) {
            String id = OpeningsCheck.tree(entry.body().orElse(""))
                    .path("disclosure")
                    .asText();
            expected.receipts().stream()
                    .filter(receipt -> receipt.id().equals(id) && entry.salt().equals(Optional.of(receipt.salt())))
                    .forEach(receipt -> received.add(id));
        }
    }

    private static boolean isClosed(Entry entry) {
        return entry.salt().isEmpty() && entry.body().isEmpty();
    }

    /** The leaf hash of a body and its salt in hexadecimal; empty when the salt is none. */
    static Optional<Hash> leaf(String salt, String body) {
        try {
            return Optional.of(TreeHash.leaf(HexFormat.of().parseHex(salt), body));
        } catch (IllegalArgumentException noSalt) {
            return Optional.empty();
        }
    }

    public long size() {
        return frontier.size();
    }

    /** How many of them told nothing but their hash. */
    public long closed() {
        return closed;
    }

    /** Ids of the expected receipts whose entry was opened, with the salt that the receipt says. */
    public Set<String> received() {
        return Set.copyOf(received);
    }

    public Hash root() {
        return frontier.root();
    }

    /** The root at a remarkable size that was reached. */
    public Optional<Hash> rootAt(long size) {
        return Optional.ofNullable(roots.get(size));
    }
}
