package org.passerelle.audit.seal;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.merkle.Hash;

/**
 * The entries of one interval, spread at random over slots. Slots without an entry hold random hashes, which nobody can tell from
 * those of entries: neither the interval's root nor the length of a proof says how many entries there are.
 *
 * @param filled entries with their slots
 */
record Interval(int slots, Hash root, List<Filled> filled) {

    private static final int LEAST_SLOTS = 64;

    /** @param proof from the entry's hash to the interval's root */
    record Filled(int slot, SealedEntry entry, List<Hash> proof) {}

    static Interval of(List<SealedEntry> entries, SecureRandom random) {
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, entries.size() - 1)) << 1);
        List<Integer> order = new ArrayList<>();
        List<Hash> hashes = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            order.add(slot);
            hashes.add(Leaf.salt(random));
        }
        Collections.shuffle(order, random);
        for (int entry = 0; entry < entries.size(); entry++) {
            hashes.set(order.get(entry), entries.get(entry).hash());
        }
        IntervalTree tree = new IntervalTree(hashes);
        List<Filled> filled = new ArrayList<>();
        for (int entry = 0; entry < entries.size(); entry++) {
            int slot = order.get(entry);
            filled.add(new Filled(slot, entries.get(entry), tree.proof(slot)));
        }
        return new Interval(slots, tree.root(), filled);
    }
}
