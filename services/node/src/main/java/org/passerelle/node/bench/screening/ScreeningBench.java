package org.passerelle.node.bench.screening;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.passerelle.core.sanctions.ListEntry;

/** Screens 100,000 drawn persons against every name of a list, several times, and asks about single ones. */
public final class ScreeningBench {
    private static final int PERSONS = 100_000;
    private static final int THREADS = 2;
    private static final int WARM_UP = 20_000;
    private static final int SINGLE = 20_000;
    private static final long SEED = 1;

    private final List<ListEntry> entries;
    private final double threshold;
    private final int rounds;
    private final String list;
    private final PrintStream progress;

    private ScreeningBench(List<ListEntry> entries, double threshold, int rounds, String list, PrintStream progress) {
        this.entries = entries;
        this.threshold = threshold;
        this.rounds = rounds;
        this.list = list;
        this.progress = progress;
    }

    /** Against a publication. */
    public static ScreeningBench against(
            List<ListEntry> entries, String published, double threshold, int rounds, PrintStream progress) {
        return new ScreeningBench(List.copyOf(entries), threshold, rounds, published, progress);
    }

    /** Against an invented list of the same size. */
    public static ScreeningBench againstInvented(double threshold, int rounds, PrintStream progress) {
        return new ScreeningBench(ListDraw.entries(), threshold, rounds, "invented", progress);
    }

    public ScreeningReport run() throws InterruptedException {
        ScreeningRun run = new ScreeningRun(entries, threshold, new PersonDraw(SEED).draw(PERSONS));
        progress.printf("%d names of the list %s, %d persons%n", run.names(), list, PERSONS);
        List<Double> seconds = new ArrayList<>();
        long hits = 0;
        for (int round = 0; round < rounds; round++) {
            ScreeningRun.Full full = run.full(THREADS);
            hits = full.hits();
            seconds.add(full.seconds());
            progress.print(String.format(
                    Locale.ROOT, "full screening %d: %.1f s, %d likenesses%n", round + 1, full.seconds(), full.hits()));
        }
        long[] single = run.single(WARM_UP, SINGLE);
        return new ScreeningReport(list, entries.size(), run.names(), PERSONS, THREADS, seconds, hits, single);
    }
}
