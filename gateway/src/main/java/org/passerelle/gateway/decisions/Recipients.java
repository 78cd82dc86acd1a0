package org.passerelle.gateway.decisions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;

/** Who a question is about: an account, or a party or unit by its partner system. */
final class Recipients {
    private Recipients() {}

    /** A recipient in the bundle in which it is known. */
    record Recipient(LeasedBundle leased, Account account) {

        /** The best that such an account can show: the question is about policy, not about one sign-in. */
        Strength strength() {
            return switch (account.kind()) {
                case CLIENT -> Strength.SENDER_CONSTRAINED;
                case PERSON -> Strength.SECOND_FACTOR;
            };
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

    /** The partner system of that party and unit; where it has none, a member as the party's accreditation allows at most. */
    private static Optional<Recipient> party(LeasedBundle leased, String partyId, Optional<String> unit) {
        Bundle bundle = leased.bundle();
        Optional<Recipient> system = bundle.accounts().values().stream()
                .filter(account -> account.kind() == Account.Kind.CLIENT
                        && account.party().equals(partyId)
                        && account.unit().equals(unit))
                .min(java.util.Comparator.comparing(Account::id))
                .map(account -> new Recipient(leased, account));
        boolean unitKnown = unit.isEmpty()
                || Optional.ofNullable(bundle.units().get(unit.get()))
                        .filter(known -> known.party().equals(partyId))
                        .isPresent();
        return system.or(() -> Optional.ofNullable(bundle.parties().get(partyId))
                .filter(party -> unitKnown)
                .map(party -> member(leased, party, unit)));
    }

    private static Recipient member(LeasedBundle leased, Party party, Optional<String> unit) {
        Account member = new Account(
                "any member of " + party.id() + unit.map(name -> "/" + name).orElse(""),
                Account.Kind.CLIENT,
                party.id(),
                party.id(),
                unit,
                Set.of("partner-system"),
                party.accreditation(),
                party.compartments(),
                party.purposes(),
                true);
        Bundle bundle = leased.bundle();
        Map<String, Account> accounts = new HashMap<>(bundle.accounts());
        accounts.put(member.id(), member);
        Bundle withMember = new Bundle(
                bundle.version(),
                bundle.issuedAt(),
                bundle.parties(),
                bundle.units(),
                accounts,
                bundle.groups(),
                bundle.agreements(),
                bundle.assessments(),
                bundle.allegations(),
                bundle.markings(),
                bundle.vocabulary(),
                bundle.settings());
        return new Recipient(new LeasedBundle(withMember, leased.verified(), leased.leaseUntil()), member);
    }
}
