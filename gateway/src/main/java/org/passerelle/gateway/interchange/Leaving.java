package org.passerelle.gateway.interchange;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A view that leaves in a file.
 *
 * @param view its members as {@code GET /records/{id}} shows them
 * @param identity of what is seen of the record; the same for whoever sees the same parts
 * @param own whether it leaves to its releaser, and nothing in it is anybody else's
 * @param changes there for formats that are {@link ExportFormat#dated}
 */
public record Leaving(Map<String, Object> view, UUID identity, boolean own, Optional<Changes> changes) {

    /** When the recipient's view first looked like something, and when it last changed. */
    public record Changes(Instant first, Instant last) {}
}
