package org.passerelle.core.decision.gate;

import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Unit;

/** The account is enabled, its party active, and its unit known where screening may apply. */
public final class StandingGate implements RequestGate {

    @Override
    public Gate gate() {
        return Gate.STANDING;
    }

    @Override
    public Finding judge(Asking asking) {
        Account account = asking.account();
        if (!account.enabled()) {
            return Finding.deny(gate(), Code.ACCOUNT_DISABLED, "account " + account.id() + " is disabled");
        }
        if (asking.notice()) {
            return Finding.pass(gate(), "account " + account.id() + " is enabled");
        }
        if (!asking.party().active()) {
            return Finding.deny(gate(), Code.PARTY_INACTIVE, "party " + account.party() + " is not active");
        }
        if (!unitKnown(asking.bundle(), asking)) {
            return Finding.deny(gate(), Code.UNIT_UNKNOWN, "unit of account " + account.id() + " is not known");
        }
        return Finding.pass(gate(), "account " + account.id() + " of " + account.party());
    }

    private static boolean unitKnown(Bundle bundle, Asking asking) {
        Optional<String> named = asking.account().unit();
        if (named.isEmpty()) {
            return !bundle.settings().screenedTypes().contains(asking.party().type());
        }
        Unit unit = bundle.units().get(named.get());
        return unit != null && unit.party().equals(asking.party().id());
    }
}
