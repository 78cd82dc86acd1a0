package org.passerelle.core.decision.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Request;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.RecordFacts;

/** Finds the clauses that cover a leg, or why none does. Groups in clauses are as dated at the instant of the decision. */
public final class Clauses {

    private final Bundle bundle;
    private final ClauseSource source;
    private final Instant at;
    private final Request request;
    private final Account account;
    private final RecordFacts record;

    /** @param source where the bundle's clauses are looked up */
    public Clauses(Asking asking, ClauseSource source, RecordFacts record) {
        this.bundle = asking.bundle();
        this.source = source;
        this.at = asking.at();
        this.request = asking.request();
        this.account = asking.account();
        this.record = record;
    }

    public Coverage covering(Leg leg) {
        if (leg.own()) {
            return new Coverage.NotNeeded("originated by " + leg.to());
        }
        List<Clause> covering = new ArrayList<>();
        Set<Force> lapsed = EnumSet.noneOf(Force.class);
        boolean anyClause = false;
        for (ClauseSource.Offer offer : source.between(leg.from(), leg.to())) {
            Force force = Force.of(bundle, offer.agreement(), at);
            if (force == Force.NOT_YET || !connects(offer.clause(), leg)) {
                continue;
            }
            anyClause = true;
            if (inScope(offer.clause(), leg) && coversTime(offer.clause(), leg)) {
                if (force == Force.IN_FORCE) {
                    covering.add(offer.clause());
                } else {
                    lapsed.add(force);
                }
            }
        }
        if (!covering.isEmpty()) {
            return new Coverage.Covered(
                    covering.stream().sorted(Comparator.comparing(Clause::id)).toList());
        }
        return new Coverage.NotCovered(reason(lapsed, anyClause), "no clause " + leg.from() + " to " + leg.to());
    }

    /** The clauses that cover a leg, or would if their agreement were in force, for some event time. */
    public List<Clause> whateverTheTime(Leg leg) {
        return source.between(leg.from(), leg.to()).stream()
                .filter(offer -> Force.of(bundle, offer.agreement(), at) != Force.NOT_YET)
                .map(ClauseSource.Offer::clause)
                .filter(clause -> connects(clause, leg) && inScope(clause, leg))
                .toList();
    }

    private static Code reason(Set<Force> lapsed, boolean anyClause) {
        if (lapsed.contains(Force.SUSPENDED)) {
            return Code.AGREEMENT_SUSPENDED;
        }
        if (lapsed.contains(Force.EXPIRED)) {
            return Code.AGREEMENT_EXPIRED;
        }
        return anyClause ? Code.OUT_OF_SCOPE : Code.NO_AGREEMENT;
    }

    private boolean connects(Clause clause, Leg leg) {
        // The holder's unit is not part of custody: any unit's receipt serves.
        boolean unit = leg.holding()
                || clause.recipientUnit().isEmpty()
                || clause.recipientUnit().equals(account.unit());
        return unit
                && !leg.from().equals(leg.to())
                && bundle.standsFor(clause.releaser(), leg.from(), at)
                && bundle.standsFor(clause.recipient(), leg.to(), at);
    }

    private boolean inScope(Clause clause, Leg leg) {
        return clause.recordTypes().contains(leg.type())
                && switch (leg.kind()) {
                    case OWN, HOLDING -> clause.actions().stream().anyMatch(Clauses::brings);
                    // Tags, areas and time of the record received were judged at receipt; the containing record has its
                    // own.
                    case INTERNAL -> clause.actions().contains(request.action());
                    case RELEASE -> clause.actions().contains(request.action()) && describes(clause) && matchable(leg);
                };
    }

    /** By a MATCH or a NOTICE nobody comes to hold anything. */
    private static boolean brings(Action action) {
        return switch (action) {
            case READ, EXPORT, PUSH -> true;
            case MATCH, NOTICE -> false;
        };
    }

    private boolean describes(Clause clause) {
        return record.tags().containsAll(clause.tags())
                && Areas.cover(clause.areas(), record.areas(), bundle.vocabulary());
    }

    private boolean coversTime(Clause clause, Leg leg) {
        if (leg.kind() != Leg.Kind.RELEASE) {
            return true;
        }
        if (clause.eventFrom().isEmpty() && clause.eventUntil().isEmpty()) {
            return true;
        }
        return record.eventTime()
                .filter(time ->
                        clause.eventFrom().map(from -> !time.isBefore(from)).orElse(true))
                .filter(time -> clause.eventUntil().map(time::isBefore).orElse(true))
                .isPresent();
    }

    /** MATCH needs clauses both ways. */
    private boolean matchable(Leg leg) {
        return request.action() != Action.MATCH
                || source.between(leg.to(), leg.from()).stream()
                        .filter(offer -> Force.of(bundle, offer.agreement(), at) == Force.IN_FORCE)
                        .map(ClauseSource.Offer::clause)
                        .anyMatch(clause -> clause.actions().contains(Action.MATCH)
                                && clause.recordTypes().contains(leg.type())
                                && bundle.standsFor(clause.releaser(), leg.to(), at)
                                && bundle.standsFor(clause.recipient(), leg.from(), at));
    }
}
