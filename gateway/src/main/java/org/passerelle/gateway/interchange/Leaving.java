package org.passerelle.gateway.interchange;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A view that leaves in a file.
 *
 * @param view its members as {@code GET /records/{id}} shows them
 * @param identity of what is seen of the record; the same for whoever sees the same parts
 * @param own whether it leaves to its releaser, and nothing in it is anybody else's
 * @param changes of what its recipient sees, and of nothing else
 */
public record Leaving(Map<String, Object> view, UUID identity, boolean own, Changes changes) {
    /** Members beside those of a view: when it first looked like something, and when it last changed. */
    static final String CREATED = "created";

    static final String MODIFIED = "modified";

    /** When the recipient's view first looked like something, and when it last changed. */
    public record Changes(Instant first, Instant last) {}

    /** The view with its times behind it, to be written on, for formats that have no place of their own for these. */
    Map<String, Object> dated() {
        Map<String, Object> dated = new LinkedHashMap<>(view);
        dated.put(CREATED, changes.first());
        dated.put(MODIFIED, changes.last());
        return dated;
    }
}
