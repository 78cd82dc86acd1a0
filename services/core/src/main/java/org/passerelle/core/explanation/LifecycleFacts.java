package org.passerelle.core.explanation;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Code;
import org.passerelle.core.explanation.Fact.Kind;

/** Facts of state and time. */
record LifecycleFacts(Transfer transfer) {

    Fact of(Optional<Code> code) {
        return code.map(this::failing).orElseGet(() -> Fact.of(Kind.CURRENT));
    }

    private Fact failing(Code code) {
        if (code == Code.RECALLED) {
            return Fact.of(Kind.RECALLED);
        }
        if (code == Code.QUARANTINED) {
            return Fact.of(Kind.QUARANTINED);
        }
        return code == Code.EMBARGOED ? embargoed() : over();
    }

    private Fact embargoed() {
        Optional<Instant> delayed = transfer.clause()
                .map(Clause::obligations)
                .flatMap(obligations -> obligations.delay())
                .map(transfer.facts().record().createdAt(transfer.portion())::plus);
        Instant until = Stream.concat(transfer.label().embargoUntil().stream(), delayed.stream())
                .max(Instant::compareTo)
                .orElse(transfer.facts().at());
        return until(Kind.EMBARGOED, until);
    }

    private Fact over() {
        Optional<Instant> retention = transfer.label()
                .retainUntil()
                .filter(end -> !transfer.facts().at().isBefore(end));
        return retention
                .map(end -> until(Kind.RETENTION_OVER, end))
                .orElseGet(() -> until(
                        Kind.VALIDITY_OVER,
                        transfer.facts()
                                .record()
                                .validUntil()
                                .orElse(transfer.facts().at())));
    }

    private static Fact until(Kind kind, Instant until) {
        return Fact.build(kind).with(Slot.UNTIL, until.toString()).done();
    }
}
