package org.passerelle.core.decision.gate;

import java.util.List;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;

/** An agreement in force has a clause that covers the leg. No clause: nothing. */
public final class AgreementGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.AGREEMENT;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        return List.of(
                switch (situation.coverage()) {
                    case Coverage.Covered covered ->
                        Finding.pass(
                                gate(),
                                situation
                                        .clause()
                                        .map(clause -> "clause " + clause.id())
                                        .orElse("covered"));
                    case Coverage.NotCovered not -> Finding.deny(gate(), not.code(), not.fact());
                    case Coverage.NotNeeded not -> Finding.notJudged(gate(), not.fact());
                });
    }
}
