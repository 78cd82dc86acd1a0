package org.passerelle.records;

import java.util.List;
import java.util.OptionalLong;
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
    private static final long SMALL = 10 * PROBE;
    private static final int SEVERAL = 256;

    // What it takes to pass over a row that is not seen, to look for words in one that is, and to fetch a portion that
    // has the words:
    // measured, as multiples of the first.
    private static final long LOOKED_INTO = 60;
    private static final long FETCHED = 25;

    /**
     * The shortest way to a page.
     *
     * @param worded about how many portions have the words; asked for where the page may as well be found by position
     */
    static SearchPlan of(
            Filter filter, List<Integer> patterns, PatternSizes.Sizes sizes, int limit, OptionalLong worded) {
        long seen = sizes.of(patterns);
        if (filter.text().isPresent()) {
            return worded.isPresent() && byPosition(seen, sizes.total(), limit, worded.getAsLong())
                    ? BY_POSITION
                    : BY_FILTER;
        }
        if (filter.ofHead()) {
            boolean place = filter.bbox().isPresent();
            // A place is rare among few records: those in it are fewer than the newest that would be looked at.
            SearchPlan many = place && sizes.total() <= SMALL ? BY_FILTER : PROBING;
            // Places have an index within the pattern.
            return seen <= FEW || (place && patterns.size() <= SEVERAL) ? BY_PATTERN : many;
        }
        long byPattern = patterns.size() + Math.min(seen, (long) patterns.size() * limit);
        long byPosition = limit * Math.max(1, sizes.total()) / Math.max(1, seen);
        return byPattern <= byPosition ? BY_PATTERN : BY_POSITION;
    }

    private static boolean byPosition(long seen, long total, int limit, long worded) {
        double share = (double) seen / Math.max(1, total);
        double often = Math.min(1, (double) worded / Math.max(1, total));
        double positions = Math.min((double) total, limit / Math.max(share * often, 1e-9));
        return positions * (1 + LOOKED_INTO * share) < (double) worded * FETCHED;
    }
}
