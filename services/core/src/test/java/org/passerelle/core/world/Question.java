package org.passerelle.core.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.reference.Reference;
import org.passerelle.core.screening.Assessment;

/** Who asks for what and when, under which policy; each change leaves the question as it was and makes another. */
public record Question(LeasedBundle leased, Request request, RecordFacts record, Instant at) {

    public Bundle bundle() {
        return leased.bundle();
    }

    public Decision decide() {
        return Decide.decide(leased, request, record, at);
    }

    /** What the product answers. */
    public Answer answer() {
        return Answer.of(decide());
    }

    /** What the reference answers. */
    public Answer expected() {
        return Reference.decide(leased, request, record, at);
    }

    public Optional<Account> account() {
        return Optional.ofNullable(bundle().accounts().get(request.subject()));
    }

    /** The requester's party; empty text for nobody known. */
    public String party() {
        return account().map(Account::party).orElse("");
    }

    public Question with(String component, Object value) {
        return With.with(this, component, value);
    }

    /** The bundle with one component changed. */
    public Question bundle(String component, Object value) {
        return with("leased", With.with(leased, "bundle", With.with(bundle(), component, value)));
    }

    public Question request(String component, Object value) {
        return with("request", With.with(request, component, value));
    }

    public Question record(String component, Object value) {
        return with("record", With.with(record, component, value));
    }

    public Question portions(UnaryOperator<PortionFacts> change) {
        return record("portions", record.portions().stream().map(change).toList());
    }

    /** Every label of the record. */
    public Question labels(UnaryOperator<Label> change) {
        return portions(portion -> With.with(portion, "label", portion.label().map(change)));
    }

    /** One component of every label. */
    public Question label(String component, Object value) {
        return labels(label -> With.with(label, component, value));
    }

    /** One component of the requester's account. */
    public Question account(String component, Object value) {
        return account()
                .map(account -> bundle(
                        "accounts", put(bundle().accounts(), account.id(), With.with(account, component, value))))
                .orElse(this);
    }

    /** One component of the requester's party. */
    public Question party(String component, Object value) {
        Party party = bundle().parties().get(party());
        return party == null
                ? this
                : bundle("parties", put(bundle().parties(), party.id(), With.with(party, component, value)));
    }

    public Question agreements(UnaryOperator<Agreement> change) {
        return bundle("agreements", bundle().agreements().stream().map(change).toList());
    }

    public Question clauses(UnaryOperator<Clause> change) {
        return agreements(agreement -> With.with(
                agreement, "clauses", agreement.clauses().stream().map(change).toList()));
    }

    public Question assessments(UnaryOperator<Assessment> change) {
        return bundle("assessments", bundle().assessments().stream().map(change).toList());
    }

    /** Without the grants of a kind. */
    public Question withoutGrants(Code code) {
        return record(
                "grants",
                record.grants().stream().filter(grant -> grant.code() != code).toList());
    }

    @Override
    public String toString() {
        return request.subject() + " asks for " + record.recordId() + " to " + request.action() + " for "
                + request.purpose() + " at " + at;
    }

    /** A list with one more. */
    public static <T> List<T> plus(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }

    /** A map with one entry put. */
    public static <T> Map<String, T> put(Map<String, T> some, String key, T value) {
        Map<String, T> more = new HashMap<>(some);
        more.put(key, value);
        return more;
    }
}
