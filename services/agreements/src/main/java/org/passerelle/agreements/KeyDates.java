package org.passerelle.agreements;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.Duty;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.Kind;

/** When a party is left without a key to sign with: its last key ends, and no other goes on. For who signs for the party. */
final class KeyDates {
    private KeyDates() {}

    static Stream<Due> of(Collection<PartyKey> keys, Duties duties, Instant until) {
        Set<String> roles = duties.roles().getOrDefault(Duty.SIGN, Set.of());
        Map<String, List<PartyKey>> byParty =
                keys.stream().collect(Collectors.groupingBy(PartyKey::party, TreeMap::new, Collectors.toList()));
        return byParty.values().stream()
                .filter(own -> own.stream().allMatch(key -> end(key).isPresent()))
                .flatMap(own -> own.stream().max(Comparator.comparing(key -> end(key).orElseThrow())).stream())
                .map(last -> Due.of(
                        Kind.KEY_END,
                        last.keyId(),
                        last.party(),
                        roles,
                        end(last).orElseThrow()))
                .filter(due -> !due.dueAt().isAfter(until));
    }

    private static Optional<Instant> end(PartyKey key) {
        return Stream.of(key.retiredFrom(), key.compromisedFrom())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }
}
