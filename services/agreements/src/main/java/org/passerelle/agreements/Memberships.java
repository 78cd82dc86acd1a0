package org.passerelle.agreements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Group.Membership;

/** Memberships of one party in a group, as they may be changed: what is past stays. */
record Memberships(Group group, String party) {

    /** With one more; empty where the party belongs to the group already within that time. */
    Optional<Group> with(Instant from, Optional<Instant> until) {
        boolean overlaps = of().stream()
                .anyMatch(held -> until.map(end -> held.from().isBefore(end)).orElse(true)
                        && held.until().map(from::isBefore).orElse(true));
        if (overlaps) {
            return Optional.empty();
        }
        List<Membership> members = new ArrayList<>(group.members());
        members.add(new Membership(party, from, until));
        return Optional.of(new Group(group.id(), group.keeper(), members));
    }

    /** Ended, and none begun later; empty where none reaches beyond that time. */
    Optional<Group> until(Instant end) {
        List<Membership> members = new ArrayList<>();
        for (Membership held : group.members()) {
            boolean beyond = held.party().equals(party)
                    && held.until().map(end::isBefore).orElse(true);
            if (!beyond) {
                members.add(held);
            } else if (held.from().isBefore(end)) {
                members.add(new Membership(party, held.from(), Optional.of(end)));
            }
        }
        return members.equals(group.members())
                ? Optional.empty()
                : Optional.of(new Group(group.id(), group.keeper(), members));
    }

    private List<Membership> of() {
        return group.only(party).members();
    }
}
