package org.passerelle.core.bundle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;

/**
 * Parts of which nothing at fault can disclose, and what was wrong with them. Whatever a decision itself withholds for is left in
 * as it is; only what a decision could take for something else is left out (docs/decisions/0022).
 */
record SoundParts(Parts parts, List<Fault> faults) {
    SoundParts {
        faults = List.copyOf(faults);
    }

    static SoundParts of(Parts given) {
        List<Fault> faults = new ArrayList<>(WordCheck.faults(given));
        Parts named = withoutTwins(given, faults);
        Parts rooted = withoutStrays(named, faults);
        faults.addAll(PartyCheck.faults(rooted));
        faults.addAll(UnitCheck.faults(rooted));
        faults.addAll(ScreeningCheck.faults(rooted));
        return new SoundParts(ScreeningCheck.suspended(rooted), faults);
    }

    // A name that stands for two things stands for neither: each label, clause and grant that uses it withholds.
    private static Parts withoutTwins(Parts given, List<Fault> faults) {
        Set<String> once = new HashSet<>();
        Set<String> twins = new HashSet<>();
        for (Set<String> names : List.of(
                given.parties().keySet(), given.groups().keySet(), given.units().keySet())) {
            names.stream().filter(name -> !once.add(name)).forEach(twins::add);
        }
        return with(
                given,
                keep(given.parties(), Place.Part.PARTY, Party::id, twins, faults),
                keep(given.units(), Place.Part.UNIT, Unit::id, twins, faults),
                keep(given.accounts(), Place.Part.ACCOUNT, Account::id, Set.of(), faults),
                keep(given.groups(), Place.Part.GROUP, Group::id, twins, faults));
    }

    private static <T> Map<String, T> keep(
            Map<String, T> all, Place.Part part, Function<T, String> id, Set<String> twins, List<Fault> faults) {
        return all.entrySet().stream()
                .filter(entry -> {
                    Faults found = Faults.of(part, entry.getKey());
                    found.when(
                            twins.contains(entry.getKey()),
                            Fault.Code.TWICE,
                            "has a name that stands for something else too",
                            "id");
                    found.when(
                            !id.apply(entry.getValue()).equals(entry.getKey()),
                            Fault.Code.CONTRADICTION,
                            "stands under a name that is not its own",
                            "id");
                    faults.addAll(found.list());
                    return found.list().isEmpty();
                })
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Parts withoutStrays(Parts named, List<Fault> faults) {
        return with(
                named,
                named.parties(),
                ofKnownParties(named, named.units(), Place.Part.UNIT, Unit::party, faults),
                ofKnownParties(named, named.accounts(), Place.Part.ACCOUNT, Account::party, faults),
                named.groups());
    }

    private static <T> Map<String, T> ofKnownParties(
            Parts named, Map<String, T> all, Place.Part part, Function<T, String> party, List<Fault> faults) {
        return all.entrySet().stream()
                .filter(entry -> {
                    Faults found = Faults.of(part, entry.getKey());
                    found.unknown(
                            "party", List.of(party.apply(entry.getValue())), named.parties()::containsKey, "party");
                    faults.addAll(found.list());
                    return found.list().isEmpty();
                })
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Parts with(
            Parts parts,
            Map<String, Party> parties,
            Map<String, Unit> units,
            Map<String, Account> accounts,
            Map<String, Group> groups) {
        return new Parts(
                parties,
                units,
                accounts,
                groups,
                parts.assessments(),
                parts.allegations(),
                parts.exemptions(),
                parts.markings(),
                parts.vocabulary(),
                parts.settings());
    }
}
