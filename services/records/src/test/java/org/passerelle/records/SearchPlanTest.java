package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.message.Records.Alike;
import org.passerelle.core.message.Records.Filter;
import org.passerelle.core.message.Records.Pattern;
import org.passerelle.core.message.Records.Search;
import org.passerelle.core.message.Records.Sight;

class SearchPlanTest {
    private static final long RECORDS = 1_000_000;
    private static final int LIMIT = 101;
    private static final Filter WORDS = new Filter(
            Optional.of("ferry"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Test
    void howFarIsLookedFurtherFollowsFromWhatTheFirstPositionsHad() {
        assertEquals(30_300, SearchPlan.further(LIMIT, 100));
        assertEquals(0, SearchPlan.further(LIMIT, 5), "a page would take too many positions");
        assertEquals(0, SearchPlan.further(LIMIT, 0));
    }

    @Test
    void wordsAreLookedForWhereTheyAreFewest() {
        // Of a thousand records: each of them where the word is frequent, the word where it is rare.
        assertEquals(SearchPlan.BY_PATTERN, ofWords(3, 1_000, 400_000));
        assertEquals(SearchPlan.BY_FILTER, ofWords(3, 1_000, 1_000));
        // Of half a million: from the newest on, or the word.
        assertEquals(SearchPlan.BY_POSITION, ofWords(1_000, 500_000, 400_000));
        assertEquals(SearchPlan.BY_FILTER, ofWords(1_000, 500_000, 100));
        // Of a hundred nobody asks how many have the word.
        assertEquals(SearchPlan.BY_PATTERN, ofWords(3, 100, 400_000));
    }

    /** @param patterns with as many records each, so that {@code seen} are seen */
    private static SearchPlan ofWords(int patterns, long seen, long worded) {
        List<Integer> ids = IntStream.rangeClosed(1, patterns).boxed().toList();
        var sizes = new PatternSizes.Sizes(
                ids.stream().collect(Collectors.toMap(id -> id, id -> seen / patterns)), RECORDS, RECORDS, false, 0);
        Search search = new Search(sight(ids), WORDS, false, Optional.empty(), LIMIT - 1);
        OptionalLong asked =
                SearchPlan.asksForWords(search, ids, sizes) ? OptionalLong.of(worded) : OptionalLong.empty();
        return SearchPlan.of(search, ids, sizes, LIMIT, asked);
    }

    private static Sight sight(List<Integer> patterns) {
        return new Sight(
                List.of(new Alike(Optional.of(GeometryTier.EXACT), patterns)),
                List.of(),
                patterns.stream().map(id -> Pattern.slot(id, 1)).toList(),
                new MayRead("reader", Instant.EPOCH, false, Set.of(), Set.of(), List.of(), Set.of()));
    }
}
