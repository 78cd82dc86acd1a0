package org.passerelle.core.record;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which sources a portion has although its submitter cites none: content that the submitter's party knows and that has the same
 * {@link Fingerprint}. What is detected counts as if it were declared (invariant I10).
 *
 * @param sources for {@link Derivation#inherit}
 * @param citations ids of the records that the portion derives from
 */
public record Detection(List<Derivation.Source> sources, Set<String> citations) {
    public Detection {
        sources = List.copyOf(sources);
        citations = Set.copyOf(citations);
    }

    /**
     * Compares a submitted portion with what its submitter's party knows.
     *
     * <p>Content that the party has already stored as its own, and of nobody else, stays its own: when it was first stored it was
     * independent, and a party cannot lose its words to whoever repeats them. What stands beside it is not its own for that. Of a record's versions the latest with this content that the
     * party knows speaks: the releaser's last word on it. Where the party may read it now, the terms of now count, as if it were cited
     * now; else those of each receipt.
     *
     * @param holder the submitter's party
     */
    public static Detection of(Content submitted, String holder, List<Known> known) {
        Set<Fingerprint> fingerprints = new HashSet<>(Fingerprint.of(submitted));
        known.stream()
                .filter(one -> one.originalOf(holder))
                .map(Known::fingerprints)
                .forEach(fingerprints::removeAll);
        List<Known> same = known.stream()
                .filter(one -> !Collections.disjoint(one.fingerprints(), fingerprints))
                .toList();
        List<Known> sources =
                same.stream().filter(latest(same)).filter(current(same)).toList();
        return new Detection(
                sources.stream().map(Known::source).toList(),
                sources.stream().map(Known::citations).flatMap(List::stream).collect(Collectors.toSet()));
    }

    /** What was detected here and there. */
    public Detection and(Detection other) {
        return new Detection(
                Stream.concat(sources.stream(), other.sources.stream())
                        .distinct()
                        .toList(),
                Stream.concat(citations.stream(), other.citations.stream()).collect(Collectors.toSet()));
    }

    private static Predicate<Known> latest(List<Known> same) {
        Map<String, Integer> versions = new HashMap<>();
        same.forEach(one -> versions.merge(one.record().recordId(), one.record().version(), Math::max));
        return one -> versions.getOrDefault(one.record().recordId(), 0)
                == one.record().version();
    }

    private static Predicate<Known> current(List<Known> same) {
        Set<String> readable = same.stream()
                .flatMap(one -> one.way() instanceof Known.Way.MayRead
                        ? Stream.of(one.portion().id())
                        : Stream.empty())
                .collect(Collectors.toSet());
        return one -> !(one.way() instanceof Known.Way.Received)
                || !readable.contains(one.portion().id());
    }
}
