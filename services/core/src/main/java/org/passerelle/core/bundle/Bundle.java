package org.passerelle.core.bundle;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Exemption;

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
        List<Exemption> exemptions,
        Markings markings,
        Vocabulary vocabulary,
        Settings settings) {

    /** A bundle without exemptions. */
    public Bundle(
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
        this(
                version,
                issuedAt,
                parties,
                units,
                accounts,
                groups,
                agreements,
                assessments,
                allegations,
                List.of(),
                markings,
                vocabulary,
                settings);
    }

    public Bundle {
        parties = Map.copyOf(parties);
        units = Map.copyOf(units);
        accounts = Map.copyOf(accounts);
        groups = Map.copyOf(groups);
        agreements = List.copyOf(agreements);
        assessments = List.copyOf(assessments);
        allegations = List.copyOf(allegations);
        exemptions = List.copyOf(exemptions);
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

    /** The same, with of each group that a party may not know its own memberships alone. */
    public Bundle seenBy(String party, Instant at) {
        Map<String, Group> seen = new HashMap<>();
        groups.forEach((id, group) -> seen.put(id, group.shownTo(party, at) ? group : group.only(party)));
        return new Bundle(
                version,
                issuedAt,
                parties,
                units,
                accounts,
                seen,
                agreements,
                assessments,
                allegations,
                exemptions,
                markings,
                vocabulary,
                settings);
    }

    /** Whether a party is an entity that assesses, and whose releases are screened (HRDDP H1). */
    public boolean screens(String party) {
        return isOneOf(settings.screeningReleasers(), party);
    }

    /** Whether a party is a force that is screened, or is screened for the forces behind it (HRDDP H1). */
    public boolean isScreened(String party) {
        return isOneOf(settings.screenedTypes(), party) || isOneOf(settings.lookThroughTypes(), party);
    }

    private boolean isOneOf(Set<PartyType> types, String party) {
        Party known = parties.get(party);
        return known != null && types.contains(known.type());
    }

    /** Names of the groups that a party may know. */
    public Set<String> groupsShownTo(String party, Instant at) {
        return groups.values().stream()
                .filter(group -> group.shownTo(party, at))
                .map(Group::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an audience of parties and groups admits {@code party} at the instant. */
    public boolean admits(Audience audience, String party, Instant at) {
        return switch (audience) {
            case Audience.Unrestricted unrestricted -> true;
            case Audience.Only only -> stand(only.names(), party, at);
        };
    }
}
