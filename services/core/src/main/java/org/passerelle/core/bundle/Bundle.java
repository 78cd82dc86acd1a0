package org.passerelle.core.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;

/** Everything that decides, except the record: a consistent state of the policy at one version. */
public record Bundle(
        long version,
        Instant issuedAt,
        Map<String, Party> parties,
        Map<String, Unit> units,
        Map<String, Account> accounts,
        Map<String, Group> groups,
        List<Agreement> agreements,
        List<Assessment> assessments,
        List<Allegation> allegations,
        Markings markings,
        Vocabulary vocabulary,
        Settings settings) {
    public Bundle {
        parties = Map.copyOf(parties);
        units = Map.copyOf(units);
        accounts = Map.copyOf(accounts);
        groups = Map.copyOf(groups);
        agreements = List.copyOf(agreements);
        assessments = List.copyOf(assessments);
        allegations = List.copyOf(allegations);
    }

    /** Whether {@code name}, a party or a group, stands for {@code party} at the instant. */
    public boolean standsFor(String name, String party, Instant at) {
        Group group = groups.get(name);
        return name.equals(party) || (group != null && group.includes(party, at));
    }

    /** Whether one of the names stands for {@code party} at the instant. */
    public boolean stand(Set<String> names, String party, Instant at) {
        return names.stream().anyMatch(name -> standsFor(name, party, at));
    }

    /** Whether an audience of parties and groups admits {@code party} at the instant. */
    public boolean admits(Audience audience, String party, Instant at) {
        return switch (audience) {
            case Audience.Unrestricted unrestricted -> true;
            case Audience.Only only -> stand(only.names(), party, at);
        };
    }
}
