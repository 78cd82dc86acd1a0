package org.passerelle.core.bundle;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.party.Account;

/**
 * The accounts that a party may name: its own; partner systems, by which parties are judged; and persons of parties with which it has signed
 * an agreement, whom its ledger names when they receive. Of any other it is not told that there is one.
 */
public record KnownAccounts(Bundle bundle, String party) {

    public Set<String> ids() {
        Set<String> partners = partners();
        return bundle.accounts().values().stream()
                .filter(account -> knows(account, partners))
                .map(Account::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Empty also where there is such an account and the party may not know. */
    public Optional<Account> find(String id) {
        return Optional.ofNullable(bundle.accounts().get(id)).filter(account -> knows(account, partners()));
    }

    private boolean knows(Account account, Set<String> partners) {
        return switch (account.kind()) {
            case CLIENT -> true;
            case PERSON -> account.party().equals(party) || partners.contains(account.party());
        };
    }

    private Set<String> partners() {
        return bundle.agreements().stream()
                .filter(agreement -> agreement.parties().contains(party) && isSigned(agreement))
                .flatMap(agreement -> agreement.parties().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    // A proposal would not do: one could propose in order to ask.
    private static boolean isSigned(Agreement agreement) {
        return switch (agreement.state()) {
            case SIGNED, ACTIVE, SUSPENDED, TERMINATED, EXPIRED -> true;
            case DRAFT, PROPOSED, COUNTERED, AGREED, SUPERSEDED, WITHDRAWN -> false;
        };
    }
}
