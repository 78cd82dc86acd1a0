package org.passerelle.gateway.decisions;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.impact.RecipientProfile;
import org.passerelle.core.party.Account;

/** Who a question is about: an account, or a party or unit by its partner system. */
final class Recipients {
    private Recipients() {}

    /** A recipient in the bundle in which it is known. */
    record Recipient(LeasedBundle leased, Account account) {

        Strength strength() {
            return RecipientProfile.strength(account);
        }
    }

    static Optional<Recipient> find(LeasedBundle leased, Question.Who who) {
        return switch (who) {
            case Question.Who.Named(String name) -> account(leased, name).or(() -> partyNamed(leased, name));
            case Question.Who.Party(String party, Optional<String> unit) -> party(leased, party, unit);
        };
    }

    /** {@code PARTY} or {@code PARTY/UNIT}. */
    private static Optional<Recipient> partyNamed(LeasedBundle leased, String name) {
        int slash = name.indexOf('/');
        return slash < 0
                ? party(leased, name, Optional.empty())
                : party(leased, name.substring(0, slash), Optional.of(name.substring(slash + 1)));
    }

    private static Optional<Recipient> account(LeasedBundle leased, String id) {
        return Optional.ofNullable(leased.bundle().accounts().get(id)).map(account -> new Recipient(leased, account));
    }

    private static Optional<Recipient> party(LeasedBundle leased, String party, Optional<String> unit) {
        return RecipientProfile.of(leased.bundle(), party, unit)
                .map(found -> new Recipient(
                        new LeasedBundle(
                                RecipientProfile.known(leased.bundle(), List.of(found)),
                                leased.verified(),
                                leased.leaseUntil()),
                        found.account()));
    }
}
