package org.passerelle.node.seed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Words;
import org.passerelle.core.party.Unit;

/** Units of a party: a tree, each with its dated commanders. */
final class UnitReading {
    private UnitReading() {}

    static void read(List<Section> sections, String party, Map<String, Unit> units) {
        for (Section section : sections) {
            Unit unit = new Unit(
                    section.text("id"),
                    party,
                    section.text("name"),
                    section.optionalText("parent"),
                    commands(section.optionalSections("commands")));
            if (units.put(unit.id(), unit) != null) {
                section.fault("id", "unit \"" + unit.id() + "\" is defined twice");
            }
            section.end();
        }
        for (Section section : sections) {
            parent(section, party, units);
        }
    }

    private static List<Unit.Command> commands(List<Section> sections) {
        List<Unit.Command> commands = new ArrayList<>();
        for (Section section : sections) {
            Instant from = section.date("from");
            Optional<Instant> until = section.optionalDate("until");
            if (until.isPresent() && !from.isBefore(until.get())) {
                section.fault("until", "a command must end after it began");
            }
            commands.add(new Unit.Command(section.text("commander"), from, until, section.flag("deputy", false)));
            section.end();
        }
        return commands;
    }

    private static void parent(Section section, String party, Map<String, Unit> units) {
        Words own = Words.of(
                "unit of " + party,
                units.values().stream()
                        .filter(unit -> unit.party().equals(party))
                        .map(Unit::id)
                        .toList());
        Optional<String> parent = section.optionalWord("parent", own);
        int steps = 0;
        while (parent.isPresent() && units.containsKey(parent.get())) {
            if (steps++ > units.size()) {
                section.fault("parent", "a unit cannot be its own parent");
                return;
            }
            parent = units.get(parent.get()).parent();
        }
    }
}
