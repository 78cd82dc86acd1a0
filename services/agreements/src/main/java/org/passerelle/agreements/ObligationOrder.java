package org.passerelle.agreements;

import java.time.Duration;
import java.util.Optional;
import org.passerelle.core.agreement.Obligations;

/** Inclusion between obligations: one includes another when it asks for everything that the other asks for. */
final class ObligationOrder {
    private ObligationOrder() {}

    /** Whether either includes the other, so that "the most permissive" of the two is well defined. */
    static boolean ordered(Obligations one, Obligations other) {
        return includes(one, other) || includes(other, one);
    }

    static boolean includes(Obligations more, Obligations less) {
        return more.strip().containsAll(less.strip())
                && more.geometry().compareTo(less.geometry()) >= 0
                && (more.gradingStatement() || !less.gradingStatement())
                && (more.watermark() || !less.watermark())
                && (more.notifyReleaser() || !less.notifyReleaser())
                && longer(more.delay(), less.delay())
                && shorter(more.retention(), less.retention())
                && more.handling().containsAll(less.handling());
    }

    private static boolean longer(Optional<Duration> more, Optional<Duration> less) {
        return less.isEmpty()
                || more.filter(delay -> delay.compareTo(less.get()) >= 0).isPresent();
    }

    private static boolean shorter(Optional<Duration> more, Optional<Duration> less) {
        return less.isEmpty()
                || more.filter(retention -> retention.compareTo(less.get()) <= 0)
                        .isPresent();
    }
}
