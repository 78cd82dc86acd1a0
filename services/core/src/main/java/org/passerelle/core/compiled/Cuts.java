package org.passerelle.core.compiled;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/** A time line cut into spans: span 0 ends before the first cut, span n begins at the nth. */
final class Cuts {

    static final Cuts NONE = new Cuts(List.of());

    private final Instant[] at;
    private final long[] nanos;

    private Cuts(List<Instant> at) {
        this.at = at.toArray(Instant[]::new);
        this.nanos = at.stream().mapToLong(Nanos::of).toArray();
    }

    static Cuts at(SortedSet<Instant> instants) {
        return instants.isEmpty() ? NONE : new Cuts(List.copyOf(instants));
    }

    int spans() {
        return at.length + 1;
    }

    /** One of the cuts; after every exact instant where there are fewer. */
    long cut(int number) {
        return number < nanos.length ? nanos[number] : Nanos.AFTER;
    }

    /** @param instant an exact one */
    int span(long instant) {
        int span = 0;
        while (span < nanos.length && instant >= nanos[span]) {
            span++;
        }
        return span;
    }

    Instant begins(int span) {
        return span == 0 ? Instant.MIN : at[span - 1];
    }

    Instant ends(int span) {
        return span == at.length ? Instant.MAX : at[span];
    }

    /** Some instant of the span. */
    Instant within(int span) {
        if (at.length == 0) {
            return Instant.EPOCH;
        }
        return span == 0 ? at[0].minusNanos(1) : at[span - 1];
    }
}
