package org.passerelle.core.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.party.Unit;
import org.passerelle.core.party.Unit.Command;

/**
 * Whether units stand in a tree of their party, with one commander at a time and any number of deputies. All are left in: a chain that is broken, circular or
 * without a commander denies, and of several commanders each counts.
 */
final class UnitCheck {
    private UnitCheck() {}

    static List<Fault> faults(Parts parts) {
        List<Fault> faults = new ArrayList<>();
        new TreeMap<>(parts.units()).values().forEach(unit -> faults.addAll(unit(parts, unit)));
        return faults;
    }

    private static List<Fault> unit(Parts parts, Unit unit) {
        Faults faults = Faults.of(Place.Part.UNIT, unit.id());
        unit.parent().ifPresent(id -> {
            Unit parent = parts.units().get(id);
            faults.when(parent == null, Fault.Code.UNKNOWN_NAME, "names " + id + ", which is no unit", "parent");
            faults.when(
                    parent != null && !parent.party().equals(unit.party()),
                    Fault.Code.FOREIGN_NAME,
                    "names unit " + id + ", which is none of " + unit.party(),
                    "parent");
        });
        faults.when(aboveItself(parts, unit), Fault.Code.CYCLE, "stands above itself", "parent");
        commands(unit.commands(), faults);
        return faults.list();
    }

    /** Units below a cycle do not stand above themselves. */
    private static boolean aboveItself(Parts parts, Unit unit) {
        Set<String> passed = new HashSet<>();
        Optional<String> next = unit.parent();
        while (next.isPresent() && passed.add(next.get())) {
            if (next.get().equals(unit.id())) {
                return true;
            }
            Unit above = parts.units().get(next.get());
            next = above == null ? Optional.empty() : above.parent();
        }
        return false;
    }

    private static void commands(List<Command> commands, Faults faults) {
        for (int position = 0; position < commands.size(); position++) {
            Command command = commands.get(position);
            String place = Integer.toString(position);
            faults.when(
                    command.commander().isBlank(),
                    Fault.Code.MISSING,
                    "has a command without a commander",
                    "commands",
                    place,
                    "commander");
            faults.when(
                    !command.from().isBefore(end(command)),
                    Fault.Code.NO_TIME,
                    "has a command that ends before it begins",
                    "commands",
                    place,
                    "until");
            faults.when(
                    commands.subList(0, position).stream().anyMatch(earlier -> together(earlier, command)),
                    Fault.Code.CONTRADICTION,
                    "has two commanders at once",
                    "commands",
                    place);
        }
    }

    private static boolean together(Command one, Command other) {
        if (one.deputy() || other.deputy()) {
            // Nobody is a deputy twice at once.
            return one.deputy() && other.deputy() && one.commander().equals(other.commander()) && overlap(one, other);
        }
        return overlap(one, other);
    }

    private static boolean overlap(Command one, Command other) {
        Instant begin = one.from().isAfter(other.from()) ? one.from() : other.from();
        return begin.isBefore(end(one)) && begin.isBefore(end(other));
    }

    private static Instant end(Command command) {
        return command.until().orElse(Instant.MAX);
    }
}
