package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.label.Grading;

/** The content of a portion. */
public sealed interface Content {

    /** A text field such as title, body, source or persons. */
    record Text(String text) implements Content {}

    /**
     * The common fields and type-specific details of a record; the {@code head} portion, labelled with the record's default label.
     *
     * @param details by field name of the record type; values are String, Long, Double, Boolean or List of String
     */
    record Head(
            String type,
            String language,
            Optional<Instant> eventTime,
            Optional<Instant> validUntil,
            Optional<String> country,
            List<String> admin1,
            Optional<Geometry> geometry,
            Optional<Grading> grading,
            List<String> tags,
            Map<String, Object> details)
            implements Content {
        public Head {
            admin1 = List.copyOf(admin1);
            tags = List.copyOf(tags);
            details = Map.copyOf(details);
        }
    }
}
