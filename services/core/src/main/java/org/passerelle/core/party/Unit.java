package org.passerelle.core.party;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A unit of a party, in a tree; its commander is dated, and may be unknown at an instant (MISSING_FACT). */
public record Unit(String id, String party, String name, Optional<String> parent, List<Command> commands) {
    public Unit {
        commands = List.copyOf(commands);
    }

    /**
     * Who commanded, from (inclusive) until (exclusive).
     *
     * @param deputy beside the commander; there may be several, and whatever stands against one counts as against the commander (HRDDP
     *     H3), but a deputy does not make up for an unknown commander
     */
    public record Command(String commander, Instant from, Optional<Instant> until, boolean deputy) {

        /** In command, not as a deputy. */
        public Command(String commander, Instant from, Optional<Instant> until) {
            this(commander, from, until, false);
        }

        public boolean covers(Instant at) {
            return !at.isBefore(from) && until.map(at::isBefore).orElse(true);
        }
    }

    public Optional<String> commanderAt(Instant at) {
        return commands.stream()
                .filter(c -> !c.deputy() && c.covers(at))
                .map(Command::commander)
                .findFirst();
    }
}
