package org.passerelle.core.decision.gate;

import java.util.List;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;

/**
 * Traffic Light Protocol 2.0. Up to AMBER the clause's maximum decides. AMBER+STRICT and RED go only where AMBER would, and
 * only to a party or person, respectively a person, named on the portion; RED never to a feed or client.
 */
public final class TlpGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.TLP;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        Tlp tlp = situation.label().tlp();
        if (situation.leg().own()) {
            boolean passes = tlp != Tlp.RED || red(situation);
            return List.of(passes ? Finding.pass(gate(), "own members") : denied(tlp));
        }
        return List.of(situation
                .clause()
                .map(clause -> passes(situation, clause) ? Finding.pass(gate(), "TLP:" + tlp.text()) : denied(tlp))
                .orElseGet(() -> Finding.notJudged(gate(), "no covering clause")));
    }

    private Finding denied(Tlp tlp) {
        return Finding.deny(gate(), Code.TLP, "TLP:" + tlp.text() + " does not go there");
    }

    private static boolean passes(Situation situation, Clause clause) {
        Tlp tlp = situation.label().tlp();
        // Naming somebody widens no clause that would not even carry AMBER (I2).
        Tlp carried = tlp.compareTo(Tlp.AMBER) <= 0 ? tlp : Tlp.AMBER;
        return carried.compareTo(clause.tlpMax()) <= 0
                && switch (tlp) {
                    case CLEAR, GREEN, AMBER -> true;
                    case AMBER_STRICT -> partyNamed(situation) || personNamed(situation);
                    case RED -> !situation.leg().holding() && red(situation);
                };
    }

    private static boolean partyNamed(Situation situation) {
        return switch (situation.label().releasableTo()) {
            case Audience.Unrestricted unrestricted -> false;
            case Audience.Only only -> only.names().contains(situation.leg().to());
        };
    }

    /** Naming a person names the party as well, and narrower; so RED never goes where AMBER+STRICT would not (I2). */
    private static boolean personNamed(Situation situation) {
        return !situation.leg().holding() && Named.byName(situation);
    }

    private static boolean red(Situation situation) {
        boolean person = situation.account().kind() == Account.Kind.PERSON;
        boolean feed = situation.request().action() == Action.PUSH;
        return person && !feed && Named.byName(situation);
    }
}
