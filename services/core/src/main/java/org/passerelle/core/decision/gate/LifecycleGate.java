package org.passerelle.core.decision.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.record.RecordFacts;

/**
 * Not recalled, not quarantined, embargo and the clause's delay over, retention not over. The end of validity stops PUSH alone. Own
 * members read recalled and embargoed content.
 */
public final class LifecycleGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.LIFECYCLE;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        if (situation.leg().holding()) {
            return List.of();
        }
        return List.of(failure(situation)
                .map(code -> Finding.deny(gate(), code, "state and times of the record"))
                .orElseGet(() -> Finding.pass(gate(), "current")));
    }

    private static Optional<Code> failure(Situation situation) {
        RecordFacts record = situation.record();
        boolean own = situation.leg().own();
        return switch (record.state()) {
            case RECALLED -> own ? ended(situation) : Optional.of(Code.RECALLED);
            case QUARANTINED -> Optional.of(Code.QUARANTINED);
            case ACTIVE ->
                !own && (embargoed(situation) || delayed(situation)) ? Optional.of(Code.EMBARGOED) : ended(situation);
        };
    }

    private static Optional<Code> ended(Situation situation) {
        Instant at = situation.at();
        boolean retentionOver =
                situation.label().retainUntil().map(end -> !at.isBefore(end)).orElse(false);
        boolean pushOver = situation.request().action() == Action.PUSH
                && situation.record().validUntil().map(end -> !at.isBefore(end)).orElse(false);
        return retentionOver || pushOver ? Optional.of(Code.EXPIRED) : Optional.empty();
    }

    private static boolean embargoed(Situation situation) {
        return situation.label().embargoUntil().map(situation.at()::isBefore).orElse(false);
    }

    private static boolean delayed(Situation situation) {
        return situation
                .clause()
                .flatMap(clause -> clause.obligations().delay())
                .map(situation.record().createdAt(situation.portion())::plus)
                .map(situation.at()::isBefore)
                .orElse(false);
    }
}
