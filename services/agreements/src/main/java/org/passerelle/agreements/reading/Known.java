package org.passerelle.agreements.reading;

import java.util.Map;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;

/** What agreements may name. */
public record Known(
        Vocabulary vocabulary,
        Map<String, Party> parties,
        Map<String, Unit> units,
        Map<String, Group> groups,
        Settings settings) {
    public Known {
        parties = Map.copyOf(parties);
        units = Map.copyOf(units);
        groups = Map.copyOf(groups);
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
