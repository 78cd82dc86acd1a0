package org.passerelle.gateway.keys;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.json.Json;

/**
 * Names of views for formats in which objects have universal ids: a keyed hash of the record, the portions that are seen and the exactness of
 * the place. A view keeps its name when a text is corrected; who sees more of the record, or less, has another.
 */
public final class ViewNames {
    private final SecretKeySpec key;

    public ViewNames(InstallationKey installation) {
        this.key = installation.derive("view-name", "HmacSHA256");
    }

    /** A version 4 UUID. */
    public UUID of(RenderedView view) {
        ByteBuffer hash = ByteBuffer.wrap(InstallationKey.mac(key.getEncoded(), Json.canonical(seen(view.json()))));
        long most = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long least = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(most, least);
    }

    private static Map<String, Object> seen(Map<String, Object> view) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("record", view.getOrDefault("id", ""));
        seen.put("head", view.containsKey("type"));
        seen.put("place", view.getOrDefault("geometryPrecision", ""));
        List<String> fields = new ArrayList<>();
        if (view.get("portions") instanceof List<?> portions) {
            for (Object portion : portions) {
                fields.add(portion instanceof Map<?, ?> members ? String.valueOf(members.get("field")) : "");
            }
        }
        seen.put("portions", fields);
        return seen;
    }
}
