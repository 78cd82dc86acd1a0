package org.passerelle.gateway.disclosure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/**
 * A view as it leaves, rendered once.
 *
 * @param json its members
 * @param hash lower-case hexadecimal SHA-256 of its canonical bytes (RFC 8785), for the log
 * @param size how many bytes these are
 */
public record RenderedView(Map<String, Object> json, String hash, int size) {
    public RenderedView {
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
    }

    static RenderedView of(Map<String, Object> json) {
        byte[] canonical = Json.canonical(json);
        return new RenderedView(json, Sha256.hex(canonical), canonical.length);
    }

    /** Bytes that stay the same while the view does: a retention that counts from each reading is not part of its identity. */
    public byte[] identity() {
        Map<String, Object> lasting = new LinkedHashMap<>(json);
        lasting.remove("retainUntil");
        return Json.canonical(lasting);
    }
}
