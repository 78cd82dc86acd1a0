package org.passerelle.core.bundle;

import java.util.Map;
import java.util.Optional;
import org.passerelle.core.label.Level;

/**
 * Two separate tables: marking words inbound (rounding up, never down) and level to words outbound.
 *
 * @param inbound exact marking text (upper case, e.g. {@code UN CONFIDENTIAL}, {@code SECRET DEFENSE}…) to level
 * @param outbound marking system to level to words; a level without words cannot leave in that system
 */
public record Markings(Map<String, Level> inbound, Map<String, Map<Level, String>> outbound) {
    public Markings {
        inbound = Map.copyOf(inbound);
        outbound = Map.copyOf(outbound);
    }

    public Optional<Level> level(String marking) {
        return Optional.ofNullable(inbound.get(marking));
    }

    public Optional<String> words(String system, Level level) {
        return Optional.ofNullable(outbound.getOrDefault(system, Map.of()).get(level));
    }
}
