package org.passerelle.gateway.interchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads single cells: numbers, times and coordinates as tables write them. What is not exactly one is none. */
final class Cells {
    /** Tables that were computed with write all digits that a machine has for a fraction, and small ones with an exponent. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,40})?([eE][+-]?\\d{1,2})?");
    /** Tables that were computed with write whole numbers as 2.0; what has more digits there may have thousands. */
    private static final Pattern INTEGER = Pattern.compile("(-?\\d{1,15})(\\.0)?");

    private static final Pattern HALF_YEAR = Pattern.compile("(?<!u)uu(?!u)");
    private static final int FIRST_YEAR = 1000;
    private static final Pattern SEXAGESIMAL = Pattern.compile(
            "(\\d{1,3})\\s*[°:]\\s*(\\d{1,2})\\s*['’′:]?\\s*(?:(\\d{1,2}(?:\\.\\d{1,9})?)\\s*(?:[\"”″]|'')?)?\\s*([NSEWO])");

    private Cells() {}

    static Optional<BigDecimal> number(String cell) {
        return NUMBER.matcher(cell).matches() ? Optional.of(new BigDecimal(cell)) : Optional.empty();
    }

    /** One in which a comma stands where others have a point; a point in it may be of thousands. */
    static Optional<BigDecimal> decimalComma(String cell) {
        return cell.indexOf('.') < 0 ? number(cell.replace(',', '.')) : Optional.empty();
    }

    static Optional<Long> integer(String cell) {
        Matcher parts = INTEGER.matcher(cell);
        return parts.matches() ? Optional.of(Long.valueOf(parts.group(1))) : Optional.empty();
    }

    /** Degrees with minutes, and seconds if any; north and east count up. O is the French west. */
    static Optional<BigDecimal> sexagesimal(String cell) {
        Matcher parts = SEXAGESIMAL.matcher(cell.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        double minutes = Double.parseDouble(parts.group(2));
        double seconds = parts.group(3) == null ? 0 : Double.parseDouble(parts.group(3));
        if (minutes >= 60 || seconds >= 60) {
            return Optional.empty();
        }
        double degrees = Double.parseDouble(parts.group(1)) + minutes / 60 + seconds / 3600;
        boolean down = !parts.group(4).equals("N") && !parts.group(4).equals("E");
        return Optional.of(BigDecimal.valueOf(Math.round((down ? -degrees : degrees) * 1e6) / 1e6));
    }

    /** A longitude or a latitude, which does not state the sides of the other. */
    static Optional<BigDecimal> degrees(Column column, String cell, boolean longitude) {
        return switch (column.as()) {
            case DEGREES_MINUTES ->
                cell.matches(longitude ? ".*[EWO]" : ".*[NS]") ? sexagesimal(cell) : Optional.empty();
            case DECIMAL_COMMA -> decimalComma(cell);
            case TEXT, INTEGER, NUMBER, TRUTH, TIME, DAY, LIST -> number(cell);
        };
    }

    /** The instant as submissions write it; a day without a time begins it. */
    static Optional<String> time(String cell, Column column) {
        try {
            return instant(cell, column)
                    .map(at -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)));
        } catch (DateTimeException beyond) {
            // The last day that there is, in a zone in which it has begun.
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String cell, Column column) {
        return temporal(cell, column, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)
                .map(found -> switch (found) {
                    case OffsetDateTime at -> at.toInstant();
                    case LocalDateTime at -> at.atZone(zone(column)).toInstant();
                    case LocalDate day -> day.atStartOfDay(zone(column)).toInstant();
                    default -> throw new IllegalStateException("not asked for");
                });
    }

    static Optional<String> day(String cell, Column column) {
        return temporal(cell, column, LocalDate::from, LocalDateTime::from)
                .map(found -> LocalDate.from(found).toString());
    }

    private static Optional<TemporalAccessor> temporal(
            String cell, Column column, java.time.temporal.TemporalQuery<?>... queries) {
        try {
            DateTimeFormatter formatter = formatter(column);
            TemporalAccessor found = queries.length == 1
                    ? (TemporalAccessor) formatter.parse(cell, queries[0])
                    : formatter.parseBest(cell, queries);
            // Fewer digits are of a year without its century.
            return Optional.of(found).filter(day -> day.get(ChronoField.YEAR) >= FIRST_YEAR);
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    /** Years are those of the calendar, and days that do not exist are not bent into others. */
    static DateTimeFormatter formatter(Column column) {
        zone(column);
        return column.format()
                .map(pattern -> DateTimeFormatter.ofPattern(
                        ofTheCalendar(pattern),
                        Locale.forLanguageTag(column.locale().orElse("en"))))
                .orElse(DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][XXX]]", Locale.ROOT))
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Outside of quotes, of which every second part is one. */
    private static String ofTheCalendar(String pattern) {
        String[] parts = pattern.split("'", -1);
        for (int index = 0; index < parts.length; index += 2) {
            parts[index] = parts[index].replace('y', 'u');
        }
        return String.join("'", parts);
    }

    /** Whether a pattern has a year of two digits, of which nobody knows the century. */
    static boolean halfYear(String pattern) {
        String[] parts = ofTheCalendar(pattern).split("'", -1);
        return IntStream.iterate(0, index -> index < parts.length, index -> index + 2)
                .anyMatch(index -> HALF_YEAR.matcher(parts[index]).find());
    }

    private static ZoneId zone(Column column) {
        return column.zone().map(ZoneId::of).orElse(ZoneOffset.UTC);
    }
}
