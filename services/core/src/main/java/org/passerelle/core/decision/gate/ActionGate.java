package org.passerelle.core.decision.gate;

import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;

/** MATCH is for those who have agreed to it; there is none by default. The other actions are open to every party. */
public final class ActionGate implements RequestGate {

    @Override
    public Gate gate() {
        return Gate.ACTION;
    }

    @Override
    public Finding judge(Asking asking) {
        Action action = asking.request().action();
        boolean allowed = switch (action) {
            case READ, EXPORT, PUSH, NOTICE -> true;
            case MATCH -> agreedToMatch(asking);
        };
        return allowed
                ? Finding.pass(gate(), action + " is allowed")
                : Finding.deny(gate(), Code.ACTION_NOT_ALLOWED, action + " needs an agreement in force that names it");
    }

    private static boolean agreedToMatch(Asking asking) {
        Bundle bundle = asking.bundle();
        return bundle.agreements().stream()
                .filter(agreement -> Force.of(bundle, agreement, asking.at()) == Force.IN_FORCE)
                .flatMap(agreement -> agreement.clauses().stream())
                .anyMatch(clause -> clause.actions().contains(Action.MATCH) && concerns(clause, asking));
    }

    private static boolean concerns(Clause clause, Asking asking) {
        String party = asking.party().id();
        return asking.bundle().standsFor(clause.releaser(), party, asking.at())
                || asking.bundle().standsFor(clause.recipient(), party, asking.at());
    }
}
