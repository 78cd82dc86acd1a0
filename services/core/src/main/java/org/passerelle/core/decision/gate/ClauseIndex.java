package org.passerelle.core.decision.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.party.Group;

/** The clauses of a bundle by the two parties that they connect; a group stands for everybody who was or will be a member. */
public final class ClauseIndex implements ClauseSource {

    private final Map<String, Map<String, List<Offer>>> offers = new HashMap<>();
    private final Map<String, Agreement> agreements = new HashMap<>();

    public ClauseIndex(Bundle bundle) {
        for (Agreement agreement : bundle.agreements()) {
            agreements.putIfAbsent(agreement.id(), agreement);
            for (Clause clause : agreement.clauses()) {
                Offer offer = new Offer(agreement, clause);
                for (String releaser : members(bundle, clause.releaser())) {
                    Map<String, List<Offer>> from = offers.computeIfAbsent(releaser, none -> new HashMap<>());
                    for (String recipient : members(bundle, clause.recipient())) {
                        from.computeIfAbsent(recipient, none -> new ArrayList<>())
                                .add(offer);
                    }
                }
            }
        }
    }

    @Override
    public List<Offer> between(String releaser, String recipient) {
        return offers.getOrDefault(releaser, Map.of()).getOrDefault(recipient, List.of());
    }

    @Override
    public Optional<Agreement> agreement(String id) {
        return Optional.ofNullable(agreements.get(id));
    }

    /** Everybody for whom the name of a party or group stands at some instant. */
    public static Set<String> members(Bundle bundle, String name) {
        Group group = bundle.groups().get(name);
        if (group == null) {
            return Set.of(name);
        }
        Set<String> members = new LinkedHashSet<>();
        members.add(name);
        group.members().forEach(membership -> members.add(membership.party()));
        return members;
    }
}
