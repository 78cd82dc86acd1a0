package org.passerelle.core.compiled;

import java.util.Optional;
import java.util.Set;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;

/** All that the record gates read of a request and its account, but the person's name: whoever shares it shares a table. */
record Profile(
        String party,
        Optional<String> unit,
        Account.Kind kind,
        Level clearance,
        Set<String> compartments,
        Strength strength,
        Action action,
        String purpose,
        Set<String> endUsers) {

    static Profile of(Request request, Account account) {
        return new Profile(
                account.party(),
                account.unit(),
                account.kind(),
                account.clearance(),
                account.compartments(),
                request.strength(),
                request.action(),
                request.purpose(),
                request.endUsers());
    }
}
