package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.passerelle.core.party.Account;

/** Who may change whose standing. */
final class Actors {
    private static final String PLATFORM_ADMINISTRATOR = "platform-administrator";
    private static final String PARTY_ADMINISTRATOR = "agreement-administrator";

    private Actors() {}

    // What an actor may do is read in the transaction of the change: one who was disabled a moment ago changes nothing.
    static Future<Optional<Account>> enabled(SqlConnection transaction, String subject) {
        return MasterStore.one(transaction, MasterStore.ACCOUNT, subject, Account.class)
                .map(found -> found.filter(Account::enabled));
    }

    /** Whether they administer the platform, whatever the party. */
    static boolean administersAll(Account actor) {
        return actor.roles().contains(PLATFORM_ADMINISTRATOR);
    }

    /** Whether they administer their own party. */
    static boolean administersOwn(Account actor) {
        return actor.roles().contains(PARTY_ADMINISTRATOR);
    }

    /** Whether they administer this party, or all. */
    static boolean administers(Account actor, String party) {
        return administersAll(actor) || (administersOwn(actor) && actor.party().equals(party));
    }
}
