package org.passerelle.node.bench.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.passerelle.core.sanctions.ListEntry;

final class ScreeningReportTest {
    private static final long MILLI = 1_000_000;

    private static ScreeningReport report(double slowest, long slowSingleMillis) {
        long[] single = LongStream.rangeClosed(1, 100)
                .map(rank -> rank >= 99 ? slowSingleMillis * MILLI : MILLI)
                .toArray();
        return new ScreeningReport("invented", 1, 1, 1, 2, List.of(slowest / 2, slowest), 0, single);
    }

    @Test
    void isMetOnlyWhenTheSlowestScreeningAndNearlyAllSingleNamesAreQuick() {
        assertTrue(report(60, 5).met());
        assertFalse(report(60.1, 5).met(), "the slowest counts, not the best");
        assertFalse(report(60, 6).met(), "two names of a hundred took longer");
    }

    @Test
    void takesPercentilesByNearestRank() {
        assertEquals(1, report(1, 7).percentile(98));
        assertEquals(7, report(1, 7).percentile(99));
    }

    @Test
    void countsTheSameHitsHoweverManyThreads() throws InterruptedException {
        List<ListEntry> entries = ListDraw.entries();
        ScreeningRun run = new ScreeningRun(entries, 0.8, new PersonDraw(1).draw(300));
        long hits = run.full(1).hits();
        assertTrue(hits > 0, "nobody is like anybody");
        assertEquals(hits, run.full(2).hits());
        assertTrue(run.names() > 4_000, "the list is smaller than the published one");
        long[] single = run.single(10, 50);
        assertTrue(single[0] > 0 && single[0] <= single[49], "times are not sorted");
    }
}
