package org.passerelle.core.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NameIndexTest {
    private static final double THRESHOLD = 0.80;

    /** Of all that a comparison with every name finds. */
    private static final double RECALL = 0.99;

    @Test
    void findsWhatAComparisonWithEveryNameFinds() {
        List<Name> names =
                Pairs.all().stream().map(pair -> Name.of(pair.other())).toList();
        NameIndex index = NameIndex.of(names);
        int found = 0;
        int missed = 0;
        long compared = 0;
        for (Pairs.Pair pair : Pairs.all()) {
            Name asked = Name.of(pair.one());
            NameIndex.Question question = index.ask(asked);
            int[] candidates = question.candidates();
            compared += candidates.length;
            for (int at = 0; at < names.size(); at++) {
                double score = NameMatcher.score(asked, names.get(at));
                if (score >= THRESHOLD) {
                    if (Arrays.binarySearch(candidates, at) >= 0 && question.score(at, THRESHOLD) == score) {
                        found++;
                    } else {
                        missed++;
                    }
                }
            }
        }
        double recall = found / (double) (found + missed);
        assertTrue(recall >= RECALL, "the index finds %.4f of them".formatted(recall));
        long all = (long) names.size() * names.size();
        assertTrue(compared < all / 4, "the index spares little: %d of %d comparisons".formatted(compared, all));
    }

    @Test
    void aPartThatFewHaveSufficesAlone() {
        Name listed = Name.of("Salifa Tarhlamt");
        Name asked = Name.of("Samifa Tarhlamt");
        assertTrue(NameMatcher.score(asked, listed) >= THRESHOLD, "the names are not alike");
        assertEquals(1, NameIndex.of(List.of(listed)).ask(asked).candidates().length);
    }
}
