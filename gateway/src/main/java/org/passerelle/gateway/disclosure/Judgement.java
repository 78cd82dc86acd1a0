package org.passerelle.gateway.disclosure;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.record.View;

/**
 * One record as decided for one caller.
 *
 * @param rendered what would leave; empty when nothing does
 */
public record Judgement(
        StoredRecord record, Decision.Judged decision, Optional<View> view, Optional<RenderedView> rendered) {

    public boolean visible() {
        return rendered.isPresent();
    }

    /** Portions that wait for a ruling. */
    public boolean held() {
        return decision.portions().stream().anyMatch(portion -> portion.verdict() == Verdict.HOLD);
    }

    /** Ids of permitted portions. */
    public Set<String> permitted() {
        return decision.portions().stream()
                .filter(portion -> portion.verdict() == Verdict.PERMIT)
                .map(PortionDecision::portionId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
