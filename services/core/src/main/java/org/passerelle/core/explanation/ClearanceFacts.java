package org.passerelle.core.explanation;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;

/** Facts of levels, compartments and sign-in. */
record ClearanceFacts(Transfer transfer) {

    Fact of(Optional<Code> code) {
        if (code.isEmpty()) {
            boolean ceiling = transfer.clause().isPresent() || transfer.leg().kind() == Leg.Kind.HOLDING;
            return level(ceiling ? Kind.WITHIN_CLEARANCE : Kind.WITHIN_ACCREDITATION)
                    .done();
        }
        return switch (code.get()) {
            case ABOVE_CEILING -> ceiling();
            case ABOVE_CLEARANCE ->
                level(Kind.ABOVE_CLEARANCE)
                        .with(Slot.CEILING, transfer.account().clearance().name())
                        .with(Slot.ACCOUNT, transfer.account().id())
                        .done();
            case COMPARTMENT -> compartment();
            default -> signIn();
        };
    }

    /** The lower of clause and accreditation stands in the way. */
    private Fact ceiling() {
        Level accreditation = transfer.recipient().accreditation();
        Optional<Clause> clause = transfer.clause()
                .filter(one -> one.ceiling().atMost(accreditation)
                        && !transfer.label().level().atMost(one.ceiling()));
        if (clause.isPresent()) {
            return level(Kind.ABOVE_CLAUSE_CEILING)
                    .with(Slot.CEILING, clause.get().ceiling().name())
                    .with(Slot.CLAUSE, clause.get().id())
                    .done();
        }
        if (!transfer.label().level().atMost(accreditation)) {
            return level(Kind.ABOVE_ACCREDITATION)
                    .with(Slot.CEILING, accreditation.name())
                    .with(Slot.TO, transfer.leg().to())
                    .done();
        }
        return transfer.fromTo(Kind.ABOVE_TRANSFER_CEILING)
                .with(Slot.LEVEL, transfer.label().level().name())
                .done();
    }

    private Fact compartment() {
        Optional<Clause> clause = transfer.clause();
        Set<String> ofClause =
                closed(clause.map(Clause::compartments).orElse(transfer.label().compartments()));
        if (clause.isPresent() && !ofClause.isEmpty()) {
            return Fact.build(Kind.COMPARTMENT_NOT_OF_CLAUSE)
                    .with(Slot.COMPARTMENTS, ofClause)
                    .with(Slot.CLAUSE, clause.get().id())
                    .done();
        }
        Set<String> ofParty = closed(transfer.recipient().compartments());
        if (!ofParty.isEmpty()) {
            return Fact.build(Kind.COMPARTMENT_NOT_OF_PARTY)
                    .with(Slot.COMPARTMENTS, ofParty)
                    .with(Slot.TO, transfer.leg().to())
                    .done();
        }
        Account account = transfer.account();
        Set<String> ofAccount = closed(account.compartments());
        boolean concerned = transfer.leg().kind() != Leg.Kind.HOLDING;
        return concerned && !ofAccount.isEmpty()
                ? Fact.build(Kind.COMPARTMENT_NOT_OF_ACCOUNT)
                        .with(Slot.COMPARTMENTS, ofAccount)
                        .with(Slot.ACCOUNT, account.id())
                        .done()
                : transfer.fromTo(Kind.COMPARTMENT_NOT_OF_TRANSFER)
                        .with(Slot.COMPARTMENTS, transfer.label().compartments())
                        .done();
    }

    /** Compartments of the label that are not open to whoever has these. */
    private Set<String> closed(Set<String> open) {
        Set<String> closed = new TreeSet<>(transfer.label().compartments());
        closed.removeAll(open);
        return closed;
    }

    private Fact signIn() {
        Strength strength = transfer.facts().request().strength();
        Map<Strength, Level> ceilings = transfer.facts().bundle().settings().strengthCeiling();
        Optional<Strength> needed = Arrays.stream(Strength.values())
                .filter(one -> Optional.ofNullable(ceilings.get(one))
                        .filter(transfer.label().level()::atMost)
                        .isPresent())
                .findFirst();
        Fact.Building fact = level(needed.isPresent() ? Kind.SIGN_IN_TOO_WEAK : Kind.NO_SIGN_IN_SUFFICES)
                .with(Slot.STRENGTH, strength.name());
        return needed.map(one -> fact.with(Slot.NEEDED, one.name()).done()).orElseGet(fact::done);
    }

    private Fact.Building level(Kind kind) {
        return Fact.build(kind).with(Slot.LEVEL, transfer.label().level().name());
    }
}
