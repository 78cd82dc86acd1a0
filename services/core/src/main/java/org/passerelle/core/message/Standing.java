package org.passerelle.core.message;

import java.time.Instant;
import java.util.Optional;

/** Changes of who may act at all: accounts, parties, and who commands a unit. Each answers when it is effective at every gateway. */
public final class Standing {

    public static final Address<ChangeAccount, Outcome> ACCOUNT =
            new Address<>("agreements.account", ChangeAccount.class, Outcome.class);
    public static final Address<ChangeParty, Outcome> PARTY =
            new Address<>("agreements.party", ChangeParty.class, Outcome.class);
    public static final Address<ChangeCommand, Outcome> COMMAND =
            new Address<>("agreements.command", ChangeCommand.class, Outcome.class);

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
     * From now on somebody else commands a unit.
     *
     * @param commander empty: unknown, which is a missing fact wherever the commander counts
     */
    public record ChangeCommand(String unit, Optional<String> commander, String subject, String reason) {}

    public sealed interface Outcome {
        /** Effective on every gateway; also when it was so already. */
        record Changed(long barrier, Instant at) implements Outcome {}

        /** There is none, or it is none of the subject's business. */
        record Absent() implements Outcome {}

        /** Separation of duties forbids it. */
        record NotPossible(String reason) implements Outcome {}
    }
}
