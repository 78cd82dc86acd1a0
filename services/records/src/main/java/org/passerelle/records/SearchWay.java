package org.passerelle.records;

import java.util.List;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Search;

/**
 * The shortest way to a page. Which it is depends on how many records are seen, and that is known; and on how frequent is what is asked
 * for, of which the database has statistics.
 *
 * @param positions that are looked at from the newest on, or {@link #ALL}
 */
record SearchWay(SearchPlan plan, long positions) {
    static final long ALL = Long.MAX_VALUE;

    /** So many positions are looked at before it is certain that what is filtered is rare. */
    private static final long PROBE = 20_000;

    /** What the first positions did not fill is looked for in so many times as many. */
    private static final long FURTHER = 10;

    /** Half as many again as it should take. */
    private static final double ENOUGH = 1.5;

    private static final long FEW = 20_000;
    private static final long SMALL = 10 * PROBE;
    private static final int SEVERAL = 256;

    /** Up to so many slots are looked up together with the words; more make the look-up longer than what it saves. */
    static final int FEW_SLOTS = 64;

    /** So few records are looked into sooner than anybody has said how frequent the words are. */
    private static final long FEW_LOOKED_INTO = 2_000;

    /** If it is not known how many have the words, finding them by the index has to be so many times shorter than looking into all. */
    private static final double SOONER = 3;

    // What it takes to find a pattern, and to look for words in a row that is seen, while a table is about as large as
    // memory
    // and when it is larger: measured, as multiples of passing over a row that is not seen.
    private static final long DESCENT = 50;
    private static final long LOOKED_INTO = 12;
    private static final long LOOKED_INTO_AFAR = 32;

    // What it takes the index that has words and slots to pass over one of either: the more slots, the longer.
    private static final double PASSED = 0.3;
    private static final double PASSED_BY_SLOT = 0.04;

    // What it takes to fetch a row from anywhere.
    private static final long FETCHED = 25;
    private static final long FETCHED_FROM_AFAR = 250;
    private static final long LARGE = 2_000_000;

    /** What the database has to be asked about before a way can be chosen. */
    enum Asked {
        NOTHING,
        /** About how many portions have the words. */
        WORDS,
        /** About how many records have their place in the squares. */
        SQUARES
    }

    /** What there is to choose by. */
    record Choice(Search search, List<Integer> patterns, PatternSizes.Sizes sizes, int limit) {
        private double seen() {
            return sizes.of(patterns);
        }

        private double total() {
            return Math.max(1, sizes.total());
        }

        private double fetched() {
            return sizes.total() <= LARGE ? FETCHED : FETCHED_FROM_AFAR;
        }

        private double lookedInto() {
            return sizes.total() <= LARGE ? LOOKED_INTO : LOOKED_INTO_AFAR;
        }

        private Filter filter() {
            return search.filter();
        }

        /** Positions among which a page is found, if so large a share of what is seen has what is asked for. */
        private double positions(double share) {
            return Math.min(total(), limit / Math.max(seen() / total() * share, 1e-9));
        }

        Asked asks() {
            if (filter().localTag().isPresent()) {
                return Asked.NOTHING;
            }
            if (filter().text().isPresent()) {
                return !filter().ofHead() && !search.byRelevance() && seen() > FEW_LOOKED_INTO
                        ? Asked.WORDS
                        : Asked.NOTHING;
            }
            return filter().bbox().filter(Squares::suit).isPresent() && filter().ofPlaceAlone() && seen() > FEW
                    ? Asked.SQUARES
                    : Asked.NOTHING;
        }

