package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.agreements.signin.SignInComparison;
import org.passerelle.agreements.signin.SignInTasks;
import org.passerelle.core.message.Standing.AccountList;
import org.passerelle.core.message.Standing.Departure;
import org.passerelle.core.message.Standing.ListAccounts;
import org.passerelle.core.message.Standing.ListedAccount;
import org.passerelle.core.message.Standing.SignInDrift;
import org.passerelle.core.message.Standing.SignInState;
import org.passerelle.core.party.Account;
import org.passerelle.platform.database.Database;

/** Accounts as those who administer them see them, and how Keycloak differs. */
final class AccountLists {
    private final Database database;

    AccountLists(Database database) {
        this.database = database;
    }

    /** Empty where the subject does not administer the party, which is answered as if there were none. */
    Future<AccountList> list(ListAccounts ask) {
        return database.transaction(transaction -> Actors.enabled(transaction, ask.subject())
                .compose(actor -> actor.filter(known -> Actors.administers(known, ask.party()))
                        .map(known -> listed(transaction, ask.party()))
                        .orElseGet(() -> Future.succeededFuture(new AccountList(Optional.empty())))));
    }

    private static Future<AccountList> listed(SqlConnection transaction, String party) {
        return MasterStore.accounts(transaction)
                .compose(accounts -> Departures.all(transaction)
                        .compose(gone ->
                                SignInTasks.states(transaction).map(states -> of(accounts, party, gone, states))));
    }

    private static AccountList of(
            Collection<Account> accounts, String party, Map<String, Departure> gone, Map<String, SignInState> states) {
        List<ListedAccount> listed = accounts.stream()
                .filter(account -> account.party().equals(party))
                .sorted(Comparator.comparing(Account::id))
                .map(account -> new ListedAccount(
                        account,
                        Optional.ofNullable(gone.get(account.id())),
                        states.getOrDefault(account.id(), SignInState.OPEN)))
                .toList();
        return new AccountList(Optional.of(listed));
    }

    /** What the last comparison found, for platform administrators. */
    Future<SignInDrift> drift(String subject) {
        return database.transaction(transaction -> Actors.enabled(transaction, subject)
                .compose(actor -> actor.filter(Actors::administersAll)
                        .map(known -> SignInComparison.found(transaction).map(Optional::of))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .map(SignInDrift::new));
    }
}
