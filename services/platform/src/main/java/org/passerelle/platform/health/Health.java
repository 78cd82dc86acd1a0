package org.passerelle.platform.health;

import io.vertx.core.Future;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Whether this node works. It is live while it answers at all, whatever the cluster does; it is ready when each named check passes.
 */
public final class Health {
    private final Map<String, Supplier<Future<Boolean>>> checks = new ConcurrentSkipListMap<>();

    /** Registers a readiness check; one that fails or throws does not pass. */
    public void register(String name, Supplier<Future<Boolean>> check) {
        checks.put(name, check);
    }

    public void remove(String name) {
        checks.remove(name);
    }

    /** Each check and whether it passes. A node that has nothing to check is not ready. */
    public Future<Readiness> readiness() {
        Future<Map<String, Boolean>> results = Future.succeededFuture(new TreeMap<>());
        for (Map.Entry<String, Supplier<Future<Boolean>>> check : checks.entrySet()) {
            Future<Boolean> passes = run(check.getValue());
            results = results.compose(map -> passes.map(value -> {
                map.put(check.getKey(), value);
                return map;
            }));
        }
        return results.map(Readiness::new);
    }

    private static Future<Boolean> run(Supplier<Future<Boolean>> check) {
        return Future.<Void>succeededFuture().compose(ignored -> check.get()).otherwise(false);
    }

    /** The outcome of every check, by name. */
    public record Readiness(Map<String, Boolean> checks) {
        public Readiness {
            checks = java.util.Collections.unmodifiableMap(new TreeMap<>(checks));
        }

        public boolean ready() {
            return !checks.isEmpty() && checks.values().stream().allMatch(passes -> passes);
        }
    }
}
