package org.passerelle.core.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;

/**
 * Clauses by whom they connect and under which terms, so that a newcomer is compared only with those that can meet it and whose
 * terms are not ordered with its own.
 */
final class ClauseIndex {

    /** A clause in its place. */
    record Entry(Agreement agreement, int position) {
        Clause clause() {
            return agreement.clauses().get(position);
        }

        Place.OfAgreement place(String... member) {
            Object[] tokens = new Object[2 + member.length];
            tokens[0] = "clauses";
            tokens[1] = position;
            System.arraycopy(member, 0, tokens, 2, member.length);
            return new Place.OfAgreement(agreement.id(), Optional.of(clause().id()), Place.pointer(tokens));
        }
    }

    private record Pair(String releaser, String recipient) {}

    private final Members members;
    private final Scope scope;
    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<Pair, Map<Terms, List<Entry>>> byPair = new HashMap<>();
    private long comparisons;

    ClauseIndex(Members members, Scope scope) {
        this.members = members;
        this.scope = scope;
    }

    void add(Entry entry) {
        byId.put(entry.clause().id(), entry);
        if (bindsAtSomeTime(entry.agreement())) {
            byPair.computeIfAbsent(
                            new Pair(entry.clause().releaser(), entry.clause().recipient()), first -> new HashMap<>())
                    .computeIfAbsent(Terms.of(entry.clause()), first -> new ArrayList<>())
                    .add(entry);
        }
    }

    /** The clause of this id. */
    Optional<Entry> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Those that can cover what {@code offered} covers, with terms that are not ordered with its own. */
    List<Entry> against(Entry offered) {
        List<Entry> against = new ArrayList<>();
        if (!bindsAtSomeTime(offered.agreement())) {
            return against;
        }
        Terms terms = Terms.of(offered.clause());
        for (String releaser : members.alike(offered.clause().releaser())) {
            for (String recipient : members.alike(offered.clause().recipient())) {
                Map<Terms, List<Entry>> standing = byPair.get(new Pair(releaser, recipient));
                if (standing != null
                        && members.connectAlike(
                                offered.clause().releaser(), offered.clause().recipient(), releaser, recipient)) {
                    standing.forEach((theirs, entries) -> {
                        if (!theirs.ordered(terms)) {
                            collect(offered, entries, against);
                        }
                    });
                }
            }
        }
        return against;
    }

    private void collect(Entry offered, List<Entry> entries, List<Entry> against) {
        comparisons += entries.size();
        for (Entry entry : entries) {
            if (scope.together(offered.agreement(), entry.agreement())
                    && scope.meet(offered.clause(), entry.clause())) {
                against.add(entry);
            }
        }
    }

    /** How many pairs of clauses were looked at. */
    long comparisons() {
        return comparisons;
    }

    // What has ended is kept as a reason, and never covers again.
    private static boolean bindsAtSomeTime(Agreement agreement) {
        return switch (agreement.state()) {
            case DRAFT, PROPOSED, COUNTERED, AGREED, SIGNED, ACTIVE, SUSPENDED -> true;
            case SUPERSEDED, WITHDRAWN, TERMINATED, EXPIRED -> false;
        };
    }
}
