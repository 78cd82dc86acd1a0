package org.passerelle.gateway.standing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.party.Unit;

/** Units as a tree. */
final class UnitJson {
    private UnitJson() {}

    /** @param units each naming its parent; one whose parent is not among them stands at the top */
    static List<Map<String, Object>> tree(List<Unit> units, boolean commanders) {
        Set<String> ids = units.stream().map(Unit::id).collect(Collectors.toSet());
        Set<String> shown = new HashSet<>();
        List<Map<String, Object>> tree = new ArrayList<>();
        for (Unit unit : units) {
            if (unit.parent().filter(ids::contains).isEmpty()) {
                tree.add(unit(unit, units, commanders, shown));
            }
        }
        // A circle has no top: it begins with any of its units, rather than to be left out.
        for (Unit unit : units) {
            if (!shown.contains(unit.id())) {
                tree.add(unit(unit, units, commanders, shown));
            }
        }
        return tree;
    }

    private static Map<String, Object> unit(Unit unit, List<Unit> units, boolean commanders, Set<String> shown) {
        shown.add(unit.id());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", unit.id());
        json.put("name", unit.name());
        if (commanders) {
            json.put("commands", unit.commands().stream().map(UnitJson::command).toList());
        }
        List<Map<String, Object>> below = new ArrayList<>();
        for (Unit other : units) {
            if (other.parent().filter(unit.id()::equals).isPresent() && !shown.contains(other.id())) {
                below.add(unit(other, units, commanders, shown));
            }
        }
        json.put("units", below);
        return json;
    }

    private static Map<String, Object> command(Unit.Command command) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("commander", command.commander());
        if (command.deputy()) {
            json.put("deputy", true);
        }
        json.put("from", command.from());
        command.until().ifPresent(until -> json.put("until", until));
        return json;
    }
}
