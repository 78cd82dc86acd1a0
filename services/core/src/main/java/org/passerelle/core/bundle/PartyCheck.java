package org.passerelle.core.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;

/**
 * Whether parties, accounts and groups name what exists, and accounts have no more than their party. All are left in: an unknown word
 * opens nothing, and what exceeds the party is judged against the party as well.
 */
final class PartyCheck {
    private PartyCheck() {}

    static List<Fault> faults(Parts parts) {
        List<Fault> faults = new ArrayList<>();
        new TreeMap<>(parts.parties()).values().forEach(party -> faults.addAll(party(parts, party)));
        new TreeMap<>(parts.accounts()).values().forEach(account -> faults.addAll(account(parts, account)));
        new TreeMap<>(parts.groups()).values().forEach(group -> faults.addAll(group(parts, group)));
        return faults;
    }

    private static List<Fault> party(Parts parts, Party party) {
        Vocabulary words = parts.vocabulary();
        Faults faults = Faults.of(Place.Part.PARTY, party.id());
        faults.unknown("compartment", party.compartments(), words.compartments()::contains, "compartments");
        faults.unknown("purpose", party.purposes(), words.purposes()::contains, "purposes");
        faults.unknown(
                "marking system",
                List.of(party.markingSystem()),
                parts.markings().outbound()::containsKey,
                "markingSystem");
        return faults.list();
    }

    private static List<Fault> account(Parts parts, Account account) {
        Faults faults = Faults.of(Place.Part.ACCOUNT, account.id());
        account.unit().ifPresent(id -> {
            Unit unit = parts.units().get(id);
            faults.when(unit == null, Fault.Code.UNKNOWN_NAME, "names " + id + ", which is no unit", "unit");
            faults.when(
                    unit != null && !unit.party().equals(account.party()),
                    Fault.Code.FOREIGN_NAME,
                    "names unit " + id + ", which is none of " + account.party(),
                    "unit");
        });
        Party party = parts.parties().get(account.party());
        if (party == null) {
            return faults.list();
        }
        String beyond = "which is none of " + party.id();
        faults.unfit(Fault.Code.BEYOND_PARTY, beyond, account.purposes(), party.purposes()::contains, "purposes");
        faults.unfit(
                Fault.Code.BEYOND_PARTY,
                beyond,
                account.compartments(),
                party.compartments()::contains,
                "compartments");
        faults.when(
                !account.clearance().atMost(party.accreditation()),
                Fault.Code.BEYOND_PARTY,
                "has a clearance above the accreditation of " + party.id(),
                "clearance");
        return faults.list();
    }

    private static List<Fault> group(Parts parts, Group group) {
        Faults faults = Faults.of(Place.Part.GROUP, group.id());
        group.keeper()
                .ifPresent(keeper -> faults.unknown("party", List.of(keeper), parts.parties()::containsKey, "keeper"));
        for (int position = 0; position < group.members().size(); position++) {
            Group.Membership member = group.members().get(position);
            String place = Integer.toString(position);
            faults.unknown("party", List.of(member.party()), parts.parties()::containsKey, "members", place, "party");
            faults.when(
                    member.until().filter(end -> !member.from().isBefore(end)).isPresent(),
                    Fault.Code.NO_TIME,
                    "has a membership that ends before it begins",
                    "members",
                    place,
                    "until");
        }
        return faults.list();
    }
}
