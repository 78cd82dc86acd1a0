package org.passerelle.core.decision.gate;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;

/**
 * Not-releasable-to bars whoever was or is meant; releasable-to admits whoever was and is meant; eyes-only names the person, and the
 * author counts as named. Own members need no releasable-to; nor does a holder for what it has received, since the label is joined with
 * the holder's own, which narrows who else may get it.
 */
public final class MarkingGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.MARKING;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        if (barred(situation) || !admitted(situation)) {
            findings.add(Finding.deny(
                    gate(),
                    Code.NOT_RELEASABLE,
                    "not releasable to " + situation.leg().to()));
        }
        if (!situation.leg().holding() && !seen(situation)) {
            findings.add(Finding.deny(gate(), Code.EYES_ONLY, "the person is not named"));
        }
        return findings.isEmpty() ? List.of(Finding.pass(gate(), "releasable")) : findings;
    }

    /** A feed is no person's eyes. */
    private static boolean seen(Situation situation) {
        boolean open = situation.label().eyesOnly() instanceof Audience.Unrestricted;
        boolean feed = situation.request().action() == Action.PUSH;
        return open || (!feed && Named.eyesOnly(situation));
    }

    private static boolean barred(Situation situation) {
        Bundle bundle = situation.bundle();
        Label label = situation.label();
        String party = situation.leg().to();
        return bundle.stand(label.notReleasableTo(), party, situation.at())
                || bundle.stand(label.notReleasableTo(), party, label.markedAt());
    }

    private static boolean admitted(Situation situation) {
        Bundle bundle = situation.bundle();
        String party = situation.leg().to();
        return switch (situation.label().releasableTo()) {
            case Audience.Unrestricted unrestricted -> true;
            case Audience.Only only ->
                situation.leg().kind() != Leg.Kind.RELEASE
                        || only.names().stream()
                                .anyMatch(name -> bundle.standsFor(name, party, situation.at())
                                        && bundle.standsFor(
                                                name, party, situation.label().markedAt()));
        };
    }
}
