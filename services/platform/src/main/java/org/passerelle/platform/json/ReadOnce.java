package org.passerelle.platform.json;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads things that seldom change and are asked for as a whole, again and again: what stood in the last batch is not read a second time, and
 * is the very same object. Nothing older than the last batch is kept.
 *
 * @param <K> what is read, e.g. a text; equal keys must give equal values
 * @param <V> what it reads as; never changes
 */
public final class ReadOnce<K, V> {
    private volatile Map<K, V> last = Map.of();

    /** Begins to read everything once more. */
    public Batch batch() {
        return new Batch();
    }

    /** One reading of everything; used by one thread. */
    public final class Batch {
        private final Map<K, V> before = last;
        private final Map<K, V> now = new HashMap<>();

        private Batch() {}

        /** The value of a key: the one of the last batch, or else what {@code reader} makes of it. */
        public V read(K key, Function<K, V> reader) {
            V same = before.get(key);
            V value = same == null ? reader.apply(key) : same;
            now.put(key, value);
            return value;
        }

        /** Everything has been read; the next batch knows it. */
        public void end() {
            last = now;
        }
    }
}
