package org.passerelle.core.compiled;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Delays, shortest first: the age of a record is how many of them have passed since it was stored. */
final class Ages {

    static final Ages NONE = new Ages(List.of());

    private final Duration[] delays;
    private final long[] nanos;

    private Ages(List<Duration> delays) {
        this.delays = delays.toArray(Duration[]::new);
        this.nanos = delays.stream().mapToLong(Nanos::of).toArray();
    }

    static Ages of(SortedSet<Duration> delays) {
        return delays.isEmpty() ? NONE : new Ages(List.copyOf(delays));
    }

    int count() {
        return delays.length + 1;
    }

    /** One of the delays; longer than any difference where there are fewer. */
    long delay(int number) {
        return number < nanos.length ? nanos[number] : Nanos.AFTER;
    }

    /** The age at an exact instant of a record stored at another. */
    int age(long createdAt, long at) {
        int age = 0;
        while (age < nanos.length && at - createdAt >= nanos[age]) {
            age++;
        }
        return age;
    }

    /** Some instant at which a record of that age was stored. */
    Instant created(int age, Instant at) {
        return age == 0 ? tooYoung(at) : at.minus(delays[age - 1]);
    }

    private Instant tooYoung(Instant at) {
        return delays.length == 0 ? at : at.minus(delays[0]).plusNanos(1);
    }

    /** A record of that age is at least that old. */
    Optional<Duration> least(int age) {
        return age == 0 ? Optional.empty() : Optional.of(delays[age - 1]);
    }

    /** Below this age. */
    Optional<Duration> below(int age) {
        return age == delays.length ? Optional.empty() : Optional.of(delays[age]);
    }
}
