package org.passerelle.core.explanation;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.party.Account;

/**
 * What was asked, and for whom.
 *
 * @param party empty when the account is not known
 */
public record Asked(
        String account,
        Optional<String> party,
        Optional<String> unit,
        Strength strength,
        Action action,
        String purpose,
        Set<String> endUsers) {

    public Asked {
        endUsers = java.util.Collections.unmodifiableSet(new TreeSet<>(endUsers));
    }

    static Asked of(Request request, Bundle bundle) {
        Optional<Account> account = Optional.ofNullable(bundle.accounts().get(request.subject()));
        return new Asked(
                request.subject(),
                account.map(Account::party),
                account.flatMap(Account::unit),
                request.strength(),
                request.action(),
                request.purpose(),
                request.endUsers());
    }
}
