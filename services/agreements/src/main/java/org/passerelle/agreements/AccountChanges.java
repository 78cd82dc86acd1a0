package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.agreements.MasterChange.Document;
import org.passerelle.agreements.signin.SignInTasks;
import org.passerelle.core.message.Standing.ChangeAccount;
import org.passerelle.core.message.Standing.Departure;
import org.passerelle.core.message.Standing.Offboard;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.party.Account;

/** Disables accounts and enables them again, and disables for good the accounts of those who leave. */
final class AccountChanges {
    private final ChangeDesk desk;

    AccountChanges(ChangeDesk desk) {
        this.desk = desk;
    }

    /** One account that the actor may change, and whether its holder has left. */
    private interface Work {
        Future<Outcome> on(
                SqlConnection transaction, Account account, Optional<Departure> gone, Account actor, Instant at);
    }

    Future<Outcome> change(ChangeAccount ask) {
        String word = ask.enabled() ? "account-enabled" : "account-disabled";
        return locked(ask.account(), ask.subject(), (transaction, account, gone, actor, at) -> {
            if (ask.enabled() && gone.isPresent()) {
                return ChangeDesk.refused("whoever has left does not come back under the same account");
            }
            if (account.enabled() == ask.enabled()) {
                return ChangeDesk.already(transaction, at);
            }
            MasterChange change = new MasterChange(word, account.id(), ask.reason(), actor, at);
            // A suspension may be lifted soon: the sign-in is left alone until the next comparison with Keycloak, and
            // opened again where that has closed it.
            return (ask.enabled()
                            ? SignInTasks.askIfTouched(transaction, account.id())
                            : Future.<Void>succeededFuture())
                    .compose(asked -> ChangeDesk.write(transaction, change, document(account, ask.enabled())));
        });
    }

    /**
     * Whoever leaves is refused at every gateway when this answers. That Keycloak has to follow is kept in the same transaction, and
     * nothing that Keycloak does or fails to do changes what was answered.
     */
    Future<Outcome> offboard(Offboard ask) {
        return locked(ask.account(), ask.subject(), (transaction, account, gone, actor, at) -> {
            if (gone.isPresent()) {
                return ChangeDesk.already(transaction, at);
            }
            MasterChange change = new MasterChange("account-offboarded", account.id(), ask.reason(), actor, at);
            return Departures.enter(transaction, account.id(), change)
                    .compose(entered -> SignInTasks.ask(transaction, account.id()))
                    .compose(asked -> account.enabled()
                            ? ChangeDesk.write(transaction, change, document(account, false))
                            : change.note(transaction).compose(noted -> ChangeDesk.already(transaction, at)));
        });
    }

    // An account that is none of the actor's business is absent.
    private Future<Outcome> locked(String id, String subject, Work work) {
        return desk.commit(
                subject,
                (transaction, actor, at) -> MasterStore.locked(transaction, MasterStore.ACCOUNT, id, Account.class)
                        .map(found -> found.filter(account -> Actors.administers(actor, account.party())))
                        .compose(found -> found.map(account -> account.id().equals(actor.id())
                                        ? ChangeDesk.refused("nobody changes their own standing")
                                        : Departures.of(transaction, account.id())
                                                .compose(gone -> work.on(transaction, account, gone, actor, at)))
                                .orElseGet(ChangeDesk::absent)));
    }

    private static Document document(Account account, boolean enabled) {
        Account changed = new Account(
                account.id(),
                account.kind(),
                account.name(),
                account.party(),
                account.unit(),
                account.roles(),
                account.clearance(),
                account.compartments(),
                account.purposes(),
                enabled);
        return new Document(MasterStore.ACCOUNT, account.id(), changed);
    }
}
