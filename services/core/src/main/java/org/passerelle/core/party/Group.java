package org.passerelle.core.party;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A named set of parties with dated membership. */
public record Group(String id, List<Membership> members) {
    public Group {
        members = List.copyOf(members);
    }

    /** Membership from (inclusive) until (exclusive). */
    public record Membership(String party, Instant from, Optional<Instant> until) {}

    public boolean includes(String party, Instant at) {
        return members.stream()
                .anyMatch(m -> m.party().equals(party)
                        && !at.isBefore(m.from())
                        && m.until().map(at::isBefore).orElse(true));
    }
}
