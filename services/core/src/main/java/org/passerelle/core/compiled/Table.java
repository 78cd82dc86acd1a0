package org.passerelle.core.compiled;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.decision.PortionDecision;

/** The entries of one profile by class number; filled as classes are asked for. */
final class Table {

    // INVARIANT: entries are complete when they are put here; a lost update only means that one is compiled again.
    private volatile @Nullable Entry[] entries;

    Table() {
        this(new Entry[64]);
    }

    // Most classes are decided like others: one denial stands for all that it is the answer to.
    private final Map<PortionDecision, PortionDecision> decisions = new ConcurrentHashMap<>();

    private Table(@Nullable Entry[] entries) {
        this.entries = entries;
    }

    @Nullable
    Entry get(int number) {
        @Nullable Entry[] known = entries;
        return number < known.length ? known[number] : null;
    }

    synchronized void put(int number, Entry entry) {
        @Nullable Entry[] known = entries;
        if (number >= known.length) {
            known = Arrays.copyOf(known, Math.max(number + 1, known.length * 2));
        }
        known[number] = entry;
        entries = known;
    }

    /** The same decision, once for all entries. */
    PortionDecision shared(PortionDecision decision) {
        PortionDecision known = decisions.putIfAbsent(decision, decision);
        return known == null ? decision : known;
    }

    /** A table with those of the entries that still hold. */
    Table keeping(Predicate<Entry> holds) {
        @Nullable Entry[] kept = entries.clone();
        for (int i = 0; i < kept.length; i++) {
            Entry entry = kept[i];
            if (entry != null && !holds.test(entry)) {
                kept[i] = null;
            }
        }
        return new Table(kept);
    }
}
