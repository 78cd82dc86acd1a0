package org.passerelle.records;

import java.util.List;
import java.util.OptionalLong;
import org.passerelle.core.message.Records.Filter;
import org.passerelle.core.message.Records.Search;

/**
 * In which order rows are looked at. All answer the same; which is the shortest way depends on how many records are seen, and that is
 * known.
 */
enum SearchPlan {
    /** Each pattern that is seen by itself: where few records are seen, or words are frequent. */
    BY_PATTERN,
    /** All records from the newest on: where many are seen. */
    BY_POSITION,
    /** The same, but after {@link #PROBE} records something else is tried. */
    PROBING,
    /** By what is filtered, or the words. */
    BY_FILTER;

    /** So many positions are looked at before it is certain that what is filtered is rare. */
    static final long PROBE = 20_000;

    private static final long MOST_PROBED = 10 * PROBE;
    private static final long FEW = 20_000;
    private static final long SMALL = 10 * PROBE;
    private static final int SEVERAL = 256;

    /** Up to so many slots are looked up together with the words; more make the look-up longer than what it saves. */
    static final int FEW_SLOTS = 64;

    /** So few records are looked into sooner than anybody has said how frequent the words are. */
    private static final long FEW_LOOKED_INTO = 256;

    // What it takes to look for words in a row that is seen, to fetch a portion that has the words, and to find a row
    // by
    // its words and slot together: measured, as multiples of passing over a row that is not seen.
    private static final long LOOKED_INTO = 20;
    private static final long FETCHED = 25;
    private static final long FOUND_TOGETHER = 100;

    /**
     * In how many positions a page should be found of which the first {@link #PROBE} had some: half as many again as by their share. None where
     * that would be too many.
     */
    static long further(int limit, int found) {
        long positions = found == 0 ? 0 : PROBE * limit * 3 / (2L * found);
        return positions <= MOST_PROBED ? positions : 0;
    }

    /** Whether the plan depends on how frequent the words are: then somebody has to say it. */
    static boolean asksForWords(Search search, List<Integer> patterns, PatternSizes.Sizes sizes) {
        return search.filter().text().isPresent()
                && !search.filter().ofHead()
                && !search.byRelevance()
                && sizes.of(patterns) > FEW_LOOKED_INTO;
    }

    /**
     * The shortest way to a page.
     *
     * @param worded about how many portions have the words; where {@link #asksForWords}
     */
    static SearchPlan of(
            Search search, List<Integer> patterns, PatternSizes.Sizes sizes, int limit, OptionalLong worded) {
        Filter filter = search.filter();
        long seen = sizes.of(patterns);
        if (filter.text().isPresent()) {
            return ofWords(search, patterns, sizes, limit, worded);
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

    private static SearchPlan ofWords(
            Search search, List<Integer> patterns, PatternSizes.Sizes sizes, int limit, OptionalLong worded) {
        if (search.filter().ofHead() || search.byRelevance()) {
            return BY_FILTER;
        }
        if (worded.isEmpty()) {
            return BY_PATTERN;
        }
        double total = Math.max(1, sizes.total());
        double seen = sizes.of(patterns);
        double often = Math.clamp(worded.getAsLong() / total, 1e-9, 1);
        if (search.sight().slots().size() <= FEW_SLOTS) {
            double into = Math.min(seen, patterns.size() * (double) limit / often);
            return into * LOOKED_INTO < seen * often * FOUND_TOGETHER ? BY_PATTERN : BY_FILTER;
        }
        double positions = Math.min(total, limit / Math.max(seen / total * often, 1e-9));
        return positions * (1 + LOOKED_INTO * seen / total) < (double) worded.getAsLong() * FETCHED
                ? BY_POSITION
                : BY_FILTER;
    }
}
