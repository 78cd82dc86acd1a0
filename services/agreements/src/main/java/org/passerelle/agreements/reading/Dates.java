package org.passerelle.agreements.reading;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Dates: an instant, or a distance from the moment of loading such as {@code -P30D} or {@code P1Y}, so that
 * the sample never expires.
 */
public record Dates(Instant now) {
    private static final Pattern DISTANCE = Pattern.compile("-?P.*");

    /** Empty when the text is neither an instant nor a distance. */
    public Optional<Instant> parse(String text) {
        try {
            return Optional.of(DISTANCE.matcher(text).matches() ? shift(text) : Instant.parse(text));
        } catch (DateTimeException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    private Instant shift(String distance) {
        return distance.contains("T")
                ? now.plus(Duration.parse(distance))
                : now.atZone(ZoneOffset.UTC).plus(Period.parse(distance)).toInstant();
    }

    /** A length of time; only exact ones, so no months or years. Empty when the text is none. */
    public static Optional<Duration> duration(String text) {
        try {
            Duration parsed = Duration.parse(text);
            return parsed.isNegative() ? Optional.empty() : Optional.of(parsed);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
