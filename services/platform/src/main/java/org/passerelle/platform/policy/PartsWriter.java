package org.passerelle.platform.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/**
 * Writes the parts of a policy down. What stands in one as it stood in the one before is not written anew.
 *
 * @param <C> the parts
 */
public final class PartsWriter<C> {
    private final Class<C> type;
    private Map<Class<?>, List<Part<C>>> before = Map.of();

    public PartsWriter(Class<C> type) {
        this.type = type;
    }

    private record Part<C>(C chunk, String text, String hash) {}

    /**
     * A policy written down.
     *
     * @param texts of its parts, by hash
     */
    public record Written(Manifest manifest, Map<String, String> texts) {
        /** The manifest as JSON, to be signed. */
        public String payload() {
            return Json.write(manifest);
        }
    }

    /** Throws {@link IllegalStateException} when what is written would not read as it was. */
    public synchronized Written write(long version, Instant issuedAt, List<C> chunks) {
        Map<Class<?>, List<Part<C>>> now = new HashMap<>();
        List<Part<C>> parts = new ArrayList<>();
        for (C chunk : chunks) {
            List<Part<C>> ofKind = now.computeIfAbsent(chunk.getClass(), first -> new ArrayList<>());
            Part<C> part = part(chunk, ofKind.size());
            ofKind.add(part);
            parts.add(part);
        }
        before = now;
        return new Written(
                new Manifest(version, issuedAt, parts.stream().map(Part::hash).toList()),
                parts.stream().collect(Collectors.toMap(Part::hash, Part::text, (one, same) -> one)));
    }

    // What has not changed is equal because it is the very same, which is quickly seen.
    private Part<C> part(C chunk, int place) {
        List<Part<C>> ofKind = before.getOrDefault(chunk.getClass(), List.of());
        if (place < ofKind.size() && ofKind.get(place).chunk().equals(chunk)) {
            return ofKind.get(place);
        }
        String text = Json.write(chunk);
        if (!Json.read(text, type).equals(chunk)) {
            throw new IllegalStateException("a part of the policy does not read as it was written");
        }
        return new Part<>(chunk, text, Sha256.hex(text));
    }
}
