package org.passerelle.core.explanation;

import java.util.Set;
import org.passerelle.core.party.Account;

/** Who reads an explanation, and so what it may tell (policy: "What the recipient can learn", 1). */
public sealed interface Reader {

    /** Whoever asks for the record: learns why a request is refused, and of records only what it may have. */
    record Requester() implements Reader {}

    /** Somebody of the party that releases the record. */
    record ReleasingSide(String party, Set<String> roles) implements Reader {
        public ReleasingSide {
            roles = Set.copyOf(roles);
        }
    }

    static Reader requester() {
        return new Requester();
    }

    static Reader releasingSide(Account account) {
        return new ReleasingSide(account.party(), account.roles());
    }
}
