package org.passerelle.screening.lists;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** When a publication was made, as its publisher says: a time with its offset from UTC, as {@code 2026-01-10T05:00:00-05:00}. */
final class PublicationDate {
    /** [D] By how much the publisher's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private PublicationDate() {}

    /** Empty where it is no such time: one without an offset may be half a day off. */
    static Optional<Instant> read(String published) {
        try {
            return Optional.of(OffsetDateTime.parse(published).toInstant());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** A list that is dated ahead would keep out all that follow until then. */
    static boolean toCome(String published, Instant now) {
        return read(published).filter(now.plus(AHEAD)::isBefore).isPresent();
    }

    /** Whether one is older than another. None is older than one whose date cannot be read, as they were taken before dates were. */
    static boolean older(String published, String inForce) {
        return read(published)
                .flatMap(one -> read(inForce).filter(one::isBefore))
                .isPresent();
    }
}
