package org.passerelle.core.agreement;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Level;

/**
 * Who acts for a party in agreements, as configuration.
 *
 * @param roles of which one is enough, by duty; a duty without roles is nobody's
 * @param twoPersonsFrom ceiling from which nobody approves what they wrote, and nobody signs what they approved
 * @param threePersonsFrom ceiling from which, beside, nobody signs what they wrote
 * @param noticePeriod between notice and end of an agreement that names none
 * @param stepUpWithin how long ago a second factor may have been shown by who approves or signs
 */
public record Duties(
        Map<Duty, Set<String>> roles,
        Optional<Level> twoPersonsFrom,
        Optional<Level> threePersonsFrom,
        Duration noticePeriod,
        Duration stepUpWithin) {

    /** Nobody may do anything. */
    public static final Duties NOBODYS = new Duties(
            Map.of(), Optional.of(Level.UNCLASSIFIED), Optional.of(Level.UNCLASSIFIED), Duration.ZERO, Duration.ZERO);

    public Duties {
        Map<Duty, Set<String>> copied = new EnumMap<>(Duty.class);
        roles.forEach((duty, names) -> copied.put(duty, Set.copyOf(names)));
        roles = Map.copyOf(copied);
    }

    /** Whether who holds {@code held} may do {@code duty}. */
    public boolean allow(Duty duty, Set<String> held) {
        return roles.getOrDefault(duty, Set.of()).stream().anyMatch(held::contains);
    }

    /** How many different persons of a party must stand behind an agreement of this ceiling: 1, 2 or 3. */
    public int persons(Level ceiling) {
        if (threePersonsFrom.filter(from -> from.atMost(ceiling)).isPresent()) {
            return 3;
        }
        return twoPersonsFrom.filter(from -> from.atMost(ceiling)).isPresent() ? 2 : 1;
    }
}
