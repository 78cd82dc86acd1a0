package org.passerelle.core.sight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.core.record.View;

/**
 * The outlooks of one request on all patterns, kept as long as they hold: those of further patterns are added when they are asked for.
 * Safe for use by several threads.
 */
public final class Outlooks {

    /** What is seen of the records of a pattern. */
    public record Seen(Pattern pattern, Outlook outlook) {}

    private record Known(Sheet sheet, Instant from, Instant until, List<Seen> seen) {

        // The very sheet: another one may have come from another policy.
        @SuppressWarnings("ReferenceEquality")
        boolean holds(Sheet asked, Instant at) {
            return sheet == asked && !at.isBefore(from) && at.isBefore(until);
        }
    }

    private final PatternCatalogue patterns;
    private final ClassCatalogue classes;
    private volatile @Nullable Known known;

    public Outlooks(PatternCatalogue patterns, ClassCatalogue classes) {
        this.patterns = patterns;
        this.classes = classes;
    }

    /**
     * Of every pattern that is known now.
     *
     * @param renders whether a view can be written for the searcher at all; the same for one sheet
     */
    public List<Seen> of(Sheet sheet, Instant at, Predicate<View> renders) {
        List<Pattern> all = patterns.all();
        Known last = known;
        List<Seen> seen = last != null && last.holds(sheet, at) ? last.seen() : List.of();
        if (seen.size() == all.size()) {
            return seen;
        }
        PatternOutlook outlook = new PatternOutlook(sheet, classes, renders);
        List<Seen> more = new ArrayList<>(seen);
        all.stream().skip(seen.size()).forEach(pattern -> more.add(new Seen(pattern, outlook.of(pattern, at))));
        Instant from = Optional.ofNullable(last)
                .filter(before -> before.holds(sheet, at))
                .map(Known::from)
                .orElse(at);
        known = new Known(sheet, from, sheet.validUntil(at), List.copyOf(more));
        return more;
    }
}
