package org.passerelle.gateway.submission;

import java.util.Locale;

/**
 * One thing wrong with a body, and where.
 *
 * @param pointer JSON pointer (RFC 6901); empty for the whole body
 * @param message in domain words; never echoes content
 */
public record Fault(String pointer, Code code, String message) {

    /** What kind of fault: a closed list. */
    public enum Code {
        NOT_JSON,
        UNREADABLE,
        UNKNOWN_FIELD,
        MISSING,
        WRONG_TYPE,
        UNKNOWN_WORD,
        CONFUSABLE,
        CONTRADICTION,
        BELOW_JOIN,
        LOOSENED,
        NOT_BELOW,
        NOT_OWN,
        NOT_A_TIME,
        OFF_THE_GLOBE,
        NOT_A_SHAPE,
        MALFORMED_LABEL,
        MALFORMED_MAPPING,
        TOO_LONG,
        FORBIDDEN_CHARACTER,
        NOT_FOUND,
        RECALLED;

        /** The code as the API writes it, e.g. {@code unknown-field}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
