package org.passerelle.agreements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.passerelle.core.party.Unit;
import org.passerelle.core.party.Unit.Command;

/** Who commands a unit, one at a time, and their deputies. Who commanded stays on record: labels and assessments of that time speak of them. */
record Commands(Unit unit) {

    /** The unit with another commander, or none that is known, for a time; what was planned for that time is given up. */
    Unit with(Optional<String> commander, Instant from, Optional<Instant> until) {
        return with(commander, from, until, false, command -> !command.deputy());
    }

    /** The unit with a deputy for a time, beside its commander and other deputies; what was planned for this one is given up. */
    Unit withDeputy(String name, Instant from, Optional<Instant> until) {
        return with(
                Optional.of(name),
                from,
                until,
                true,
                command -> command.deputy() && command.commander().equals(name));
    }

    private Unit with(
            Optional<String> commander,
            Instant from,
            Optional<Instant> until,
            boolean deputy,
            Predicate<Command> replaced) {
        List<Command> commands = new ArrayList<>();
        for (Command command : unit.commands()) {
            if (!replaced.test(command)) {
                commands.add(command);
                continue;
            }
            before(command, from).ifPresent(commands::add);
            // A deputy who leaves has left; a commander for a time gives the command back.
            until.filter(end -> !deputy).flatMap(end -> after(command, end)).ifPresent(commands::add);
        }
        commander.ifPresent(name -> commands.add(new Command(name, from, until, deputy)));
        commands.sort(Comparator.comparing(Command::from));
        return new Unit(unit.id(), unit.party(), unit.name(), unit.parent(), commands);
    }

    private static Optional<Command> before(Command command, Instant time) {
        if (!command.from().isBefore(time)) {
            return Optional.empty();
        }
        boolean ends = command.until().filter(end -> !end.isAfter(time)).isPresent();
        return Optional.of(
                ends ? command : new Command(command.commander(), command.from(), Optional.of(time), command.deputy()));
    }

    private static Optional<Command> after(Command command, Instant time) {
        if (command.until().filter(end -> !end.isAfter(time)).isPresent()) {
            return Optional.empty();
        }
        boolean begun = command.from().isBefore(time);
        return Optional.of(begun ? new Command(command.commander(), time, command.until(), command.deputy()) : command);
    }
}
