package org.passerelle.core.impact;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Group;

/**
 * Whether a clause is needless beside another: whenever it covers a transfer the other does, passes every gate that it passes, and asks
 * for no more. Then each verdict is as good without it, and so are the terms.
 */
final class Shadow {
    private final Bundle bundle;

    Shadow(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Of two clauses that cover each other the one with the higher id is needless. */
    boolean needless(Agreement agreement, Clause clause, Agreement beside, Clause other) {
        return covers(beside, other, agreement, clause)
                && (!covers(agreement, clause, beside, other) || other.id().compareTo(clause.id()) < 0);
    }

    private boolean covers(Agreement wide, Clause wider, Agreement narrow, Clause narrower) {
        return inForceWhenever(wide, narrow)
                && connects(wider, narrower, narrow.validFrom())
                && scope(wider, narrower)
                && gates(wider, narrower)
                && terms(wider, narrower);
    }

    private static boolean inForceWhenever(Agreement wide, Agreement narrow) {
        return wide.id().equals(narrow.id())
                || (active(wide)
                        && active(narrow)
                        && !wide.validFrom().isAfter(narrow.validFrom())
                        && !wide.validUntil().isBefore(narrow.validUntil()));
    }

    private static boolean active(Agreement agreement) {
        return agreement.state() == AgreementState.ACTIVE
                && agreement.suspendedBy().isEmpty();
    }

    private boolean connects(Clause wider, Clause narrower, Instant from) {
        return standsFor(wider.releaser(), narrower.releaser(), from)
                && standsFor(wider.recipient(), narrower.recipient(), from)
                && (wider.recipientUnit().isEmpty() || wider.recipientUnit().equals(narrower.recipientUnit()));
    }

    /** The same name, or a group of which the party is a member from then on without end. */
    private boolean standsFor(String wide, String narrow, Instant from) {
        Group group = bundle.groups().get(wide);
        return wide.equals(narrow)
                || (group != null
                        && !bundle.groups().containsKey(narrow)
                        && group.members().stream()
                                .anyMatch(membership -> membership.party().equals(narrow)
                                        && !membership.from().isAfter(from)
                                        && membership.until().isEmpty()));
    }

    private boolean scope(Clause wider, Clause narrower) {
        return wider.recordTypes().containsAll(narrower.recordTypes())
                && wider.actions().containsAll(narrower.actions())
                && narrower.tags().containsAll(wider.tags())
                && areas(wider.areas(), narrower.areas())
                && begins(wider.eventFrom(), narrower.eventFrom())
                && ends(wider.eventUntil(), narrower.eventUntil());
    }

    private boolean areas(Audience wide, Audience narrow) {
        return switch (wide) {
            case Audience.Unrestricted anywhere -> true;
            case Audience.Only places ->
                switch (narrow) {
                    case Audience.Unrestricted anywhere -> false;
                    case Audience.Only fewer ->
                        fewer.names().stream()
                                .allMatch(place -> places.names().contains(place)
                                        || places.names()
                                                .contains(bundle.vocabulary()
                                                        .areas()
                                                        .getOrDefault(place, place)));
                };
        };
    }

    private static boolean begins(Optional<Instant> wide, Optional<Instant> narrow) {
        return wide.isEmpty()
                || narrow.filter(from -> !from.isBefore(wide.get())).isPresent();
    }

    private static boolean ends(Optional<Instant> wide, Optional<Instant> narrow) {
        return wide.isEmpty()
                || narrow.filter(until -> !until.isAfter(wide.get())).isPresent();
    }

    private static boolean gates(Clause wider, Clause narrower) {
        return wider.purposes().containsAll(narrower.purposes())
                && narrower.ceiling().atMost(wider.ceiling())
                && wider.compartments().containsAll(narrower.compartments())
                && narrower.tlpMax().compareTo(wider.tlpMax()) <= 0
                && wider.supportCategory().equals(narrower.supportCategory())
                && wider.endUsers().equals(narrower.endUsers())
                && (!wider.releaseHold() || narrower.releaseHold());
    }

    /** Where the obligations are the same, either of the two may be the one that speaks. */
    private boolean terms(Clause wider, Clause narrower) {
        boolean onward = wider.onward().equals(narrower.onward());
        return (onward && wider.obligations().equals(narrower.obligations()))
                || (wider.obligations().milderThan(narrower.obligations())
                        && (onward || !lookedThrough(wider.recipient())));
    }

    /** Of such a recipient, to whom it may pass on decides whether the forces behind it must be named. */
    private boolean lookedThrough(String recipient) {
        return Reach.members(bundle, recipient).stream()
                .map(bundle.parties()::get)
                .anyMatch(party ->
                        party != null && bundle.settings().lookThroughTypes().contains(party.type()));
    }
}
