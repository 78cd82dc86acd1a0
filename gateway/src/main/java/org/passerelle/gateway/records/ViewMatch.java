package org.passerelle.gateway.records;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Geometry.Position;
import org.passerelle.core.record.View;
import org.passerelle.gateway.disclosure.Judgement;

/** Matches a search against the very view that would leave: what the caller is not told, the caller does not find. */
final class ViewMatch {
    private final SearchFilter filter;

    ViewMatch(SearchFilter filter) {
        this.filter = filter;
    }

    /** Whether the caller finds the record at this place of the search. */
    boolean fits(Judgement judgement, Searching.Hit hit) {
        return judgement.visible()
                && judgement
                        .view()
                        .map(view -> text(judgement, view, hit) && whole(view) && head(view))
                        .orElse(false);
    }

    // Where a text that the caller sees ranks higher, the record stood before; where only hidden ones do, it stands
    // here.
    private boolean text(Judgement judgement, View view, Searching.Hit hit) {
        return filter.text().isEmpty()
                || (seen(judgement, view, hit.matched()) && !seen(judgement, view, hit.better()));
    }

    private static boolean seen(Judgement judgement, View view, Set<String> portions) {
        return portions.stream()
                .filter(judgement.leaving()::contains)
                .flatMap(portion ->
                        Optional.ofNullable(judgement.record().contents().get(portion)).stream())
                .anyMatch(content -> shown(content, view));
    }

    private static boolean shown(Content content, View view) {
        return switch (content) {
            // Words do not tell in which of the details they stand.
            case Content.Head head ->
                view.head()
                        .filter(seen -> seen.details().equals(head.details()))
                        .isPresent();
            case Content.Text text ->
                view.portions().stream().anyMatch(portion -> portion.text().equals(text.text()));
            // Files have no words to be found by.
            case Content.Attachment file -> false;
        };
    }

    private boolean whole(View view) {
        return filter.level().map(view.label().level()::equals).orElse(true)
                && filter.originator().map(view.releaser()::equals).orElse(true);
    }

    private boolean head(View view) {
        boolean asked = filter.type().isPresent() || filter.ofHead();
        return !asked || view.head().map(this::fits).orElse(false);
    }

    private boolean fits(Content.Head head) {
        return filter.type().map(head.type()::equals).orElse(true)
                && filter.tag().map(head.tags()::contains).orElse(true)
                && filter.country()
                        .map(country -> head.country().filter(country::equals).isPresent())
                        .orElse(true)
                && filter.area().map(head.admin1()::contains).orElse(true)
                && filter.grading()
                        .map(worst -> head.grading()
                                .filter(grading -> grading.atLeast(worst))
                                .isPresent())
                        .orElse(true)
                && filter.polygon()
                        .map(region -> head.geometry().filter(region::meets).isPresent())
                        .orElse(true)
                && filter.from().map(from -> time(head, from, true)).orElse(true)
                && filter.to().map(to -> time(head, to, false)).orElse(true)
                && filter.bbox()
                        .map(box -> head.geometry()
                                .filter(place -> meets(place, box))
                                .isPresent())
                        .orElse(true);
    }

    private static boolean time(Content.Head head, Instant bound, boolean lower) {
        return head.eventTime()
                .map(time -> lower ? !time.isBefore(bound) : time.isBefore(bound))
                .orElse(false);
    }

    private static boolean meets(Geometry place, List<Double> box) {
        return least(place, Position::longitude) <= box.get(2)
                && most(place, Position::longitude) >= box.get(0)
                && least(place, Position::latitude) <= box.get(3)
                && most(place, Position::latitude) >= box.get(1);
    }

    private static double least(Geometry place, ToDoubleFunction<Position> coordinate) {
        return place.positions().stream().mapToDouble(coordinate).min().orElse(Double.NaN);
    }

    private static double most(Geometry place, ToDoubleFunction<Position> coordinate) {
        return place.positions().stream().mapToDouble(coordinate).max().orElse(Double.NaN);
    }
}
