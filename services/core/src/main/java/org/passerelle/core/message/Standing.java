package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.party.Account;

/** Changes of who may act at all: accounts and parties. Each answers when it is effective at every gateway. */
public final class Standing {

    public static final Address<ChangeAccount, Outcome> ACCOUNT =
            new Address<>("agreements.account", ChangeAccount.class, Outcome.class);
    public static final Address<ChangeParty, Outcome> PARTY =
            new Address<>("agreements.party", ChangeParty.class, Outcome.class);
    public static final Address<Offboard, Outcome> OFFBOARD =
            new Address<>("agreements.offboard", Offboard.class, Outcome.class);
    public static final Address<ListAccounts, AccountList> ACCOUNTS =
            new Address<>("agreements.accounts", ListAccounts.class, AccountList.class);
    public static final Address<AskDrift, SignInDrift> DRIFT =
            new Address<>("agreements.drift", AskDrift.class, SignInDrift.class);

    private Standing() {}

    /**
     * Disables an account or enables it again.
     *
     * @param subject the account that asks: a platform administrator, or an administrator of the same party
     */
    public record ChangeAccount(String account, boolean enabled, String subject, String reason) {}

    /** Deactivates a party or activates it again; only a platform administrator of another party may. */
    public record ChangeParty(String party, boolean active, String subject, String reason) {}

    /**
     * Disables an account for good, because its holder leaves or a system is taken out of service. Keycloak follows: effective is it
     * before.
     *
     * @param subject as of {@link ChangeAccount}
     */
    public record Offboard(String account, String subject, String reason) {}

    /** Asks for the accounts of a party that the subject administers. */
    public record ListAccounts(String party, String subject) {}

    /** @param accounts in the order of their ids; empty when the party is none of the subject's business */
    public record AccountList(Optional<List<ListedAccount>> accounts) {
        public AccountList {
            accounts = accounts.map(List::copyOf);
        }
    }

    /** @param departure when its holder has left */
    public record ListedAccount(Account account, Optional<Departure> departure, SignInState signIn) {}

    /** Who said that the holder has left, why, and when that became so. */
    public record Departure(String subject, String reason, Instant at) {}

    /** How far Keycloak has followed. */
    public enum SignInState {
        OPEN,
        /** Keycloak has yet to be told, again and again until it has. */
        FOLLOWING,
        CLOSED
    }

    /** Asks how Keycloak differs from the accounts; only a platform administrator is told. */
    public record AskDrift(String subject) {}

    /** @param differences {@code unknown-here}, {@code disabled-here} or {@code missing-there}, by sign-in */
    public record SignInDrift(Optional<Map<String, String>> differences) {
        public SignInDrift {
            differences = differences.map(Map::copyOf);
        }
    }

    public sealed interface Outcome {
        /** Effective on every gateway; also when it was so already. */
        record Changed(long barrier, Instant at) implements Outcome {}

        /** There is none, or it is none of the subject's business. */
        record Absent() implements Outcome {}

        /** What was sent cannot be taken as it is; each fault with its place. */
        record Faulty(List<Misread> faults) implements Outcome {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }

        /** Separation of duties forbids it. */
        record NotPossible(String reason) implements Outcome {}
    }
}
