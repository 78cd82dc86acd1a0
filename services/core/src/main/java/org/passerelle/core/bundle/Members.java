package org.passerelle.core.bundle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.party.Group;

/** Who stands behind the names that clauses use: a party, or whoever was ever a member of a group. */
final class Members {
    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<String, Set<String>> alike = new HashMap<>();

    Members(Parts parts) {
        Map<String, Set<String>> namesOf = new HashMap<>();
        parts.parties().keySet().forEach(party -> byName.put(party, Set.of(party)));
        parts.groups().forEach((name, group) -> byName.put(name, everIn(group)));
        byName.forEach((name, members) -> members.forEach(member ->
                namesOf.computeIfAbsent(member, first -> new HashSet<>()).add(name)));
        byName.forEach((name, members) -> alike.put(
                name,
                members.stream()
                        .flatMap(member -> namesOf.getOrDefault(member, Set.of()).stream())
                        .collect(Collectors.toUnmodifiableSet())));
    }

    // A clause is read at any instant, and memberships change: whoever was ever in counts.
    private static Set<String> everIn(Group group) {
        return group.members().stream().map(Group.Membership::party).collect(Collectors.toUnmodifiableSet());
    }

    boolean known(String name) {
        return byName.containsKey(name);
    }

    /** The parties; none for a name that nobody bears. */
    Set<String> of(String name) {
        return byName.getOrDefault(name, Set.of());
    }

    /** The names that can stand for one of the same parties, itself included. */
    Set<String> alike(String name) {
        return alike.getOrDefault(name, Set.of());
    }

    /** Whether one of the releasers can give to another party among the recipients. */
    boolean connect(Set<String> releasers, Set<String> recipients) {
        return !releasers.isEmpty()
                && !recipients.isEmpty()
                && !(releasers.size() == 1 && recipients.equals(releasers));
    }

    /** Whether two pairs of names can stand for the same giver and the same other receiver. */
    boolean connectAlike(String releaser, String recipient, String otherReleaser, String otherRecipient) {
        return connect(both(releaser, otherReleaser), both(recipient, otherRecipient));
    }

    private Set<String> both(String one, String other) {
        if (one.equals(other)) {
            return of(one);
        }
        Set<String> both = new HashSet<>(of(one));
        both.retainAll(of(other));
        return both;
    }
}
