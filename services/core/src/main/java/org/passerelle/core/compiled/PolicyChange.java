package org.passerelle.core.compiled;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.gate.ClauseIndex;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;

/**
 * What a change of bundle touches; rather too much than too little.
 *
 * @param everything words or settings have changed, on which every decision hangs
 * @param transfers giver and receiver, whichever way, between whom a clause has changed
 * @param parties those whose own facts or memberships have changed
 * @param screening assessments, allegations, units, or the parties of those who approve
 */
record PolicyChange(boolean everything, Set<Set<String>> transfers, Set<String> parties, boolean screening) {

    static PolicyChange between(Bundle before, Bundle after) {
        boolean everything = !before.settings().equals(after.settings())
                || !before.vocabulary().equals(after.vocabulary())
                || !before.parties().keySet().equals(after.parties().keySet())
                || !before.groups().keySet().equals(after.groups().keySet())
                || ambiguous(before)
                || ambiguous(after);
        boolean screening = !before.assessments().equals(after.assessments())
                || !before.allegations().equals(after.allegations())
                || !before.units().equals(after.units())
                // Whoever stands behind a recipient is screened by the type of their party.
                || !before.parties().equals(after.parties())
                || !affiliations(before).equals(affiliations(after));
        return new PolicyChange(everything, transfers(before, after), parties(before, after), screening);
    }

    boolean touches(Entry.Grounds grounds) {
        return everything
                || (screening && grounds.screened())
                || grounds.names().stream().anyMatch(parties::contains)
                || grounds.legs().stream().anyMatch(this::touches);
    }

    private boolean touches(Leg leg) {
        return parties.contains(leg.from())
                || parties.contains(leg.to())
                || transfers.contains(Set.copyOf(List.of(leg.from(), leg.to())));
    }

    private static boolean ambiguous(Bundle bundle) {
        return bundle.agreements().stream().map(Agreement::id).distinct().count()
                != bundle.agreements().size();
    }

    private static Map<String, String> affiliations(Bundle bundle) {
        Map<String, String> parties = new HashMap<>();
        for (Account account : bundle.accounts().values()) {
            parties.put(account.id(), account.party());
        }
        return parties;
    }

    private static Set<Set<String>> transfers(Bundle before, Bundle after) {
        Map<String, Agreement> old = byId(before);
        Map<String, Agreement> now = byId(after);
        Set<String> ids = new HashSet<>(old.keySet());
        ids.addAll(now.keySet());
        Set<Set<String>> transfers = new HashSet<>();
        for (String id : ids) {
            Agreement was = old.get(id);
            Agreement is = now.get(id);
            if (!Objects.equals(was, is)) {
                add(transfers, before, was);
                add(transfers, after, is);
            }
        }
        return transfers;
    }

    private static Map<String, Agreement> byId(Bundle bundle) {
        Map<String, Agreement> agreements = new HashMap<>();
        bundle.agreements().forEach(agreement -> agreements.put(agreement.id(), agreement));
        return agreements;
    }

    private static void add(
            Set<Set<String>> transfers, Bundle bundle, @org.jspecify.annotations.Nullable Agreement agreement) {
        for (Clause clause : agreement == null ? List.<Clause>of() : agreement.clauses()) {
            for (String releaser : ClauseIndex.members(bundle, clause.releaser())) {
                for (String recipient : ClauseIndex.members(bundle, clause.recipient())) {
                    if (!releaser.equals(recipient)) {
                        transfers.add(Set.of(releaser, recipient));
                    }
                }
            }
        }
    }

    private static Set<String> parties(Bundle before, Bundle after) {
        Set<String> changed = new HashSet<>();
        before.parties().forEach((id, party) -> {
            if (!party.equals(after.parties().get(id))) {
                changed.add(id);
            }
        });
        before.groups().forEach((id, group) -> {
            Set<Group.Membership> differing = new HashSet<>(group.members());
            Group now = after.groups().get(id);
            Set<Group.Membership> others = new HashSet<>(now == null ? List.of() : now.members());
            Set<Group.Membership> both = new HashSet<>(differing);
            both.retainAll(others);
            differing.addAll(others);
            differing.removeAll(both);
            differing.forEach(membership -> changed.add(membership.party()));
        });
        return changed;
    }
}
