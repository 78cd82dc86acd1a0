package org.passerelle.agreements;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.passerelle.core.agreement.Agreement;

/** Whether the parties to an agreement have all signed what it says. */
final class SignatureCheck {
    private SignatureCheck() {}

    /** The first thing that is wrong. */
    static Optional<String> fault(Agreement agreement, Map<String, PartyKey> keys) {
        if (agreement.parties().size() < 2) {
            return Optional.of("it has fewer than two parties");
        }
        if (!AgreementSigning.hash(agreement).equals(agreement.hash())) {
            return Optional.of("its terms are not those of its hash");
        }
        for (String party : new TreeSet<>(agreement.parties())) {
            if (!AgreementSigning.signedBy(agreement, party, keys)) {
                return Optional.of("it lacks a valid signature of " + party);
            }
        }
        return Optional.empty();
    }
}
