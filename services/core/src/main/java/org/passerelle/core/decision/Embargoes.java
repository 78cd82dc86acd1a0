package org.passerelle.core.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** Until when an embargo, or the delay of a clause, keeps what nothing else keeps. */
public final class Embargoes {
    private Embargoes() {}

    /**
     * When the next portion of the record may leave; empty where none waits for a time alone.
     *
     * @param decision about the record
     * @param at instant at which it was decided
     */
    public static Optional<Instant> next(Bundle bundle, RecordFacts record, Decision.Judged decision, Instant at) {
        return decision.portions().stream()
                .filter(Embargoes::waits)
                .flatMap(waiting -> record.portions().stream()
                        .filter(portion -> portion.id().equals(waiting.portionId()))
                        .flatMap(portion -> over(bundle, record, portion, waiting).stream()))
                .filter(at::isBefore)
                .min(Instant::compareTo);
    }

    private static boolean waits(PortionDecision decision) {
        return decision.verdict() == Verdict.DENY
                && decision.trace().stream()
                        .filter(finding -> finding.verdict() == Verdict.DENY)
                        .allMatch(finding -> finding.code().equals(Optional.of(Code.EMBARGOED)));
    }

    private static Optional<Instant> over(
            Bundle bundle, RecordFacts record, PortionFacts portion, PortionDecision waiting) {
        Stream<Instant> embargo = portion.label().flatMap(Label::embargoUntil).stream();
        Stream<Instant> delay =
                waiting.clause().flatMap(clause -> delay(bundle, clause)).map(record.createdAt(portion)::plus).stream();
        return Stream.concat(embargo, delay).max(Instant::compareTo);
    }

    private static Optional<Duration> delay(Bundle bundle, String clause) {
        return bundle.agreements().stream()
                .flatMap(agreement -> agreement.clause(clause).stream())
                .map(Clause::obligations)
                .flatMap(obligations -> obligations.delay().stream())
                .max(Duration::compareTo);
    }
}
