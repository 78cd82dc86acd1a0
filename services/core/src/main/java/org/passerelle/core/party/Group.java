package org.passerelle.core.party;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A named set of parties with dated membership.
 *
 * @param keeper party that alone admits members, and keeps them confidential: they are shown to itself and to whoever belongs to the group;
 *     empty: an open group, whose members everybody may know
 */
public record Group(String id, Optional<String> keeper, List<Membership> members) {
    public Group {
        members = List.copyOf(members);
    }

    /** An open group. */
    public Group(String id, List<Membership> members) {
        this(id, Optional.empty(), members);
    }

    /** Membership from (inclusive) until (exclusive). */
    public record Membership(String party, Instant from, Optional<Instant> until) {

        boolean holds(Instant at) {
            return !at.isBefore(from) && until.map(at::isBefore).orElse(true);
        }
    }

    public boolean includes(String party, Instant at) {
        return members.stream().anyMatch(m -> m.party().equals(party) && m.holds(at));
    }

    /** Whether a party may know who belongs to the group; who may not does not learn that there is one. */
    public boolean shownTo(String party, Instant at) {
        return keeper.map(party::equals).orElse(true) || includes(party, at);
    }

    /** The same group with the memberships of one party alone. */
    public Group only(String party) {
        return new Group(
                id,
                keeper,
                members.stream().filter(m -> m.party().equals(party)).toList());
    }
}
