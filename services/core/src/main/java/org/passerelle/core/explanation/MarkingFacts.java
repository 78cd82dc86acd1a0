package org.passerelle.core.explanation;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;

/** Facts of caveats and of the Traffic Light Protocol. */
record MarkingFacts(Transfer transfer) {

    Fact of(Finding finding) {
        if (finding.code().isPresent()) {
            return switch (finding.code().get()) {
                case EYES_ONLY ->
                    Fact.build(Kind.NOT_NAMED)
                            .with(Slot.ACCOUNT, transfer.account().id())
                            .done();
                case TLP -> tlp(transfer.label().tlp());
                default -> notReleasable();
            };
        }
        if (!finding.judged()) {
            return Fact.of(Kind.NO_COVERING_CLAUSE);
        }
        return finding.gate() == Gate.TLP
                ? tlpFact(Kind.TLP_WITHIN).done()
                : to(Kind.RELEASABLE).done();
    }

    private Fact notReleasable() {
        Set<String> barring = barring();
        if (!barring.isEmpty()) {
            return barring.contains(transfer.leg().to())
                    ? to(Kind.BARRED).done()
                    : to(Kind.BARRED_AS_MEMBER).with(Slot.NAMES, barring).done();
        }
        Set<String> admitted = switch (transfer.label().releasableTo()) {
            case Audience.Unrestricted unrestricted -> Set.of();
            case Audience.Only only -> only.names();
        };
        return admitted.isEmpty()
                ? Fact.of(Kind.RELEASABLE_TO_NOBODY)
                : to(Kind.NOT_ADMITTED).with(Slot.NAMES, admitted).done();
    }

    /** Names in not-releasable-to that stood for the party when it was marked, or do now. */
    private Set<String> barring() {
        Bundle bundle = transfer.facts().bundle();
        String party = transfer.leg().to();
        Set<String> barring = new TreeSet<>(transfer.label().notReleasableTo());
        barring.removeIf(name -> !bundle.standsFor(name, party, transfer.facts().at())
                && !bundle.standsFor(name, party, transfer.label().markedAt()));
        return barring;
    }

    private Fact.Building to(Kind kind) {
        return Fact.build(kind).with(Slot.TO, transfer.leg().to());
    }

    private Fact tlp(Tlp tlp) {
        Optional<Clause> clause = transfer.clause();
        Tlp carried = tlp.compareTo(Tlp.AMBER) <= 0 ? tlp : Tlp.AMBER;
        if (clause.isPresent() && carried.compareTo(clause.get().tlpMax()) > 0) {
            return tlpFact(Kind.TLP_ABOVE_CLAUSE)
                    .with(Slot.TLP_MAX, clause.get().tlpMax().text())
                    .with(Slot.CLAUSE, clause.get().id())
                    .done();
        }
        if (transfer.leg().kind() == Leg.Kind.HOLDING) {
            return tlpFact(Kind.TLP_TOO_STRICT)
                    .with(Slot.FROM, transfer.leg().from())
                    .with(Slot.TO, transfer.leg().to())
                    .done();
        }
        return tlp == Tlp.RED ? red() : named();
    }

    private Fact red() {
        boolean person = transfer.account().kind() == Account.Kind.PERSON;
        boolean feed = transfer.facts().request().action() == Action.PUSH;
        return person && !feed
                ? tlpFact(Kind.TLP_PERSON_NOT_NAMED)
                        .with(Slot.ACCOUNT, transfer.account().id())
                        .done()
                : tlpFact(Kind.TLP_PERSONS_ONLY).done();
    }

    private Fact named() {
        return tlpFact(Kind.TLP_PARTY_NOT_NAMED)
                .with(Slot.TO, transfer.leg().to())
                .done();
    }

    private Fact.Building tlpFact(Kind kind) {
        return Fact.build(kind).with(Slot.TLP, transfer.label().tlp().text());
    }
}
