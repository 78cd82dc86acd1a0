package org.passerelle.core.explanation;

import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Request;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;

/** The facts behind the request gates. */
record RequestFacts(Bundle bundle, Request request) {

    Fact of(Finding finding) {
        return finding.code().map(this::failing).orElseGet(() -> passing(finding));
    }

    private Fact passing(Finding finding) {
        return switch (finding.gate()) {
            case STANDING ->
                Fact.build(Kind.ACCOUNT_IN_STANDING)
                        .with(Slot.ACCOUNT, request.subject())
                        .with(Slot.PARTY, party())
                        .done();
            case PROHIBITED_PURPOSE -> purpose(Kind.PURPOSE_NOT_PROHIBITED);
            case REGISTERED_PURPOSE -> purpose(Kind.PURPOSE_REGISTERED);
            case ACTION ->
                Fact.build(Kind.ACTION_ALLOWED)
                        .with(Slot.ACTION, request.action().name())
                        .done();
            case FAULT, LIFECYCLE, AGREEMENT, SCREENING, MARKING, TLP, PURPOSE, CLEARANCE, ORIGIN ->
                throw new IllegalArgumentException(finding.gate() + " is no request gate");
        };
    }

    private Fact failing(Code code) {
        return switch (code) {
            case STALE_POLICY -> Fact.of(Kind.POLICY_STALE);
            case RULE_ERROR -> Fact.of(Kind.RULE_FAILED);
            case UNKNOWN_ACCOUNT -> account(Kind.ACCOUNT_UNKNOWN);
            case ACCOUNT_DISABLED -> account(Kind.ACCOUNT_DISABLED);
            case UNIT_UNKNOWN -> account(Kind.UNIT_UNKNOWN);
            case PARTY_INACTIVE ->
                Fact.build(Kind.PARTY_INACTIVE).with(Slot.PARTY, party()).done();
            case PURPOSE_PROHIBITED -> purpose(Kind.PURPOSE_PROHIBITED);
            case PURPOSE_NOT_REGISTERED -> notRegistered();
            case ACTION_NOT_ALLOWED ->
                Fact.build(Kind.ACTION_NOT_AGREED)
                        .with(Slot.ACTION, request.action().name())
                        .with(Slot.PARTY, party())
                        .done();
            default -> throw new IllegalArgumentException(code + " is no code of a request gate");
        };
    }

    private Fact notRegistered() {
        boolean ofParty = Optional.ofNullable(bundle.parties().get(party()))
                .map(Party::purposes)
                .filter(purposes -> purposes.contains(request.purpose()))
                .isPresent();
        Fact.Building fact = Fact.build(ofParty ? Kind.PURPOSE_NOT_OF_ACCOUNT : Kind.PURPOSE_NOT_OF_PARTY)
                .with(Slot.PURPOSE, request.purpose());
        return ofParty
                ? fact.with(Slot.ACCOUNT, request.subject()).done()
                : fact.with(Slot.PARTY, party()).done();
    }

    private Fact account(Kind kind) {
        return Fact.build(kind).with(Slot.ACCOUNT, request.subject()).done();
    }

    private Fact purpose(Kind kind) {
        return Fact.build(kind).with(Slot.PURPOSE, request.purpose()).done();
    }

    private String party() {
        return Optional.ofNullable(bundle.accounts().get(request.subject()))
                .map(Account::party)
                .orElse("");
    }
}
