package org.passerelle.core.document;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.world.World;

/** The component of the joined label that {@code asked} names, of the portions {@code one} and {@code other}. */
final class JoinJudge implements Judge {
    private static final String JOIN = "Join";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final Map<String, Function<Label, String>> COMPONENTS = Map.ofEntries(
            Map.entry("level", label -> String.valueOf(label.level().number())),
            Map.entry("TLP", label -> label.tlp().text()),
            Map.entry("compartments", label -> names(label.compartments())),
            Map.entry("originators", label -> names(label.originators())),
            Map.entry("not-releasable-to", label -> names(label.notReleasableTo())),
            Map.entry("flags", label -> names(label.flags())),
            Map.entry("purposes", label -> audience(label.purposes())),
            Map.entry("releasable-to", label -> audience(label.releasableTo())),
            Map.entry("eyes-only", label -> audience(label.eyesOnly())),
            Map.entry("onward", label -> audience(label.onward())),
            Map.entry("embargo", label -> day(label.embargoUntil())),
            Map.entry("retention", label -> day(label.retainUntil())),
            Map.entry("marked at", label -> day(Optional.of(label.markedAt()))));

    @Override
    public Map<String, List<String>> domains() {
        return Map.of(
                JOIN,
                List.of(
                        "0",
                        "3",
                        "CLEAR",
                        "RED",
                        "A",
                        "B",
                        "A and B",
                        "everybody",
                        "nobody",
                        "none",
                        "1 July",
                        "2 July"));
    }

    @Override
    public Map<String, String> results(World world) {
        List<PortionFacts> portions = world.record().portions();
        Label one = label(portions, "one");
        Label other = label(portions, "other");
        Function<Label, String> component = Objects.requireNonNull(COMPONENTS.get(world.text("/asked/name")));
        String join = component.apply(one.join(other));
        if (!join.equals(component.apply(other.join(one)))) {
            throw new IllegalStateException("the join depends on the order");
        }
        return Map.of(JOIN, join);
    }

    private static Label label(List<PortionFacts> portions, String id) {
        return portions.stream()
                .filter(portion -> portion.id().equals(id))
                .findFirst()
                .flatMap(PortionFacts::label)
                .orElseThrow();
    }

    private static String names(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(" and ", names);
    }

    private static String audience(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted unrestricted -> "everybody";
            case Audience.Only only -> only.names().isEmpty() ? "nobody" : names(only.names());
        };
    }

    private static String day(Optional<Instant> instant) {
        return instant.map(at -> DAY.format(at.atOffset(ZoneOffset.UTC))).orElse("none");
    }
}
