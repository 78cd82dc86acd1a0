package org.passerelle.gateway.disclosure;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A disclosure whose leaf is durable, or one of nothing.
 *
 * @param judged everything gathered, in that order; what of it is not visible stays here
 * @param receipt names the leaf; empty when nothing leaves
 * @param window in which it leaves
 */
public record Released(List<Judgement> judged, Optional<Receipt> receipt, Window window) {
    public Released {
        judged = List.copyOf(judged);
    }

    /** What leaves. */
    public List<Judgement> visible() {
        return judged.stream().filter(Judgement::visible).toList();
    }

    /** The envelope of a disclosure; it is not part of what is hashed. */
    public record Receipt(String id, Instant at, String salt) {
        public Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("at", at);
            json.put("salt", salt);
            return json;
        }
    }
}
