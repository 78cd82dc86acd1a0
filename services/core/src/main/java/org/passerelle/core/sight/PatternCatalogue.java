package org.passerelle.core.sight;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.passerelle.core.message.Searching.Pattern;

/** The patterns that are known, in the order of their ids; grows only. Safe for use by several threads. */
public final class PatternCatalogue {
    private final List<Pattern> patterns = new CopyOnWriteArrayList<>();

    /** The highest id that is known; 0 when none is. */
    public int highest() {
        return patterns.isEmpty() ? 0 : patterns.getLast().id();
    }

    /** Takes over those that are above the highest that is known. */
    public synchronized void add(List<Pattern> more) {
        int highest = highest();
        patterns.addAll(more.stream().filter(pattern -> pattern.id() > highest).toList());
    }

    /** All of them. */
    public List<Pattern> all() {
        return patterns;
    }
}
