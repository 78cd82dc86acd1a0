package org.passerelle.agreements;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Group;

/**
 * Clauses that can cover the same releaser, recipient, action, purpose and label must have obligations of which one includes the
 * other; else which of the two is the most permissive would be undefined.
 */
final class ClauseConflicts {
    private final MasterData master;

    ClauseConflicts(MasterData master) {
        this.master = master;
    }

    /** The first clause of {@code agreement} that conflicts with one of its own or of the agreements accepted so far. */
    Optional<String> fault(Agreement agreement, List<Agreement> accepted) {
        for (Clause clause : agreement.clauses()) {
            for (Clause own : agreement.clauses()) {
                if (clause.id().compareTo(own.id()) < 0 && conflict(clause, own)) {
                    return Optional.of(describe(clause, own));
                }
            }
            for (Agreement earlier : accepted) {
                for (Clause theirs : earlier.clauses()) {
                    if (theirs.id().equals(clause.id())) {
                        return Optional.of("clause " + clause.id() + " stands in agreement " + earlier.id() + " too");
                    }
                    if (together(agreement, earlier) && conflict(clause, theirs)) {
                        return Optional.of(describe(clause, theirs));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String describe(Clause clause, Clause other) {
        return "clauses " + clause.id() + " and " + other.id()
                + " can cover the same release with obligations of which neither includes the other";
    }

    private static boolean together(Agreement one, Agreement other) {
        return one.validFrom().isBefore(other.validUntil()) && other.validFrom().isBefore(one.validUntil());
    }

    private boolean conflict(Clause one, Clause other) {
        return meet(members(one.releaser()), members(other.releaser()))
                && meet(members(one.recipient()), members(other.recipient()))
                && sameUnit(one, other)
                && meet(one.actions(), other.actions())
                && meet(one.purposes(), other.purposes())
                && meet(one.recordTypes(), other.recordTypes())
                && sameAreas(one.areas(), other.areas())
                && sameTime(one, other)
                && !ObligationOrder.ordered(one.obligations(), other.obligations());
    }

    private Set<String> members(String partyOrGroup) {
        Group group = master.groups().get(partyOrGroup);
        return group == null
                ? Set.of(partyOrGroup)
                : group.members().stream().map(Group.Membership::party).collect(Collectors.toSet());
    }

    private static boolean meet(Set<?> one, Set<?> other) {
        return !Collections.disjoint(one, other);
    }

    private static boolean sameUnit(Clause one, Clause other) {
        return one.recipientUnit().isEmpty()
                || other.recipientUnit().isEmpty()
                || one.recipientUnit().equals(other.recipientUnit());
    }

    private boolean sameAreas(Audience one, Audience other) {
        return switch (one) {
            case Audience.Unrestricted anywhere -> true;
            case Audience.Only mine ->
                switch (other) {
                    case Audience.Unrestricted anywhere -> true;
                    case Audience.Only theirs ->
                        mine.names().stream()
                                .anyMatch(a -> theirs.names().stream().anyMatch(b -> touch(a, b)));
                };
        };
    }

    private boolean touch(String one, String other) {
        return one.equals(other) || other.equals(country(one)) || one.equals(country(other));
    }

    private String country(String area) {
        return master.vocabulary().areas().getOrDefault(area, area);
    }

    private static boolean sameTime(Clause one, Clause other) {
        return begins(one).isBefore(ends(other)) && begins(other).isBefore(ends(one));
    }

    private static Instant begins(Clause clause) {
        return clause.eventFrom().orElse(Instant.MIN);
    }

    private static Instant ends(Clause clause) {
        return clause.eventUntil().orElse(Instant.MAX);
    }
}
