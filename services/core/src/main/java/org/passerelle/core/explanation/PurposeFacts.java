package org.passerelle.core.explanation;

import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.explanation.Fact.Kind;

/** Facts of the stated purpose. */
record PurposeFacts(Transfer transfer) {

    Fact of(Finding finding) {
        if (!finding.judged()) {
            return Fact.of(Kind.NO_COVERING_CLAUSE);
        }
        return finding.code().isPresent()
                ? failing()
                : purpose(Kind.PURPOSE_ALLOWED).done();
    }

    private Fact failing() {
        String purpose = transfer.facts().request().purpose();
        boolean byClause = transfer.clause()
                .map(Clause::purposes)
                .map(purposes -> purposes.contains(purpose))
                .orElse(true);
        if (!byClause) {
            return purpose(Kind.PURPOSE_NOT_OF_CLAUSE)
                    .with(Slot.CLAUSE, transfer.clause().map(Clause::id).orElseThrow())
                    .done();
        }
        if (!transfer.label().purposes().admits(purpose)) {
            return purpose(Kind.PURPOSE_NOT_OF_PORTION).done();
        }
        return transfer.fromTo(Kind.PURPOSE_NOT_OF_TRANSFER)
                .with(Slot.PURPOSE, purpose)
                .done();
    }

    private Fact.Building purpose(Kind kind) {
        return Fact.build(kind).with(Slot.PURPOSE, transfer.facts().request().purpose());
    }
}
