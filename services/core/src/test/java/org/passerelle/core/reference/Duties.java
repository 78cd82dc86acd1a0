package org.passerelle.core.reference;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;

/** Obligations compared and put together, respect by respect. */
final class Duties {

    private Duties() {}

    /** The more restrictive of each. */
    static Obligations both(Obligations one, Obligations other) {
        Set<FieldGroup> strip = new HashSet<>(one.strip());
        strip.addAll(other.strip());
        Set<String> handling = new HashSet<>(one.handling());
        handling.addAll(other.handling());
        GeometryTier coarser = one.geometry().compareTo(other.geometry()) > 0 ? one.geometry() : other.geometry();
        return new Obligations(
                strip,
                coarser,
                one.gradingStatement() || other.gradingStatement(),
                one.watermark() || other.watermark(),
                asksNoMoreDelay(one.delay(), other.delay()) ? other.delay() : one.delay(),
                one.notifyReleaser() || other.notifyReleaser(),
                asksNoMoreHaste(one.retention(), other.retention()) ? other.retention() : one.retention(),
                handling);
    }

    /** Asks no more in any respect, and less in one. */
    static boolean milder(Obligations one, Obligations other) {
        return asksNoMore(one, other) && !asksNoMore(other, one);
    }

    private static boolean asksNoMore(Obligations one, Obligations other) {
        return other.strip().containsAll(one.strip())
                && one.geometry().compareTo(other.geometry()) <= 0
                && (other.gradingStatement() || !one.gradingStatement())
                && (other.watermark() || !one.watermark())
                && (other.notifyReleaser() || !one.notifyReleaser())
                && asksNoMoreDelay(one.delay(), other.delay())
                && asksNoMoreHaste(one.retention(), other.retention())
                && other.handling().containsAll(one.handling());
    }

    private static boolean asksNoMoreDelay(Optional<Duration> one, Optional<Duration> other) {
        return one.isEmpty() || (other.isPresent() && one.get().compareTo(other.get()) <= 0);
    }

    private static boolean asksNoMoreHaste(Optional<Duration> one, Optional<Duration> other) {
        return one.isEmpty() || (other.isPresent() && one.get().compareTo(other.get()) >= 0);
    }
}
