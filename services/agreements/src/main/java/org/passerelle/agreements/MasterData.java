package org.passerelle.agreements;

import java.util.Map;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;

/**
 * Who exchanges, and in which words: all of the policy but agreements and screening.
 *
 * @param keys by key id
 */
public record MasterData(
        Map<String, Party> parties,
        Map<String, Unit> units,
        Map<String, Account> accounts,
        Map<String, Group> groups,
        Map<String, PartyKey> keys,
        Markings markings,
        Vocabulary vocabulary,
        Settings settings) {
    public MasterData {
        parties = Map.copyOf(parties);
        units = Map.copyOf(units);
        accounts = Map.copyOf(accounts);
        groups = Map.copyOf(groups);
        keys = Map.copyOf(keys);
    }
}
