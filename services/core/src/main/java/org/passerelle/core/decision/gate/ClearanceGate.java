package org.passerelle.core.decision.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.label.Level;

/**
 * The level is at most the least of clause ceiling, party accreditation and the subject's clearance capped by sign-in strength; the
 * compartments are the clause's, the party's and the subject's.
 */
public final class ClearanceGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.CLEARANCE;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        Level level = situation.label().level();
        Level ceiling = situation
                .clause()
                .map(clause -> clause.ceiling().min(situation.recipient().accreditation()))
                .orElse(situation.recipient().accreditation());
        boolean subject = !situation.leg().holding();
        if (!level.atMost(ceiling)) {
            findings.add(deny(Code.ABOVE_CEILING, level, ceiling));
        }
        if (subject && !level.atMost(situation.account().clearance())) {
            findings.add(deny(Code.ABOVE_CLEARANCE, level, situation.account().clearance()));
        }
        if (!compartmentsOpen(situation)) {
            findings.add(Finding.deny(gate(), Code.COMPARTMENT, "not read into every compartment"));
        }
        if (subject && findings.isEmpty()) {
            strength(situation).ifPresent(findings::add);
        }
        return findings.isEmpty() ? List.of(Finding.pass(gate(), "level " + level.number())) : findings;
    }

    /** Judged last: UNBOUND_TOKEN means that a stronger sign-in would do. */
    private Optional<Finding> strength(Situation situation) {
        Level cap = situation
                .bundle()
                .settings()
                .strengthCeiling()
                .get(situation.request().strength());
        if (cap == null) {
            return Optional.of(Finding.deny(gate(), Code.MISSING_FACT, "no ceiling is set for the sign-in strength")
                    .about(new Detail.Missing(Detail.What.STRENGTH_CEILING, "")));
        }
        Level level = situation.label().level();
        return level.atMost(cap) ? Optional.empty() : Optional.of(deny(Code.UNBOUND_TOKEN, level, cap));
    }

    private Finding deny(Code code, Level level, Level ceiling) {
        return Finding.deny(gate(), code, "level " + level.number() + " above " + ceiling.number());
    }

    private static boolean compartmentsOpen(Situation situation) {
        Set<String> compartments = situation.label().compartments();
        return situation
                        .clause()
                        .map(Clause::compartments)
                        .map(open -> open.containsAll(compartments))
                        .orElse(true)
                && situation.recipient().compartments().containsAll(compartments)
                && (situation.leg().holding()
                        || situation.account().compartments().containsAll(compartments));
    }
}
