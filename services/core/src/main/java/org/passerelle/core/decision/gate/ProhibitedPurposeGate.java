package org.passerelle.core.decision.gate;

import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;

/** Purposes such as targeting are refused to everybody, by default and before anything is read. */
public final class ProhibitedPurposeGate implements RequestGate {

    @Override
    public Gate gate() {
        return Gate.PROHIBITED_PURPOSE;
    }

    @Override
    public Finding judge(Asking asking) {
        String purpose = asking.request().purpose();
        boolean prohibited = asking.bundle().vocabulary().prohibitedPurposes().contains(purpose);
        return prohibited && !asking.notice()
                ? Finding.deny(gate(), Code.PURPOSE_PROHIBITED, "purpose " + purpose + " is prohibited")
                : Finding.pass(gate(), "the purpose is not prohibited");
    }
}