        /** @param expected answer to what {@link #asks} asks, and of no meaning where that is nothing */
        SearchWay way(long expected) {
            // Few records bear one, and they are found by an index of their own.
            if (filter().localTag().isPresent()) {
                return of(SearchPlan.BY_FILTER);
            }
            if (filter().text().isPresent()) {
                return ofWords(expected);
            }
            if (asks() == Asked.SQUARES) {
                return ofPlace(expected);
            }
            if (filter().ofHead()) {
                return ofHead();
            }
            double byPattern = patterns.size() + Math.min(seen(), (double) patterns.size() * limit);
            return of(byPattern <= positions(1) ? SearchPlan.BY_PATTERN : SearchPlan.BY_POSITION);
        }

        private SearchWay ofHead() {
            boolean place = filter().bbox().isPresent();
            // Places have an index within the pattern.
            if (seen() <= FEW || (place && patterns.size() <= SEVERAL)) {
                return of(SearchPlan.BY_PATTERN);
            }
            // A place is rare among few records: those in it are fewer than the newest that would be looked at.
            return place && sizes.total() <= SMALL
                    ? of(SearchPlan.BY_FILTER)
                    : new SearchWay(SearchPlan.PROBING, PROBE);
        }

        private SearchWay ofPlace(long expected) {
            double share = expected * Squares.of(filter().bbox().orElseThrow()).share() / total();
            double positions = ENOUGH * positions(share);
            double byPattern = patterns.size() <= SEVERAL
                    ? patterns.size() * DESCENT + seen() * share * fetched()
                    : Double.MAX_VALUE;
            return positions * expected / total() < byPattern
                    ? bounded(SearchPlan.BY_SQUARE, positions)
                    : of(SearchPlan.BY_PATTERN);
        }

        private SearchWay ofWords(long expected) {
            if (filter().ofHead() || search.byRelevance()) {
                return of(SearchPlan.BY_FILTER);
            }
            if (asks() == Asked.NOTHING) {
                return together(Double.MAX_VALUE) < seen() * lookedInto() / SOONER
                        ? of(SearchPlan.BY_FILTER)
                        : new SearchWay(SearchPlan.NEWEST_SEEN, ALL);
            }
            double share = Math.clamp(expected / total(), 1e-9, 1);
            double rows = Math.min(seen(), limit / share);
            double into = rows * lookedInto();
            double newestSeen = patterns.size() * DESCENT + ENOUGH * rows + into;
            double byPosition = positions(share) + into;
            double all = expected;
            double byFilter = Math.min(all * fetched(), together(all) + Math.min(all, seen() * share) * lookedInto());
            if (byFilter <= Math.min(newestSeen, byPosition)) {
                return of(SearchPlan.BY_FILTER);
            }
            return newestSeen <= byPosition
                    ? bounded(SearchPlan.NEWEST_SEEN, ENOUGH * positions(share))
                    : of(SearchPlan.BY_POSITION);
        }

        /** What it takes to find the portions of few slots in which words stand, of which there are so many in all. */
        private double together(double expected) {
            int slots = search.sight().slots().size();
            double portions = seen() * slots / patterns.size();
            return slots > FEW_SLOTS
                    ? Double.MAX_VALUE
                    : Math.min(expected, portions) * (PASSED + PASSED_BY_SLOT * slots);
        }

        private SearchWay bounded(SearchPlan plan, double positions) {
            return new SearchWay(plan, positions < sizes.total() ? Math.round(positions) : ALL);
        }
    }

    private static SearchWay of(SearchPlan plan) {
        return new SearchWay(plan, ALL);
    }

    /**
     * Where the page is looked for that these positions did not fill: in as many as it should take by what they had, or, where those would be too
     * many, among all.
     *
     * @param found in these positions
     */
    SearchWay further(int limit, long found) {
        double more = found == 0 ? ALL : ENOUGH * limit * positions / found;
        return more <= FURTHER * (double) positions ? new SearchWay(plan, Math.round(more)) : last();
    }

    /** Where it is looked for if it is in none of the positions that were expected to have it. */
    SearchWay last() {
        return of(plan == SearchPlan.BY_SQUARE ? plan : SearchPlan.BY_FILTER);
    }
}
