package org.passerelle.core.explanation;

import java.util.Set;
import org.passerelle.core.party.Account;

/** Who reads an explanation, and so what it may tell (policy: "What the recipient can learn", 1). */
public sealed interface Reader {

    /** Whoever asks for the record: learns why a request is refused, and of records only what it may have. */
    record Requester() implements Reader {}

    /** Somebody of the party that releases the record. */
    record ReleasingSide(String party, Set<String> roles) implements Reader {
        private static final Set<String> REVIEWERS = Set.of("human-rights-focal-point", "approver");

        public ReleasingSide {
            roles = Set.copyOf(roles);
        }

        /** Whether screening causes of an assessing party are for this reader: for its focal points and approvers alone. */
        public boolean learnsCausesOf(String assessor) {
            return reviews() && party.equals(assessor);
        }

        boolean reviews() {
            return roles.stream().anyMatch(REVIEWERS::contains);
        }
    }

    static Reader requester() {
        return new Requester();
    }

    static Reader releasingSide(Account account) {
        return new ReleasingSide(account.party(), account.roles());
    }
}
