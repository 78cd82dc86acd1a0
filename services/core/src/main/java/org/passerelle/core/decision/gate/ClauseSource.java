package org.passerelle.core.decision.gate;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;

/** Where to look for the clauses that may connect two parties. */
public interface ClauseSource {

    /** A clause with the agreement in which it stands. */
    record Offer(Agreement agreement, Clause clause) {}

    /** At least every clause that connects the two at some instant. */
    List<Offer> between(String releaser, String recipient);

    /** The agreement of that id. */
    Optional<Agreement> agreement(String id);

    /** Looks through the whole bundle each time. */
    static ClauseSource scanning(Bundle bundle) {
        return new ClauseSource() {
            @Override
            public List<Offer> between(String releaser, String recipient) {
                return bundle.agreements().stream()
                        .flatMap(agreement -> agreement.clauses().stream().map(clause -> new Offer(agreement, clause)))
                        .toList();
            }

            @Override
            public Optional<Agreement> agreement(String id) {
                return bundle.agreements().stream()
                        .filter(agreement -> agreement.id().equals(id))
                        .findFirst();
            }
        };
    }
}
