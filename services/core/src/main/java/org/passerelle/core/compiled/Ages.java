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

    private Ages(List<Duration> delays) {
        this.delays = delays.toArray(Duration[]::new);
    }

    static Ages of(SortedSet<Duration> delays) {
        return delays.isEmpty() ? NONE : new Ages(List.copyOf(delays));
    }

    int count() {
        return delays.length + 1;
    }

    int age(Instant createdAt, Instant at) {
        int age = 0;
        while (age < delays.length && passed(delays[age], createdAt, at)) {
            age++;
        }
        return age;
    }

    // By hand: a difference of instants would be an object for each decision.
    private static boolean passed(Duration delay, Instant createdAt, Instant at) {
        long seconds = at.getEpochSecond() - createdAt.getEpochSecond();
        int nanos = at.getNano() - createdAt.getNano();
        if (nanos < 0) {
            seconds--;
            nanos += 1_000_000_000;
        }
        return seconds > delay.getSeconds() || (seconds == delay.getSeconds() && nanos >= delay.getNano());
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
