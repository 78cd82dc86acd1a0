package org.passerelle.agreements.reading;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;

/**
 * What agreements may name.
 *
 * @param at when the terms are read
 */
public record Known(
        Vocabulary vocabulary,
        Map<String, Party> parties,
        Map<String, Unit> units,
        Map<String, Group> groups,
        Settings settings,
        Instant at) {
    public Known {
        parties = Map.copyOf(parties);
        units = Map.copyOf(units);
        groups = Map.copyOf(groups);
    }

    /** Those of the parties who may not know the group of that name, if there is one; who may not know it may not agree on it. */
    Set<String> mayNotKnow(String name, Set<String> among) {
        Group group = groups.get(name);
        return group == null
                ? Set.of()
                : among.stream()
                        .filter(party -> parties.containsKey(party) && !group.shownTo(party, at))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    Words partyWords() {
        return Words.of("party", parties.keySet());
    }

    Words partiesAndGroups() {
        return partyWords().or(Words.of("group", groups.keySet()));
    }

    Words unitWords() {
        return Words.of("unit", units.keySet());
    }

    Words unitsOf(String party) {
        return Words.of(
                "unit of " + party,
                units.values().stream()
                        .filter(unit -> unit.party().equals(party))
                        .map(Unit::id)
                        .toList());
    }

    Words purposes() {
        return Words.of("purpose", vocabulary.purposes());
    }

    Words compartments() {
        return Words.of("compartment", vocabulary.compartments());
    }

    Words supportCategories() {
        return Words.of("support category", vocabulary.supportCategories());
    }

    Words areas() {
        return Words.of("area", vocabulary.areas().keySet());
    }

    Words recordTypes() {
        return Words.of("record type", vocabulary.recordTypes().keySet());
    }

    /** TLP words as TLP 2.0 writes them. */
    public static Words tlpWords() {
        return Words.of(
                "TLP word", java.util.Arrays.stream(Tlp.values()).map(Tlp::text).toList());
    }
}
