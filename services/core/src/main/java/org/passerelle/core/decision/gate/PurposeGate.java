package org.passerelle.core.decision.gate;

import java.util.List;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;

/** The stated purpose is allowed by the clause and by the portion; own members need only the portion's. */
public final class PurposeGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.PURPOSE;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        String purpose = situation.request().purpose();
        if (!situation.leg().own() && situation.clause().isEmpty()) {
            return List.of(Finding.notJudged(gate(), "no covering clause"));
        }
        boolean byClause = situation
                .clause()
                .map(clause -> clause.purposes().contains(purpose))
                .orElse(true);
        if (!byClause) {
            return List.of(Finding.deny(gate(), Code.PURPOSE, "the clause does not allow " + purpose));
        }
        return List.of(
                situation.label().purposes().admits(purpose)
                        ? Finding.pass(gate(), purpose)
                        : Finding.deny(gate(), Code.PURPOSE, "the portion does not allow " + purpose));
    }
}
