package org.passerelle.core.explanation;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Request;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** The facts behind the record gates: from a finding's code and detail, and the policy and label that it was judged by. */
record Facts(Bundle bundle, Request request, RecordFacts record, Instant at) {

    Fact of(Finding finding, PortionFacts portion, Optional<Clause> reported) {
        if (finding.detail() instanceof Detail.Missing missing) {
            return missing(missing);
        }
        Optional<Code> code = finding.code();
        if (code.equals(Optional.of(Code.RULE_ERROR))) {
            return Fact.of(Kind.RULE_FAILED);
        }
        if (finding.leg().isEmpty() || portion.label().isEmpty()) {
            return Fact.of(code.isPresent() ? Kind.LABEL_UNREADABLE : Kind.NOTICE_DEEMED_PASSED);
        }
        Transfer transfer =
                Transfer.of(this, finding.leg().get(), portion, portion.label().get(), reported);
        return switch (finding.gate()) {
            case FAULT -> Fact.of(code.isPresent() ? Kind.LABEL_UNKNOWN : Kind.LABEL_KNOWN);
            case LIFECYCLE -> new LifecycleFacts(transfer).of(code);
            case AGREEMENT -> new AgreementFacts(transfer).of(code);
            case SCREENING -> new ScreeningFacts(transfer).of(finding);
            case MARKING, TLP -> new MarkingFacts(transfer).of(finding);
            case PURPOSE -> new PurposeFacts(transfer).of(finding);
            case CLEARANCE -> new ClearanceFacts(transfer).of(code);
            case ORIGIN -> new OriginFacts(transfer).of(finding);
            case STANDING, PROHIBITED_PURPOSE, REGISTERED_PURPOSE, ACTION ->
                throw new IllegalArgumentException(finding.gate() + " is no record gate");
        };
    }

    private Fact missing(Detail.Missing missing) {
        return switch (missing.what()) {
            case RELEASER -> missing(Kind.RELEASER_MISSING, Slot.PARTY, missing.about());
            case HOLDER -> missing(Kind.HOLDER_MISSING, Slot.PARTY, missing.about());
            case COMMANDER -> missing(Kind.COMMANDER_MISSING, Slot.UNIT, missing.about());
            case CHAIN_OF_COMMAND -> missing(Kind.CHAIN_OF_COMMAND_MISSING, Slot.UNIT, missing.about());
            case SUPPORT_CATEGORY -> missing(Kind.SUPPORT_CATEGORY_MISSING, Slot.UNIT, missing.about());
            case RECIPIENT_UNIT -> missing(Kind.RECIPIENT_UNIT_MISSING, Slot.PARTY, missing.about());
            case FORCES_BEHIND_RECIPIENT -> missing(Kind.FORCES_BEHIND_RECIPIENT_MISSING, Slot.PARTY, missing.about());
            case END_USER -> missing(Kind.END_USER_MISSING, Slot.END_USER, missing.about());
            case END_USER_UNIT -> missing(Kind.END_USER_UNIT_MISSING, Slot.END_USER, missing.about());
            case FORCES_BEHIND_END_USER -> missing(Kind.FORCES_BEHIND_END_USER_MISSING, Slot.END_USER, missing.about());
            case STRENGTH_CEILING ->
                missing(
                        Kind.STRENGTH_CEILING_MISSING,
                        Slot.STRENGTH,
                        request.strength().name());
        };
    }

    private static Fact missing(Kind kind, Slot slot, String about) {
        return Fact.build(kind).with(slot, about).done();
    }

    PortionFacts portion(String id) {
        return record.portions().stream()
                .filter(portion -> portion.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Optional<Clause> clause(String id) {
        return bundle.agreements().stream()
                .sorted(Comparator.comparing(Agreement::id))
                .flatMap(agreement -> agreement.clause(id).stream())
                .findFirst();
    }
}
