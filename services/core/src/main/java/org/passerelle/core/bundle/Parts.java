package org.passerelle.core.bundle;

import java.util.List;
import java.util.Map;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Exemption;

/** What agreements build upon: a bundle without agreements, not yet checked. */
public record Parts(
        Map<String, Party> parties,
        Map<String, Unit> units,
        Map<String, Account> accounts,
        Map<String, Group> groups,
        List<Assessment> assessments,
        List<Allegation> allegations,
        List<Exemption> exemptions,
        Markings markings,
        Vocabulary vocabulary,
        Settings settings) {
    public Parts {
        parties = Map.copyOf(parties);
        units = Map.copyOf(units);
        accounts = Map.copyOf(accounts);
        groups = Map.copyOf(groups);
        assessments = List.copyOf(assessments);
        allegations = List.copyOf(allegations);
        exemptions = List.copyOf(exemptions);
    }
}
