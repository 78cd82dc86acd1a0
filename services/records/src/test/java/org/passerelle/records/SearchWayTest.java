package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.message.Searching.Alike;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.core.message.Searching.Search;
import org.passerelle.core.message.Searching.Sight;
import org.passerelle.records.SearchWay.Asked;

class SearchWayTest {
    private static final long MILLION = 1_000_000;
    private static final int LIMIT = 101;
    private static final Filter WORDS = Filter.of("ferry");
    /** A twenty-fifth of four squares. */
    private static final Filter PLACE = Filter.in(List.of(2.9, 15.9, 3.3, 16.3));

    @Test
    void whatTheFirstPositionsDoNotFillIsLookedForFurtherByWhatTheyHad() {
        var first = new SearchWay(SearchPlan.PROBING, 20_000);
        assertEquals(new SearchWay(SearchPlan.PROBING, 30_300), first.further(LIMIT, 100));
        assertEquals(
                SearchPlan.BY_FILTER, first.further(LIMIT, 5).plan(), "a page would take more than ten times as many");
        assertEquals(SearchPlan.BY_FILTER, first.further(LIMIT, 0).plan());
        SearchWay squares = new SearchWay(SearchPlan.BY_SQUARE, 20_000).further(LIMIT, 0);
        assertEquals(SearchPlan.BY_SQUARE, squares.plan(), "squares are looked at to their end");
        assertEquals(SearchWay.ALL, squares.positions());
    }

    @Test
    void wordsAreLookedForWhereTheyAreFewest() {
        // Of ten thousand records: each of them where the word is frequent, else the word in their portions.
        assertEquals(SearchPlan.NEWEST_SEEN, words(3, 10_000, MILLION, 400_000).plan());
        assertEquals(SearchPlan.BY_FILTER, words(3, 10_000, MILLION, 1_000).plan());
        assertEquals(
                SearchPlan.BY_FILTER, words(3, 10_000, 10 * MILLION, 250_000).plan());
        // Portions of many slots are not found together with the word.
        assertEquals(SearchPlan.NEWEST_SEEN, words(100, 10_000, MILLION, 10_000).plan());
        // Of half a million: from the newest on, or the word.
        assertEquals(
                SearchPlan.BY_POSITION, words(1_000, 500_000, MILLION, 400_000).plan());
        assertEquals(SearchPlan.BY_FILTER, words(1_000, 500_000, MILLION, 100).plan());
    }

    @Test
    void ofAThousandRecordsNobodyAsksHowManyHaveTheWord() {
        assertEquals(SearchPlan.BY_FILTER, words(3, 1_000, MILLION, 400_000).plan());
        assertEquals(new SearchWay(SearchPlan.NEWEST_SEEN, SearchWay.ALL), words(100, 1_000, MILLION, 400_000));
    }

    @Test
    void theNewestThatAreSeenAreTakenDownToAPositionThatShouldSuffice() {
        SearchWay way = words(100, 500_000, 10 * MILLION, 250_000);
        assertEquals(SearchPlan.NEWEST_SEEN, way.plan());
        // A page of 101 among records of which a twentieth is seen and a fortieth has the word, and half as many again.
        assertEquals(121_200, way.positions());
    }

    @Test
    void inATableLargerThanMemoryRowsAreNotFetchedFromAllOverIt() {
        assertEquals(SearchPlan.BY_FILTER, words(1_000, 50_000, MILLION, 2_000).plan());
        assertEquals(
                SearchPlan.NEWEST_SEEN,
                words(1_000, 500_000, 10 * MILLION, 20_000).plan());
    }

    @Test
    void aPlaceIsLookedForByItsSquaresWhereManyRecordsAreSeen() {
        assertEquals(SearchPlan.BY_PATTERN, place(3, 1_000, MILLION, 40_000).plan());
        SearchWay way = place(100, 500_000, 10 * MILLION, 400_000);
        assertEquals(SearchPlan.BY_SQUARE, way.plan());
        // A page among records of which a twentieth is seen, and a twenty-fifth of a twenty-fifth lies in the box.
        assertEquals(1_893_750, way.positions());
        // Who sees little of many patterns has the squares looked at as well; a box of half a continent has too many.
        assertEquals(
                SearchPlan.BY_SQUARE,
                place(1_000, 500_000, 10 * MILLION, 400_000).plan());
        Filter large = Filter.in(List.of(-10.0, 5.0, 20.0, 25.0));
        assertEquals(SearchPlan.PROBING, of(large, 1_000, 500_000, MILLION, 0).plan());
    }

    private static SearchWay words(int patterns, long seen, long records, long worded) {
        return of(WORDS, patterns, seen, records, worded);
    }

    private static SearchWay place(int patterns, long seen, long records, long placed) {
        return of(PLACE, patterns, seen, records, placed);
    }

    /** @param patterns with as many records each, so that {@code seen} are seen */
    private static SearchWay of(Filter filter, int patterns, long seen, long records, long expected) {
        List<Integer> ids = IntStream.rangeClosed(1, patterns).boxed().toList();
        var sizes = new PatternSizes.Sizes(
                ids.stream().collect(Collectors.toMap(id -> id, id -> seen / patterns)), records, records, false, 0);
        Search search = new Search(sight(ids), filter, false, Optional.empty(), LIMIT - 1);
        var choice = new SearchWay.Choice(search, ids, sizes, LIMIT);
        return choice.way(choice.asks() == Asked.NOTHING ? 0 : expected);
    }

    private static Sight sight(List<Integer> patterns) {
        return new Sight(
                List.of(new Alike(Optional.of(GeometryTier.EXACT), patterns)),
                List.of(),
                patterns.stream().map(id -> Pattern.slot(id, 1)).toList(),
                new MayRead("reader", Instant.EPOCH, false, Set.of(), Set.of(), List.of(), Set.of()));
    }
}
