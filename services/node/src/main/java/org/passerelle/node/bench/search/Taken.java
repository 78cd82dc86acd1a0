package org.passerelle.node.bench.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the questions to one method took, and whether it was asked often enough. */
final class Taken {
    /** As long as its code and its statements may take to be compiled and kept. */
    private static final long WARM_UP_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * So many questions, or so long: by then most of the rows that such questions find are in memory, as those of a private copy are from the
     * first, which has just been made.
     */
    private static final int WARM_UP_QUESTIONS = 1_000;

    private static final long LONG_WARM_UP_NANOS = Duration.ofSeconds(30).toNanos();

    /** Of the warm-up; what they took is told too. */
    private static final int FIRST = 20;

    private static final long ENOUGH_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int LEAST = 5;

    /** Who takes longer is asked once. */
    static final long SLOW_NANOS = Duration.ofSeconds(3).toNanos();

    private static final int MOST = 1_000;

    private final List<Long> micros = new ArrayList<>();
    private final List<Long> first = new ArrayList<>();
    private final List<Long> found = new ArrayList<>();
    private long warmedNanos;
    private int warmed;
    private long spentNanos;

    /** What is asked first finds neither code nor pages where they will be. */
    void add(long nanos, int rows) {
        if (first.size() < FIRST) {
            first.add(nanos / 1_000);
        }
        found.add((long) rows);
        if (nanos < SLOW_NANOS && !warm()) {
            warmedNanos += nanos;
            warmed++;
            return;
        }
        micros.add(nanos / 1_000);
        spentNanos += nanos;
    }

    private boolean warm() {
        return warmedNanos >= WARM_UP_NANOS
                && warmed >= LEAST
                && (warmed >= WARM_UP_QUESTIONS || warmedNanos >= LONG_WARM_UP_NANOS);
    }

    /** Whether it was asked for long enough, or often enough, to tell its percentiles; who is slow is asked no further. */
    boolean enough() {
        return micros.size() >= MOST
                || (micros.size() >= LEAST && spentNanos > ENOUGH_NANOS)
                || spentNanos > micros.size() * SLOW_NANOS;
    }

    /** What was timed. */
    List<Long> micros() {
        return micros;
    }

    /** What the first questions took, when little was in memory. */
    List<Long> first() {
        return first;
    }

    /** How many rows each answer had. */
    List<Long> found() {
        return found;
    }
}
