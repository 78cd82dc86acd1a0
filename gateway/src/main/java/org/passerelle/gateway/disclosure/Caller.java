package org.passerelle.gateway.disclosure;

import java.time.Instant;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.party.Account;

/**
 * Who asks, as the bundle knows them.
 *
 * @param strength how well they have shown who they are
 * @param signedIn when they showed it
 * @param until when what they have shown ends
 */
public record Caller(Account account, Strength strength, Instant signedIn, Instant until) {

    public String subject() {
        return account.id();
    }

    public String party() {
        return account.party();
    }
}
