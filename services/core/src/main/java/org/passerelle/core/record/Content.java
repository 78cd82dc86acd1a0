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
     * A file beside the text; its bytes are kept apart from what is said of it here.
     *
     * @param id under which its bytes are kept, the same in every version of the record
     * @param mediaType of a closed list
     * @param size in bytes
     * @param hash lower-case hexadecimal SHA-256 of the bytes
     * @param chunks in how many pieces the bytes are kept
     */
    record Attachment(String id, String name, String mediaType, long size, String hash, int chunks)
            implements Content {}

    /**
     * The common fields and type-specific details of a record; the {@code head} portion, labelled with the record's default label.
     *
     * @param details by field name of the record type; values are String, Long, Double, Boolean, List of String or List of the
     *     {@linkplain Statement#members members} of statements
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

        /** What of a tag stands before its value. */
        public static String predicate(String tag) {
            int equals = tag.indexOf('=');
            return equals < 0 ? tag : tag.substring(0, equals);
        }
    }
}
