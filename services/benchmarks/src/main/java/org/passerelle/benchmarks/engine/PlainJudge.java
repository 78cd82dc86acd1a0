package org.passerelle.benchmarks.engine;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.benchmarks.workload.Known;
import org.passerelle.benchmarks.workload.Pair;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.RecordFacts;

/** What anybody would write first: a loop over the clauses, each checked field by field, with the reason kept. */
public final class PlainJudge {
    private final Bundle bundle;
    private final Instant at;
    private final Request request;
    private final RecordFacts record;
    private final Label label;
    private final Account account;
    private final Party party;

    public PlainJudge(Bundle bundle, Instant at, Pair pair) {
        this.bundle = bundle;
        this.at = at;
        this.request = pair.request();
        this.record = pair.record();
        this.label = pair.portion().label().orElseThrow();
        this.account = Known.in(bundle.accounts(), request.subject());
        this.party = Known.in(bundle.parties(), account.party());
    }

    /** The best of the covering clauses, or why none covers. */
    public Answer judge(List<Agreement> agreements) {
        if (asksForOwn()) {
            return own();
        }
        @Nullable Answer best = null;
        Code uncovered = Code.NO_AGREEMENT;
        for (Agreement agreement : agreements) {
            Instant from = agreement.validFrom().plus(bundle.settings().clockSkew());
            Instant until = agreement.validUntil().minus(bundle.settings().clockSkew());
            boolean suspended = agreement.state() == AgreementState.SUSPENDED;
            boolean terminated = agreement.state() == AgreementState.TERMINATED;
            if (!suspended && !terminated && at.isBefore(from)) {
                continue;
            }
            boolean over = terminated || (!suspended && !at.isBefore(until));
            for (Clause clause : agreement.clauses()) {
                if (!connects(clause)) {
                    continue;
                }
                if (!inScope(clause)) {
                    uncovered = uncovered == Code.NO_AGREEMENT ? Code.OUT_OF_SCOPE : uncovered;
                } else if (suspended) {
                    uncovered = Code.AGREEMENT_SUSPENDED;
                } else if (over) {
                    uncovered = uncovered == Code.AGREEMENT_SUSPENDED ? uncovered : Code.AGREEMENT_EXPIRED;
                } else {
                    best = better(best, under(clause));
                }
            }
        }
        return best == null ? uncovered(uncovered) : best;
    }

    /** Whether own content is asked for, which needs no clause. */
    boolean asksForOwn() {
        return label.originators().equals(Set.of(party.id()));
    }

    /** Whether own content may be had. */
    boolean allowsOwn() {
        return own().verdict() == Verdict.PERMIT;
    }

    /** Whether nothing but a clause is missing; a HOLD counts as yes. */
    boolean passesWithoutClause() {
        return common().verdict() != Verdict.DENY;
    }

    /** Whether screening holds what a clause may permit. */
    boolean held() {
        return common().verdict() == Verdict.HOLD;
    }

    private Tally common() {
        Tally tally = new Tally();
        Gates.lifecycle(tally, record, label, Optional.empty(), at);
        Gates.marking(tally, bundle, label, party.id(), at);
        Gates.clearance(tally, bundle, request, account, party, label);
        new PlainScreening(bundle, at, request, account, party, record, label).judge(tally);
        return tally;
    }

    /** Whether the clause is in force and covers the record. */
    boolean covers(Agreement agreement, Clause clause) {
        return agreement.state() == AgreementState.ACTIVE
                && !at.isBefore(agreement.validFrom().plus(bundle.settings().clockSkew()))
                && at.isBefore(agreement.validUntil().minus(bundle.settings().clockSkew()))
                && connects(clause)
                && inScope(clause);
    }

    /** Whether a covering clause lets it pass; a HOLD counts as yes. */
    boolean allows(Clause clause) {
        Tally tally = new Tally();
        Gates.lifecycle(tally, record, label, clause.obligations().delay(), at);
        terms(tally, clause);
        return tally.verdict() != Verdict.DENY;
    }

    private boolean connects(Clause clause) {
        return clause.releaser().equals(record.releaser())
                && !party.id().equals(record.releaser())
                && bundle.standsFor(clause.recipient(), party.id(), at);
    }

    private boolean inScope(Clause clause) {
        return clause.recordTypes().contains(record.type())
                && clause.actions().contains(request.action())
                && record.tags().containsAll(clause.tags())
                && coversPlaces(clause.areas())
                && coversTime(clause);
    }

    private boolean coversPlaces(Audience areas) {
        Map<String, String> countries = bundle.vocabulary().areas();
        return switch (areas) {
            case Audience.Unrestricted anywhere -> true;
            case Audience.Only only -> {
                Set<String> finest = new HashSet<>(record.areas());
                record.areas().stream()
                        .filter(area -> !area.equals(countries.get(area)))
                        .forEach(area -> finest.remove(countries.get(area)));
                yield !finest.isEmpty()
                        && finest.stream()
                                .allMatch(area -> only.names().contains(area)
                                        || only.names().contains(countries.getOrDefault(area, area)));
            }
        };
    }

    private boolean coversTime(Clause clause) {
        Optional<Instant> time = record.eventTime();
        return (clause.eventFrom().isEmpty()
                        || time.filter(event ->
                                        !event.isBefore(clause.eventFrom().get()))
                                .isPresent())
                && (clause.eventUntil().isEmpty()
                        || time.filter(event ->
                                        event.isBefore(clause.eventUntil().get()))
                                .isPresent());
    }

    /** The better verdict, else the milder obligations, else the lower id. */
    private static Answer better(@Nullable Answer one, Answer other) {
        if (one == null) {
            return other;
        }
        Optional<String> first = one.clause();
        boolean milder = one.verdict() == other.verdict() && other.obligations().milderThan(one.obligations());
        boolean same = one.verdict() == other.verdict() && other.obligations().equals(one.obligations());
        boolean lower = same && other.clause().orElseThrow().compareTo(first.orElseThrow()) < 0;
        return other.verdict().compareTo(one.verdict()) < 0 || milder || lower ? other : one;
    }

    private Answer under(Clause clause) {
        Tally tally = common();
        Gates.lifecycle(tally, record, label, clause.obligations().delay(), at);
        terms(tally, clause);
        return new Answer(tally.verdict(), tally.reason(), Optional.of(clause.id()), clause.obligations());
    }

    private void terms(Tally tally, Clause clause) {
        Gates.tlp(tally, label, clause.tlpMax(), party.id());
        boolean purpose = clause.purposes().contains(request.purpose())
                && label.purposes().admits(request.purpose());
        tally.deny(!purpose, Code.PURPOSE);
        tally.deny(!label.level().atMost(clause.ceiling()), Code.ABOVE_CEILING);
        tally.deny(!clause.compartments().containsAll(label.compartments()), Code.COMPARTMENT);
        tally.hold(clause.releaseHold(), Code.RELEASE_HOLD);
    }

    private Answer uncovered(Code code) {
        Tally tally = new Tally();
        Gates.lifecycle(tally, record, label, Optional.empty(), at);
        tally.deny(true, code);
        return new Answer(tally.verdict(), tally.reason(), Optional.empty(), Obligations.NONE);
    }

    private Answer own() {
        Tally tally = new Tally();
        Gates.ownLifecycle(tally, record, label, at);
        Gates.barred(tally, bundle, label, party.id(), at);
        tally.deny(!label.purposes().admits(request.purpose()), Code.PURPOSE);
        Gates.clearance(tally, bundle, request, account, party, label);
        return new Answer(tally.verdict(), tally.reason(), Optional.empty(), Obligations.NONE);
    }
}
