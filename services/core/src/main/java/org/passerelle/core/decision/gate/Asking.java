package org.passerelle.core.decision.gate;

import java.time.Instant;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;

/** What a request gate reads: who asks, for which party, before any record is read. */
public record Asking(Bundle bundle, Instant at, Request request, Account account, Party party) {

    /** A NOTICE needs only an enabled account; every other gate is deemed passed (policy: "What the recipient can learn", 5). */
    boolean notice() {
        return request.action() == Action.NOTICE;
    }
}
