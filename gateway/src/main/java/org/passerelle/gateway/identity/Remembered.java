package org.passerelle.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A bounded memory whose entries end at an instant of their own, and after a time that is the same for all whatever becomes of the clock;
 * the eldest go first when it is full.
 */
final class Remembered<V> {
    private final int limit;
    private final long longestNanos;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

    private record Entry<V>(V value, Instant end, long putNanos) {}

    Remembered(int limit, Duration longest, Clock clock, LongSupplier nanoTime) {
        this.limit = limit;
        this.longestNanos = longest.toNanos();
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    synchronized Optional<V> get(String key) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (over(entry)) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    private boolean over(Entry<V> entry) {
        return !clock.instant().isBefore(entry.end()) || nanoTime.getAsLong() - entry.putNanos() >= longestNanos;
    }

    synchronized void put(String key, V value, Instant end) {
        entries.remove(key);
        entries.put(key, new Entry<>(value, end, nanoTime.getAsLong()));
        if (entries.size() > limit) {
            entries.remove(entries.keySet().iterator().next());
        }
    }
}
