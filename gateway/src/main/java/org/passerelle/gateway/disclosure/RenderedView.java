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
 * @param rolling its retention counts from each reading
 */
public record RenderedView(Map<String, Object> json, String hash, int size, boolean rolling) {
    public RenderedView {
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
    }

    static RenderedView of(Map<String, Object> json) {
        return of(json, false);
    }

    static RenderedView of(Map<String, Object> json, boolean rolling) {
        byte[] canonical = Json.canonical(json);
        return new RenderedView(json, Sha256.hex(canonical), canonical.length, rolling);
    }

    /**
     * Bytes that stay the same while the view does: a retention that counts from each reading is not part of its identity. One that a label ends is:
     * whoever holds the view has to hear when it is shortened.
     */
    public byte[] identity() {
        Map<String, Object> lasting = new LinkedHashMap<>(json);
        if (rolling) {
            lasting.remove(ViewJson.RETENTION);
        }
        return Json.canonical(lasting);
    }
}
