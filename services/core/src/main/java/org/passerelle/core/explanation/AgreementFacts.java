package org.passerelle.core.explanation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.explanation.Fact.Kind;

/** Facts of agreements: which clause covers a transfer, or which agreement would have to change. */
record AgreementFacts(Transfer transfer) {

    Fact of(Optional<Code> code) {
        return code.map(this::failing).orElseGet(this::covered);
    }

    private Fact covered() {
        if (transfer.own()) {
            return transfer.ownContent();
        }
        return transfer.clause()
                .map(clause -> Fact.build(Kind.CLAUSE_COVERS)
                        .with(Slot.CLAUSE, clause.id())
                        .with(Slot.AGREEMENT, clause.agreement())
                        .done())
                .orElseGet(() -> transfer.fromTo(Kind.TRANSFER_COVERED).done());
    }

    private Fact failing(Code code) {
        return switch (code) {
            case AGREEMENT_SUSPENDED -> suspended();
            case AGREEMENT_EXPIRED -> ended();
            case OUT_OF_SCOPE -> outOfScope();
            default -> none();
        };
    }

    private Fact none() {
        Optional<String> unit = transfer.leg().kind() == Leg.Kind.HOLDING
                ? Optional.empty()
                : transfer.account().unit();
        return unit.map(name -> transfer.fromTo(Kind.NO_AGREEMENT_FOR_UNIT)
                        .with(Slot.UNIT, name)
                        .done())
                .orElseGet(() -> transfer.fromTo(Kind.NO_AGREEMENT).done());
    }

    private Fact suspended() {
        List<Agreement> suspended =
                covering().filter(AgreementFacts::isSuspended).toList();
        Set<String> by = new TreeSet<>();
        suspended.forEach(agreement -> by.addAll(agreement.suspendedBy()));
        Fact.Building fact = transfer.fromTo(by.isEmpty() ? Kind.AGREEMENT_SUSPENDED : Kind.AGREEMENT_SUSPENDED_BY)
                .with(Slot.AGREEMENT, ids(suspended));
        return by.isEmpty() ? fact.done() : fact.with(Slot.BY, by).done();
    }

    private static boolean isSuspended(Agreement agreement) {
        return agreement.state() == AgreementState.SUSPENDED
                || (agreement.state() == AgreementState.ACTIVE
                        && !agreement.suspendedBy().isEmpty());
    }

    private Fact ended() {
        return transfer.fromTo(Kind.AGREEMENT_ENDED)
                .with(Slot.AGREEMENT, ids(covering().filter(this::hasEnded).toList()))
                .done();
    }

    private boolean hasEnded(Agreement agreement) {
        return switch (agreement.state()) {
            case TERMINATED, EXPIRED -> true;
            case ACTIVE -> {
                Bundle bundle = transfer.facts().bundle();
                yield !transfer.facts()
                        .at()
                        .isBefore(agreement.validUntil().minus(bundle.settings().clockSkew()));
            }
            case DRAFT, PROPOSED, COUNTERED, AGREED, SIGNED, SUSPENDED, SUPERSEDED, WITHDRAWN -> false;
        };
    }

    /** The clause that lacks the least, and what it lacks. */
    private Fact outOfScope() {
        Scope scope = new Scope(transfer);
        return transfer.facts().bundle().agreements().stream()
                .flatMap(agreement -> agreement.clauses().stream())
                .filter(this::connects)
                .filter(clause -> !scope.lacks(clause).isEmpty())
                .min(Comparator.comparingInt(
                                (Clause clause) -> scope.lacks(clause).size())
                        .thenComparing(Clause::id))
                .map(scope::fact)
                .orElseGet(() -> transfer.fromTo(Kind.OUT_OF_SCOPE).done());
    }

    private Stream<Agreement> covering() {
        Scope scope = new Scope(transfer);
        return transfer.facts().bundle().agreements().stream()
                .filter(agreement ->
                        agreement.clauses().stream().anyMatch(clause -> connects(clause) && scope.covers(clause)));
    }

    private boolean connects(Clause clause) {
        Bundle bundle = transfer.facts().bundle();
        boolean unit = transfer.leg().kind() == Leg.Kind.HOLDING
                || clause.recipientUnit().isEmpty()
                || clause.recipientUnit().equals(transfer.account().unit());
        return unit
                && bundle.standsFor(
                        clause.releaser(),
                        transfer.leg().from(),
                        transfer.facts().at())
                && bundle.standsFor(
                        clause.recipient(),
                        transfer.leg().to(),
                        transfer.facts().at());
    }

    private static List<String> ids(List<Agreement> agreements) {
        return agreements.stream().map(Agreement::id).toList();
    }
}
