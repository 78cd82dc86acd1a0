package org.passerelle.gateway.disclosure;

import java.util.Set;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;

/** What a caller wants to do, and what for. */
public record Ask(Action action, String purpose) {

    public Request by(Caller caller) {
        return new Request(caller.subject(), caller.strength(), action, purpose, Set.of());
    }
}
