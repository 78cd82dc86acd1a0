package org.passerelle.core.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.record.Geometry.Position;

/** In what a submission is like a record, as far as its submitter sees that. */
public enum Resemblance {
    /** A text of the one is a text of the other but for its form. */
    SAME_TEXT,
    /** Half of what two texts consist of is the same. */
    LIKE_TEXT,
    /** The same type of event at about the same time and place, and by the same, where both say by whom. */
    SAME_EVENT;

    /** What happened within it happened at about the same time. */
    public static final Duration NEAR = Duration.ofHours(6);

    /** What happened within it happened at about the same place. */
    public static final double NEAR_KILOMETRES = 10;

    private static final String ACTORS = "actors";
    private static final double KILOMETRES_OF_A_DEGREE = 111.2;

    /** Of what is submitted and a view that the submitter gets; empty where they are about different things. */
    public static Set<Resemblance> of(Collection<Content> submitted, View seen) {
        Set<Resemblance> alike = EnumSet.noneOf(Resemblance.class);
        for (Content content : submitted) {
            switch (content) {
                case Content.Text text -> seen.portions().forEach(portion -> texts(text.text(), portion.text(), alike));
                case Content.Head head -> {
                    if (seen.head()
                            .filter(other -> event(head, other, seen.geometry()))
                            .isPresent()) {
                        alike.add(SAME_EVENT);
                    }
                }
                // The same bytes are found by their fingerprint; what is like them is not looked for.
                case Content.Attachment file -> {}
            }
        }
        return Collections.unmodifiableSet(alike);
    }

    private static void texts(String one, String other, Set<Resemblance> alike) {
        Set<Long> pieces = Sketch.pieces(one);
        Set<Long> others = Sketch.pieces(other);
        if (pieces.isEmpty() || others.isEmpty() || Collections.disjoint(Sketch.of(one), Sketch.of(other))) {
            return;
        }
        if (CanonicalText.of(one).equals(CanonicalText.of(other))) {
            alike.add(SAME_TEXT);
            return;
        }
        Set<Long> common = new HashSet<>(pieces);
        common.retainAll(others);
        int all = pieces.size() + others.size() - common.size();
        if (2 * common.size() >= all) {
            alike.add(LIKE_TEXT);
        }
    }

    private static boolean event(Content.Head one, Content.Head other, GeometryTier told) {
        return one.type().equals(other.type())
                && near(one.eventTime(), other.eventTime())
                && one.geometry()
                        .flatMap(place -> other.geometry().map(seen -> near(place, seen, told)))
                        .orElse(false)
                && actors(one, other);
    }

    private static boolean near(Optional<Instant> one, Optional<Instant> other) {
        return one.flatMap(time ->
                        other.map(seen -> Duration.between(time, seen).abs().compareTo(NEAR) <= 0))
                .orElse(false);
    }

    /** A place that is told coarsely is near whatever lies in its cell. */
    private static boolean near(Geometry exact, Geometry seen, GeometryTier told) {
        return told == GeometryTier.EXACT
                ? kilometres(Centroid.of(exact), Centroid.of(seen)) <= NEAR_KILOMETRES
                : Grid.coarsened(exact, told).filter(seen::equals).isPresent();
    }

    private static double kilometres(Position one, Position other) {
        double east = Math.abs(one.longitude() - other.longitude());
        double parallel = Math.cos(Math.toRadians((one.latitude() + other.latitude()) / 2));
        return KILOMETRES_OF_A_DEGREE
                * Math.hypot(one.latitude() - other.latitude(), Math.min(east, 360 - east) * parallel);
    }

    private static boolean actors(Content.Head one, Content.Head other) {
        Set<String> actors = actors(one);
        Set<String> others = actors(other);
        return actors.isEmpty() || others.isEmpty() || !Collections.disjoint(actors, others);
    }

    private static Set<String> actors(Content.Head head) {
        return Stream.ofNullable(head.details().get(ACTORS))
                .flatMap(actors -> actors instanceof List<?> list ? list.stream() : Stream.of(actors))
                .map(Object::toString)
                .map(CanonicalText::of)
                .collect(Collectors.toSet());
    }

    /** West, south, east and north of wherever a record may be seen that is near the place, however coarsely it is told. */
    public static List<Double> around(Geometry place) {
        Position centre = Centroid.of(place);
        double degrees = 60 / KILOMETRES_OF_A_DEGREE;
        double parallel = Math.max(0.01, Math.cos(Math.toRadians(Math.min(89, Math.abs(centre.latitude()) + degrees))));
        return List.of(
                Math.max(-180, centre.longitude() - degrees / parallel),
                Math.max(-90, centre.latitude() - degrees),
                Math.min(180, centre.longitude() + degrees / parallel),
                Math.min(90, centre.latitude() + degrees));
    }
}
