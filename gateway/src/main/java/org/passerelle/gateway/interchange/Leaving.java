package org.passerelle.gateway.interchange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * When the recipient's view looked new.
     *
     * @param all oldest first: when it first looked like something, and each time that it changed
     */
    public record Changes(List<Instant> all) {
        public Changes {
            all = List.copyOf(all);
        }

        Instant first() {
            return all.getFirst();
        }

        Instant last() {
            return all.getLast();
        }

        /** The last in whole units, for formats whose readers take only what is newer: each change is later there than the one before. */
        Instant last(ChronoUnit unit) {
            Instant told = first().truncatedTo(unit);
            for (Instant change : all.subList(1, all.size())) {
                Instant whole = change.truncatedTo(unit);
                told = whole.isAfter(told) ? whole : told.plus(1, unit);
            }
            return told;
        }
    }

    /** The view with its times behind it, to be written on, for formats that have no place of their own for these. */
    Map<String, Object> dated() {
        Map<String, Object> dated = new LinkedHashMap<>(view);
        dated.put(CREATED, changes.first());
        dated.put(MODIFIED, changes.last());
        return dated;
    }
}
