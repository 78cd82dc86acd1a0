package org.passerelle.core.impact;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;

/** A party or unit as it is judged without a person's name: by its partner system, or else by what any member of it could show. */
public record RecipientProfile(Account account) {

    /** The partner system of that party and unit; where it has none, a member as the party's accreditation allows at most. */
    public static Optional<RecipientProfile> of(Bundle bundle, String party, Optional<String> unit) {
        Optional<RecipientProfile> system = bundle.accounts().values().stream()
                .filter(account -> account.kind() == Account.Kind.CLIENT
                        && account.party().equals(party)
                        && account.unit().equals(unit))
                .min(Comparator.comparing(Account::id))
                .map(RecipientProfile::new);
        boolean unitKnown = unit.isEmpty()
                || Optional.ofNullable(bundle.units().get(unit.get()))
                        .filter(known -> known.party().equals(party))
                        .isPresent();
        return system.or(() -> Optional.ofNullable(bundle.parties().get(party))
                .filter(known -> unitKnown)
                .map(known -> member(known, unit)));
    }

    /** The party and each unit of it for which somebody could ask, the one that a clause names among them. */
    static List<RecipientProfile> all(Bundle bundle, String party, Set<String> namedUnits) {
        Set<Optional<String>> units = new LinkedHashSet<>();
        bundle.accounts().values().stream()
                .filter(account -> account.party().equals(party) && account.enabled())
                .sorted(Comparator.comparing(Account::id))
                .forEach(account -> units.add(account.unit()));
        new TreeSet<>(namedUnits).forEach(unit -> units.add(Optional.of(unit)));
        if (units.isEmpty()) {
            units.add(Optional.empty());
        }
        return units.stream().flatMap(unit -> of(bundle, party, unit).stream()).toList();
    }

    private static RecipientProfile member(Party party, Optional<String> unit) {
        return new RecipientProfile(new Account(
                "any member of " + party.id() + unit.map(name -> "/" + name).orElse(""),
                Account.Kind.CLIENT,
                party.id(),
                party.id(),
                unit,
                Set.of("partner-system"),
                party.accreditation(),
                party.compartments(),
                party.purposes(),
                true));
    }

    /** The best that such an account can show: the question is about policy, not about one sign-in. */
    public static Strength strength(Account account) {
        return switch (account.kind()) {
            case CLIENT -> Strength.SENDER_CONSTRAINED;
            case PERSON -> Strength.SECOND_FACTOR;
        };
    }

    /** The best that it can show. */
    public Strength strength() {
        return strength(account);
    }

    /** The bundle in which these accounts are known. */
    public static Bundle known(Bundle bundle, List<RecipientProfile> recipients) {
        Map<String, Account> accounts = new HashMap<>(bundle.accounts());
        recipients.forEach(recipient -> accounts.putIfAbsent(recipient.account().id(), recipient.account()));
        return new Bundle(
                bundle.version(),
                bundle.issuedAt(),
                bundle.parties(),
                bundle.units(),
                accounts,
                bundle.groups(),
                bundle.agreements(),
                bundle.assessments(),
                bundle.allegations(),
                bundle.exemptions(),
                bundle.markings(),
                bundle.vocabulary(),
                bundle.settings());
    }
}
