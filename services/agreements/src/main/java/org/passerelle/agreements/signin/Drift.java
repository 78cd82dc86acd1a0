package org.passerelle.agreements.signin;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.agreements.signin.KeycloakSignIns.SignIn;
import org.passerelle.core.party.Account;

/**
 * How Keycloak differs from the accounts.
 *
 * @param differences by the account's id, or that of the sign-in where there is no account
 */
record Drift(Map<String, Kind> differences) {
    /** In which way. */
    enum Kind {
        /** Somebody can sign in whom nobody registered; at the gateways they are nobody. */
        UNKNOWN_HERE,
        /** Disabled here and enabled there: it is closed. */
        DISABLED_HERE,
        /** Enabled here, and cannot sign in: there is no such sign-in, or it is disabled there. It is never opened. */
        MISSING_THERE
    }

    Drift {
        differences = Map.copyOf(differences);
    }

    static Drift between(Collection<Account> accounts, Collection<SignIn> signIns) {
        Map<String, SignIn> there = signIns.stream()
                .collect(Collectors.toMap(signIn -> name(signIn.kind(), signIn.account()), Function.identity()));
        Map<String, Kind> differences = new TreeMap<>();
        for (Account account : accounts) {
            SignIn signIn = there.remove(name(account.kind(), KeycloakSignIns.written(account.id())));
            boolean open = signIn != null && signIn.enabled();
            if (open != account.enabled()) {
                differences.put(account.id(), open ? Kind.DISABLED_HERE : Kind.MISSING_THERE);
            }
        }
        there.values().forEach(stranger -> differences.put(stranger.account(), Kind.UNKNOWN_HERE));
        return new Drift(differences);
    }

    // A person and a client may have the same name.
    private static String name(Account.Kind kind, String account) {
        return kind + " " + account;
    }
}
