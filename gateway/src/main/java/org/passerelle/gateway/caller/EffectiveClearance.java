package org.passerelle.gateway.caller;

import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Party;
import org.passerelle.gateway.disclosure.Caller;

/** Up to which level a caller sees anything: the least of the account's clearance, the party's accreditation and what the sign-in allows. */
public final class EffectiveClearance {
    private EffectiveClearance() {}

    public static Level of(Bundle bundle, Caller caller) {
        Level strength = bundle.settings().strengthCeiling().getOrDefault(caller.strength(), Level.UNCLASSIFIED);
        Level accreditation = Optional.ofNullable(bundle.parties().get(caller.party()))
                .map(Party::accreditation)
                .orElse(Level.UNCLASSIFIED);
        return caller.account().clearance().min(accreditation).min(strength);
    }
}
