package org.passerelle.core.explanation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.passerelle.core.decision.Ruler;

/** Words for values. What is written from left to right is isolated where the language is not. */
public record Words(Language language, Catalogue catalogue) {

    /** Begins what is written from left to right, whatever stands around it (Unicode Annex 9, LRI). */
    public static final char LEFT_TO_RIGHT = '\u2066';

    /** Begins what is written from right to left (RLI). */
    public static final char RIGHT_TO_LEFT = '\u2067';

    /** Ends what was begun (PDI). */
    public static final char END = '\u2069';

    /** Words of a language. */
    public static Words in(Language language) {
        return new Words(language, Catalogue.of(language));
    }

    /** A sentence of the catalogue about a fact. */
    String sentence(String key, Fact fact, Collection<Ruler> rulers) {
        Map<String, String> values = values(fact);
        if (!rulers.isEmpty()) {
            values.put("rulers", rulers(rulers));
        }
        return catalogue.fill(key, values);
    }

    private Map<String, String> values(Fact fact) {
        Map<String, String> values = new HashMap<>();
        fact.values().forEach((slot, several) -> {
            if (slot.sort() != Slot.Sort.ASPECT) {
                values.put(
                        slot.place(),
                        list(several.stream()
                                .map(one -> value(slot.sort(), one))
                                .toList()));
            }
        });
        fact.values()
                .getOrDefault(Slot.ASPECTS, List.of())
                .forEach(aspect -> values.merge(
                        Slot.ASPECTS.place(),
                        catalogue.fill("aspect." + aspect, values),
                        (one, next) -> list(List.of(one, next))));
        return values;
    }

    private String value(Slot.Sort sort, String value) {
        return switch (sort) {
            case ID, ASPECT -> id(value);
            case ACTION -> catalogue.text("action." + value);
            case INSTANT -> instant(Instant.parse(value));
            case LEVEL -> catalogue.text("level." + value);
            case PURPOSE -> purpose(value);
            case STRENGTH -> catalogue.text("strength." + value);
            case SUBJECT -> subject(value);
            case TLP -> id("TLP:" + value);
            case TYPE -> catalogue.word("type", value).orElseGet(() -> id(value));
        };
    }

    /** An id, code or name that is written from left to right in every language. */
    public String id(String text) {
        return language.rightToLeft() ? LEFT_TO_RIGHT + text + END : text;
    }

    String purpose(String purpose) {
        return catalogue.word("purpose", purpose).orElseGet(() -> id(purpose));
    }

    private String subject(String subject) {
        int space = subject.indexOf(' ');
        return catalogue.fill(
                "subject." + subject.substring(0, space), Map.of("name", id(subject.substring(space + 1))));
    }

    /** Several things of one kind. */
    public String list(List<String> words) {
        return String.join(catalogue.text("list.separator"), words);
    }

    /** Several clauses of one sentence. */
    String series(List<String> clauses) {
        return String.join(catalogue.text("series.separator"), clauses);
    }

    String rulers(Collection<Ruler> rulers) {
        return rulers.stream()
                .map(this::ruler)
                .distinct()
                .sorted()
                .collect(Collectors.joining(catalogue.text("list.separator")));
    }

    private String ruler(Ruler ruler) {
        Map<String, String> values = Map.of(
                "role", catalogue.text("role." + ruler.role()),
                "party", id(ruler.party()),
                "account", id(ruler.account()));
        return catalogue.fill(ruler.account().isEmpty() ? "ruler.any" : "ruler.one", values);
    }

    private String instant(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return date(time, "%02d:%02d UTC".formatted(time.getHour(), time.getMinute()));
    }

    /** An instant to the second, or to its fraction where it has one. */
    public String exactly(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return date(time, DateTimeFormatter.ISO_LOCAL_TIME.format(time) + "\u00a0UTC");
    }

    private String date(ZonedDateTime time, String clock) {
        return catalogue.fill(
                time.getDayOfMonth() == 1 ? "instant.first" : "instant",
                Map.of(
                        "day", Integer.toString(time.getDayOfMonth()),
                        "month", catalogue.text("month." + time.getMonthValue()),
                        "year", Integer.toString(time.getYear()),
                        "time", id(clock)));
    }

    /** A duration in the largest unit that tells it exactly. */
    String duration(Duration duration) {
        if (duration.equals(Duration.ofDays(duration.toDays()))) {
            return counted("days", duration.toDays());
        }
        return duration.equals(Duration.ofHours(duration.toHours()))
                ? counted("hours", duration.toHours())
                : counted("minutes", Math.ceilDiv(duration.toSeconds(), 60));
    }

    /** A duration in days, hours, minutes and seconds; as ISO 8601 where it is negative or has a fraction of a second. */
    public String exactly(Duration duration) {
        if (duration.isNegative() || !duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
            return id(duration.toString());
        }
        List<String> parts = new ArrayList<>();
        count(parts, "days", duration.toDays());
        count(parts, "hours", duration.toHoursPart());
        count(parts, "minutes", duration.toMinutesPart());
        count(parts, "seconds", duration.toSecondsPart());
        return parts.isEmpty() ? counted("days", 0) : list(parts);
    }

    private void count(List<String> parts, String unit, long number) {
        if (number > 0) {
            parts.add(counted(unit, number));
        }
    }

    private String counted(String unit, long number) {
        return catalogue.fill(
                "duration." + unit + "." + language.plural(number), Map.of("number", Long.toString(number)));
    }
}
