package org.passerelle.core.explanation;

import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
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
                : Fact.build(Kind.RELEASABLE).with(Slot.TO, transfer.leg().to()).done();
    }

    private Fact notReleasable() {
        Label label = transfer.label();
        String party = transfer.leg().to();
        Bundle bundle = transfer.facts().bundle();
        boolean barred =
                bundle.stand(label.notReleasableTo(), party, transfer.facts().at())
                        || bundle.stand(label.notReleasableTo(), party, label.markedAt());
        Set<String> admitted = switch (label.releasableTo()) {
            case Audience.Unrestricted unrestricted -> Set.of();
            case Audience.Only only -> only.names();
        };
        if (!barred && admitted.isEmpty()) {
            return Fact.of(Kind.RELEASABLE_TO_NOBODY);
        }
        return Fact.build(barred ? Kind.BARRED : Kind.NOT_ADMITTED)
                .with(Slot.TO, party)
                .with(Slot.NAMES, barred ? label.notReleasableTo() : admitted)
                .done();
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
