package org.passerelle.core.compiled;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Remembers up to twice as many things as its limit, those used last; reading what is in use neither waits nor allocates. */
final class Recent<K, V> {

    private final int limit;
    private volatile Map<K, V> current = new ConcurrentHashMap<>();
    private volatile Map<K, V> earlier = Map.of();

    Recent(int limit) {
        this.limit = limit;
    }

    @Nullable
    V get(K key) {
        V found = current.get(key);
        if (found != null) {
            return found;
        }
        V older = earlier.get(key);
        if (older != null) {
            put(key, older);
        }
        return older;
    }

    void put(K key, V value) {
        current.put(key, value);
        if (current.size() > limit) {
            turn();
        }
    }

    private synchronized void turn() {
        if (current.size() > limit) {
            earlier = current;
            current = new ConcurrentHashMap<>();
        }
    }

    void forEach(BiConsumer<K, V> each) {
        earlier.forEach(each);
        current.forEach(each);
    }
}
