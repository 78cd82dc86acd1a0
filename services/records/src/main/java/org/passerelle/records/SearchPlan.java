package org.passerelle.records;

import java.util.List;
import org.passerelle.core.message.Records.Filter;

/**
 * In which order rows are looked at. All answer the same; which is the shortest way depends on how many records are seen, and that is
 * known.
 */
enum SearchPlan {
    /** Each pattern that is seen by itself: where few records are seen. */
    BY_PATTERN,
    /** All records from the newest on: where many are seen. */
    BY_POSITION,
    /** The same, but after {@link #PROBE} records something else is tried. */
    PROBING,
    /** By what is filtered, or the words. */
    BY_FILTER;

    /** So many positions are looked at before it is certain that what is filtered is rare. */
    static final long PROBE = 20_000;

    private static final long FEW = 20_000;

    /** The shortest way to a page. */
    static SearchPlan of(Filter filter, List<Integer> patterns, PatternSizes.Sizes sizes, int limit) {
        long seen = sizes.of(patterns);
        if (filter.text().isPresent()) {
            return BY_FILTER;
        }
        if (filter.ofHead()) {
            return seen <= FEW ? BY_PATTERN : PROBING;
        }
        long byPattern = patterns.size() + Math.min(seen, (long) patterns.size() * limit);
        long byPosition = limit * Math.max(1, sizes.total()) / Math.max(1, seen);
        return byPattern <= byPosition ? BY_PATTERN : BY_POSITION;
    }
}
