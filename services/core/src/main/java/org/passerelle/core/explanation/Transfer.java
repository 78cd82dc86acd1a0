package org.passerelle.core.explanation;

import java.util.Optional;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.PortionFacts;

/**
 * One transfer of one portion.
 *
 * @param clause under which it was judged; not known for transfers that lie behind the releaser
 */
record Transfer(Facts facts, Leg leg, PortionFacts portion, Label label, Optional<Clause> clause) {

    static Transfer of(Facts facts, Leg leg, PortionFacts portion, Label label, Optional<Clause> reported) {
        Optional<Clause> clause = switch (leg.kind()) {
            case RELEASE, INTERNAL ->
                reported.filter(one -> facts.bundle().standsFor(one.releaser(), leg.from(), facts.at())
                        && facts.bundle().standsFor(one.recipient(), leg.to(), facts.at()));
            case OWN, HOLDING -> Optional.empty();
        };
        return new Transfer(facts, leg, portion, label, clause);
    }

    boolean own() {
        return leg.kind() == Leg.Kind.OWN;
    }

    /** The account of the requester; only transfers to it are judged by its clearance and name. */
    Account account() {
        return Optional.ofNullable(facts.bundle().accounts().get(facts.request().subject()))
                .orElseThrow();
    }

    /** Who gets it; a transfer to a party that nobody knows is a missing fact, and not told here. */
    Party recipient() {
        return Optional.ofNullable(facts.bundle().parties().get(leg.to())).orElseThrow();
    }

    Fact.Building fromTo(Fact.Kind kind) {
        return Fact.build(kind).with(Slot.FROM, leg.from()).with(Slot.TO, leg.to());
    }

    Fact ownContent() {
        return Fact.build(Fact.Kind.OWN_CONTENT).with(Slot.PARTY, leg.to()).done();
    }
}
