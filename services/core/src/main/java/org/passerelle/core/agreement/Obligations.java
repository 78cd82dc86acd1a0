package org.passerelle.core.agreement;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a permitted disclosure carries: transformations, carried out before release or else DENY, and undertakings, signed by the
 * recipient.
 *
 * @param strip field groups removed from the view, without trace
 * @param geometry coarsest exactness that leaves
 * @param gradingStatement the view carries the written meaning of its grading
 * @param watermark the envelope names the recipient; nothing does that, so that nothing leaves under it
 * @param delay time that must have passed since the record was created
 * @param notifyReleaser the releaser's feed tells of the release; nothing does that either
 * @param retention how long the recipient may keep it (undertaking)
 * @param handling further signed undertakings, as codes
 */
public record Obligations(
        Set<FieldGroup> strip,
        GeometryTier geometry,
        boolean gradingStatement,
        boolean watermark,
        Optional<Duration> delay,
        boolean notifyReleaser,
        Optional<Duration> retention,
        Set<String> handling) {

    public static final Obligations NONE = new Obligations(
            Set.of(), GeometryTier.EXACT, false, false, Optional.empty(), false, Optional.empty(), Set.of());

    public Obligations {
        strip = Set.copyOf(strip);
        handling = Set.copyOf(handling);
    }

    /** Names of the transformations asked for that nothing carries out, so that nothing may leave under them. */
    public List<String> notCarriedOut() {
        return Stream.of(watermark ? "watermark" : "", notifyReleaser ? "notifyReleaser" : "")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether something is taken out of what leaves under them. */
    public boolean takesOut() {
        return !strip.isEmpty() || geometry != GeometryTier.EXACT;
    }

    /** The least obligations that ask at least as much as both. */
    public Obligations join(Obligations other) {
        return new Obligations(
                union(strip, other.strip),
                geometry.compareTo(other.geometry) >= 0 ? geometry : other.geometry,
                gradingStatement || other.gradingStatement,
                watermark || other.watermark,
                longest(delay, other.delay),
                notifyReleaser || other.notifyReleaser,
                shortest(retention, other.retention),
                union(handling, other.handling));
    }

    /** Inclusion: asks for everything that {@code less} asks for. */
    public boolean includes(Obligations less) {
        return strip.containsAll(less.strip)
                && geometry.compareTo(less.geometry) >= 0
                && (gradingStatement || !less.gradingStatement)
                && (watermark || !less.watermark)
                && (notifyReleaser || !less.notifyReleaser)
                && atLeast(delay, less.delay)
                && atMost(retention, less.retention)
                && handling.containsAll(less.handling);
    }

    /** Asks no more than {@code other} does, and not the same. */
    public boolean milderThan(Obligations other) {
        return !equals(other) && other.includes(this);
    }

    private static boolean atLeast(Optional<Duration> asked, Optional<Duration> less) {
        return less.isEmpty() || (asked.isPresent() && asked.get().compareTo(less.get()) >= 0);
    }

    private static boolean atMost(Optional<Duration> asked, Optional<Duration> less) {
        return less.isEmpty() || (asked.isPresent() && asked.get().compareTo(less.get()) <= 0);
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Duration> longest(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
    }

    private static Optional<Duration> shortest(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }
}
