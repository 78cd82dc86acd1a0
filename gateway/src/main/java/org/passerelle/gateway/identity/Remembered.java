package org.passerelle.gateway.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A bounded memory whose entries end at an instant of their own; the eldest go first when it is full. */
final class Remembered<V> {
    private final int limit;
    private final Clock clock;
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

    private record Entry<V>(V value, Instant end) {}

    Remembered(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    synchronized Optional<V> get(String key) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(entry.end())) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    synchronized void put(String key, V value, Instant end) {
        entries.remove(key);
        entries.put(key, new Entry<>(value, end));
        if (entries.size() > limit) {
            entries.remove(entries.keySet().iterator().next());
        }
    }
}
