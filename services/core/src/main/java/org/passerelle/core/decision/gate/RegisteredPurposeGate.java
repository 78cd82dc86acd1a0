package org.passerelle.core.decision.gate;

import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;

/** The purpose is registered for the party and for the account, whose purposes are a subset of its party's. */
public final class RegisteredPurposeGate implements RequestGate {

    @Override
    public Gate gate() {
        return Gate.REGISTERED_PURPOSE;
    }

    @Override
    public Finding judge(Asking asking) {
        String purpose = asking.request().purpose();
        boolean registered = asking.party().purposes().contains(purpose)
                && asking.account().purposes().contains(purpose);
        return registered || asking.notice()
                ? Finding.pass(gate(), "the purpose is registered")
                : Finding.deny(
                        gate(),
                        Code.PURPOSE_NOT_REGISTERED,
                        "the purpose is not registered for " + asking.account().id());
    }
}
