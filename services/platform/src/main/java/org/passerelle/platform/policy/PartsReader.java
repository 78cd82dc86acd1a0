package org.passerelle.platform.policy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/**
 * Reads policies by their manifests. Parts that stood in the last one are known; the others are asked for, and each is taken only as
 * what its name says. Whether a manifest is the authority's is for the caller to verify first.
 *
 * @param <C> the parts
 * @param <B> what they make
 */
public final class PartsReader<C, B> {
    /** Parts asked for at once, so that no message grows with the policy. */
    private static final int AT_ONCE = 256;

    private final Vertx vertx;
    private final Bus bus;
    private final Class<C> type;
    private final BiFunction<Manifest, List<C>, B> join;
    private volatile Map<String, C> known = Map.of();

    /** @param join throws {@link IllegalArgumentException} when the parts are not those of one policy */
    public PartsReader(Vertx vertx, Bus bus, Class<C> type, BiFunction<Manifest, List<C>, B> join) {
        this.vertx = vertx;
        this.bus = bus;
        this.type = type;
        this.join = join;
    }

    /** The newest policy, for whoever discloses nothing by it: its signature and lease are not looked at. */
    public Future<B> newest() {
        return bus.ask(Policy.FETCH, new Policy.Fetch(0))
                .compose(signed -> read(Json.read(signed.payload(), Manifest.class)));
    }

    /**
     * The policy of a manifest.
     *
     * <p>Fails with {@link Unavailable} when a part is not to be had, {@link BrokenPart} when one is not what its name says, and
     * {@link org.passerelle.platform.json.JsonFault} or {@link IllegalArgumentException} when the parts do not make a policy.
     */
    public Future<B> read(Manifest manifest) {
        Map<String, C> before = known;
        List<String> missing = manifest.parts().stream()
                .distinct()
                .filter(hash -> !before.containsKey(hash))
                .toList();
        return gather(missing, new HashMap<>())
                .compose(texts -> vertx.executeBlocking(() -> join(manifest, before, texts), false))
                .map(Objects::requireNonNull);
    }

    private Future<Map<String, String>> gather(List<String> missing, Map<String, String> texts) {
        if (missing.isEmpty()) {
            return Future.succeededFuture(texts);
        }
        List<String> some = missing.subList(0, Math.min(AT_ONCE, missing.size()));
        return bus.ask(Policy.PARTS, new Policy.Parts(some)).compose(answer -> {
            if (!answer.texts().keySet().containsAll(some)) {
                return Future.failedFuture(new Unavailable("parts of the policy"));
            }
            texts.putAll(answer.texts());
            return gather(missing.subList(some.size(), missing.size()), texts);
        });
    }

    private B join(Manifest manifest, Map<String, C> before, Map<String, String> texts) {
        Map<String, C> now = manifest.parts().stream()
                .distinct()
                .collect(Collectors.toMap(hash -> hash, hash -> chunk(hash, before, texts)));
        B policy = join.apply(manifest, manifest.parts().stream().map(now::get).toList());
        known = now;
        return policy;
    }

    // INVARIANT: nothing of a text is looked at before it is known to be what the signed manifest names.
    private C chunk(String hash, Map<String, C> before, Map<String, String> texts) {
        C same = before.get(hash);
        if (same != null) {
            return same;
        }
        String text = Objects.requireNonNull(texts.get(hash));
        if (!Sha256.hex(text).equals(hash)) {
            throw new BrokenPart(hash);
        }
        return Json.read(text, type);
    }
}
