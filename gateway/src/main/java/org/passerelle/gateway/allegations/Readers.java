package org.passerelle.gateway.allegations;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.party.Party;
import org.passerelle.gateway.caller.EffectiveClearance;
import org.passerelle.gateway.disclosure.Caller;

/** How those whose role lets them know of allegations may read of them. */
final class Readers {
    private static final String FOCAL_POINT = "human-rights-focal-point";

    private Readers() {}

    static Reader of(Bundle bundle, Caller caller) {
        Set<String> compartments = new HashSet<>(caller.account().compartments());
        compartments.retainAll(party(bundle, caller).map(Party::compartments).orElse(Set.of()));
        return new Reader(
                caller.party(),
                caller.subject(),
                caller.account().roles().contains(FOCAL_POINT),
                EffectiveClearance.of(bundle, caller),
                compartments);
    }

    static Optional<Party> party(Bundle bundle, Caller caller) {
        return Optional.ofNullable(bundle.parties().get(caller.party()));
    }
}
