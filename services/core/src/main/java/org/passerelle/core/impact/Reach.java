package org.passerelle.core.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;

/** What a recipient may ask for under an agreement. */
public record Reach(RecipientProfile recipient, Action action, String purpose) {

    /**
     * Whatever the clauses of these versions of an agreement let anybody ask for, each once: recipients with groups taken apart as they
     * are in the bundle, whenever their members join or leave.
     */
    public static List<Reach> of(Bundle bundle, List<Agreement> versions) {
        Map<String, List<Clause>> byParty = new TreeMap<>();
        for (Agreement version : versions) {
            for (Clause clause : version.clauses()) {
                members(bundle, clause.recipient())
                        .forEach(party -> byParty.computeIfAbsent(party, first -> new ArrayList<>())
                                .add(clause));
            }
        }
        List<Reach> reaches = new ArrayList<>();
        byParty.forEach((party, clauses) -> reaches.addAll(of(bundle, party, clauses)));
        return List.copyOf(reaches);
    }

    private static Set<Reach> of(Bundle bundle, String party, List<Clause> clauses) {
        Set<String> units = new TreeSet<>();
        clauses.forEach(clause -> clause.recipientUnit().ifPresent(units::add));
        Set<Reach> reaches = new LinkedHashSet<>();
        for (RecipientProfile recipient : RecipientProfile.all(bundle, party, units)) {
            clauses.stream()
                    .flatMap(clause -> clause.actions().stream()
                            .filter(action -> action != Action.NOTICE)
                            .flatMap(action ->
                                    clause.purposes().stream().map(purpose -> new Reach(recipient, action, purpose))))
                    .sorted(Comparator.comparing(Reach::action).thenComparing(Reach::purpose))
                    .forEach(reaches::add);
        }
        return reaches;
    }

    /** The parties that a name stands for at some time. */
    static Set<String> members(Bundle bundle, String name) {
        Set<String> members = new TreeSet<>();
        if (bundle.parties().containsKey(name)) {
            members.add(name);
        }
        if (bundle.groups().containsKey(name)) {
            bundle.groups().get(name).members().forEach(membership -> members.add(membership.party()));
        }
        return members;
    }

    /** Nobody is named behind the recipient. */
    public Request request() {
        return new Request(recipient.account().id(), recipient.strength(), action, purpose, Set.of());
    }
}
