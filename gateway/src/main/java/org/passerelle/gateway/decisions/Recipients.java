package org.passerelle.gateway.decisions;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.KnownAccounts;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.impact.RecipientProfile;
import org.passerelle.core.party.Account;

/** Who a question is about: an account, or a party or unit by its partner system. */
public final class Recipients {
    private Recipients() {}

    /** A recipient in the bundle in which it is known. */
    record Recipient(LeasedBundle leased, Account account) {

        Strength strength() {
            return RecipientProfile.strength(account);
        }
    }

    /**
     * An account, or a party as {@code PARTY} or {@code PARTY/UNIT}, as it is judged.
     *
     * @param asker the party that asks: an account of which it may not know is as one that does not exist
     */
    public static Optional<RecipientProfile> named(Bundle bundle, String asker, String name) {
        return new KnownAccounts(bundle, asker)
                .find(name)
                .map(RecipientProfile::new)
                .or(() -> {
                    int slash = name.indexOf('/');
                    return slash < 0
                            ? RecipientProfile.of(bundle, name, Optional.empty())
                            : RecipientProfile.of(
                                    bundle, name.substring(0, slash), Optional.of(name.substring(slash + 1)));
                });
    }

    static Optional<Recipient> find(LeasedBundle leased, String asker, Question.Who who) {
        return switch (who) {
            case Question.Who.Named(String name) ->
                named(leased.bundle(), asker, name).map(found -> known(leased, found));
            case Question.Who.Party(String party, Optional<String> unit) -> party(leased, party, unit);
        };
    }

    private static Optional<Recipient> party(LeasedBundle leased, String party, Optional<String> unit) {
        return RecipientProfile.of(leased.bundle(), party, unit).map(found -> known(leased, found));
    }

    private static Recipient known(LeasedBundle leased, RecipientProfile found) {
        return new Recipient(
                new LeasedBundle(
                        RecipientProfile.known(leased.bundle(), List.of(found)),
                        leased.verified(),
                        leased.leaseUntil()),
                found.account());
    }
}
