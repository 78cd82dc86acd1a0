package org.passerelle.benchmarks.workload;

import java.util.Map;
import java.util.Optional;

/** Looks up what a generated workload is known to hold. */
public final class Known {
    private Known() {}

    /** The value of the key; throws {@link IllegalStateException} where the workload is not whole. */
    public static <K, V> V in(Map<K, V> map, K key) {
        return Optional.ofNullable(map.get(key))
                .orElseThrow(() -> new IllegalStateException("the workload does not know " + key));
    }
}
