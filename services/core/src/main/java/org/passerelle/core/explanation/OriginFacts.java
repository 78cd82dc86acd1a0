package org.passerelle.core.explanation;

import java.util.Set;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.explanation.Fact.Kind;

/** Facts of originator control. */
record OriginFacts(Transfer transfer) {

    Fact of(Finding finding) {
        if (finding.code().isPresent()) {
            return Fact.build(Kind.CONSENT_OWED)
                    .with(
                            Slot.ORIGINATORS,
                            finding.rulers().stream().map(Ruler::party).toList())
                    .done();
        }
        return switch (transfer.leg().kind()) {
            case OWN -> transfer.ownContent();
            case INTERNAL, HOLDING -> transfer.fromTo(Kind.RECEIVED).done();
            case RELEASE -> released();
        };
    }

    private Fact released() {
        String releaser = transfer.leg().from();
        boolean originated = Set.of(releaser, transfer.leg().to())
                .containsAll(transfer.label().originators());
        return originated
                ? Fact.build(Kind.ORIGINATED_BY_RELEASER)
                        .with(Slot.FROM, releaser)
                        .done()
                : Fact.build(Kind.ONWARD_ALLOWED)
                        .with(Slot.TO, transfer.leg().to())
                        .done();
    }
}
