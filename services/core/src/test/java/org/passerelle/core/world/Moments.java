package org.passerelle.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The instants at which something may change: now, when marked, the skewed ends, and one nanosecond beside each. */
final class Moments {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant MARKED = NOW.minus(Duration.ofHours(2));
    static final Duration SKEW = Duration.ofSeconds(5);
    static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));
    static final Instant FAR_AHEAD = NOW.plus(Duration.ofDays(30));

    private static final List<Instant> EDGES = List.of(
            NOW,
            NOW.plusNanos(1),
            NOW.minusNanos(1),
            NOW.plus(SKEW),
            NOW.plus(SKEW).plusNanos(1),
            NOW.minus(SKEW),
            NOW.minus(SKEW).minusNanos(1),
            MARKED,
            MARKED.plusNanos(1),
            MARKED.minusNanos(1),
            NOW.plus(Duration.ofHours(1)),
            NOW.minus(Duration.ofHours(1)));

    private final Dice dice;

    Moments(Dice dice) {
        this.dice = dice;
    }

    Instant edge() {
        return dice.one(EDGES);
    }

    /** Mostly long past. */
    Instant begun() {
        return dice.quirk() ? edge() : LONG_AGO;
    }

    /** Mostly far ahead. */
    Instant open() {
        return dice.quirk() ? edge() : FAR_AHEAD;
    }

    /** Mostly never. */
    Optional<Instant> seldom() {
        return dice.rarely(this::edge);
    }

    /** Now and two other instants, in order of time. */
    List<Instant> asked() {
        return List.of(NOW, edge(), dice.percent(20) ? FAR_AHEAD : NOW.plusNanos(dice.below(3) - 1)).stream()
                .sorted()
                .distinct()
                .toList();
    }
}
