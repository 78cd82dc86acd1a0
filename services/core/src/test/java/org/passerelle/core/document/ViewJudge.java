package org.passerelle.core.document;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.label.Grading;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry.Position;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;
import org.passerelle.core.world.World;

/** What {@code ViewBuilder} lets out of the record once the decision is taken; {@code asked} names what a table asks about. */
final class ViewJudge implements Judge {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final List<String> YES_NO = List.of("yes", "no");

    @Override
    public Map<String, List<String>> domains() {
        return Map.of(
                "View", List.of("nothing", "head", "body", "head, body"),
                "Leaves", YES_NO,
                "Labelled", List.of("–", "level 0", "level 1", "level 2", "level 3"),
                "Place that leaves", List.of("none", "0.0 16.2", "0.05 16.245"),
                "Statement owed", YES_NO,
                "Grading that leaves", List.of("–", "none", "B2", "F6"),
                "Stale", YES_NO,
                "To be kept until", List.of("open", "2 June", "30 August"));
    }

    @Override
    public Map<String, String> results(World world) {
        Decision decision = Decide.decide(world.bundle(), world.request(), world.record(), world.now());
        Optional<View> view = switch (decision) {
            case Decision.Refused refused -> Optional.empty();
            case Decision.Judged judged -> ViewBuilder.view(world.stored(), judged, world.now());
        };
        return Map.of(
                "View", view.map(ViewJudge::portions).orElse("nothing"),
                "Leaves", yes(view.map(one -> leaves(one, world)).orElse(false)),
                "Labelled",
                        view.map(one -> "level " + one.label().level().number()).orElse("–"),
                "Place that leaves",
                        view.flatMap(View::head).map(ViewJudge::place).orElse("none"),
                "Statement owed", yes(view.map(View::gradingStatement).orElse(false)),
                "Grading that leaves",
                        view.map(one -> one.grading().map(Grading::text).orElse("none"))
                                .orElse("–"),
                "Stale", yes(view.map(View::stale).orElse(false)),
                "To be kept until",
                        view.flatMap(View::retainUntil).map(ViewJudge::day).orElse("open"));
    }

    private static String portions(View view) {
        return Stream.concat(
                        view.head().stream().map(head -> PortionFacts.HEAD),
                        view.portions().stream().map(View.Portion::field))
                .collect(Collectors.joining(", "));
    }

    private static boolean leaves(View view, World world) {
        String asked = world.text("/asked/name");
        return switch (world.text("/asked/kind")) {
            case "portion" -> List.of(portions(view).split(", ", -1)).contains(asked);
            case "detail" ->
                view.head().stream().anyMatch(head -> head.details().containsKey(asked));
            case "tag" ->
                view.head().stream().flatMap(head -> head.tags().stream()).anyMatch(tag -> tag.startsWith(asked + "="));
            default -> false;
        };
    }

    private static String place(Content.Head head) {
        return head.geometry()
                .map(geometry ->
                        geometry.positions().stream().map(ViewJudge::position).collect(Collectors.joining(", ")))
                .orElse("none");
    }

    private static String position(Position position) {
        return position.longitude() + " " + position.latitude();
    }

    private static String day(Instant instant) {
        return DAY.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String yes(boolean it) {
        return it ? "yes" : "no";
    }
}
