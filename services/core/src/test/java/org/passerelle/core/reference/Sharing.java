package org.passerelle.core.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.label.Audience;

/** Which clauses of which agreements allow a transfer. */
final class Sharing {

    private Sharing() {}

    /** Clauses that cover the transfer, lowest id first; or the nearest miss. */
    record Found(List<Clause> clauses, Code miss) {}

    static Found find(Case one, Transfer transfer) {
        List<Clause> covering = new ArrayList<>();
        Set<Code> misses = new HashSet<>();
        for (Agreement agreement : one.bundle().agreements()) {
            for (Clause clause : agreement.clauses()) {
                if (!between(one, clause, transfer)) {
                    continue;
                }
                boolean covers = covers(one, clause, transfer);
                if (inForce(one.bundle(), agreement, one.at())) {
                    misses.add(Code.OUT_OF_SCOPE);
                    if (covers) {
                        covering.add(clause);
                    }
                } else if (suspended(agreement)) {
                    misses.add(covers ? Code.AGREEMENT_SUSPENDED : Code.OUT_OF_SCOPE);
                } else if (over(one.bundle(), agreement, one.at())) {
                    misses.add(covers ? Code.AGREEMENT_EXPIRED : Code.OUT_OF_SCOPE);
                }
            }
        }
        covering.sort(Comparator.comparing(Clause::id));
        return new Found(covering, nearest(misses));
    }

    private static Code nearest(Set<Code> misses) {
        for (Code code : List.of(Code.AGREEMENT_SUSPENDED, Code.AGREEMENT_EXPIRED, Code.OUT_OF_SCOPE)) {
            if (misses.contains(code)) {
                return code;
            }
        }
        return Code.NO_AGREEMENT;
    }

    static boolean inForce(Bundle bundle, Agreement agreement, Instant at) {
        return agreement.state() == AgreementState.ACTIVE
                && agreement.suspendedBy().isEmpty()
                && Case.reached(agreement.validFrom().plus(bundle.settings().clockSkew()), at)
                && !over(bundle, agreement, at);
    }

    private static boolean suspended(Agreement agreement) {
        return agreement.state() == AgreementState.SUSPENDED
                || (agreement.state() == AgreementState.ACTIVE
                        && !agreement.suspendedBy().isEmpty());
    }

    private static boolean over(Bundle bundle, Agreement agreement, Instant at) {
        return switch (agreement.state()) {
            case TERMINATED, EXPIRED -> true;
            case ACTIVE ->
                Case.reached(agreement.validUntil().minus(bundle.settings().clockSkew()), at)
                        && Case.reached(
                                agreement.validFrom().plus(bundle.settings().clockSkew()), at);
            case DRAFT, PROPOSED, COUNTERED, AGREED, SIGNED, SUSPENDED, SUPERSEDED, WITHDRAWN -> false;
        };
    }

    private static boolean between(Case one, Clause clause, Transfer transfer) {
        boolean rightUnit = clause.recipientUnit().isEmpty()
                || transfer.kind() == Transfer.Kind.EARLIER
                || clause.recipientUnit().equals(one.account().unit());
        return rightUnit
                && !transfer.giver().equals(transfer.taker())
                && one.meant(clause.releaser(), transfer.giver(), one.at())
                && one.meant(clause.recipient(), transfer.taker(), one.at());
    }

    private static boolean covers(Case one, Clause clause, Transfer transfer) {
        if (!clause.recordTypes().contains(transfer.type())) {
            return false;
        }
        return switch (transfer.kind()) {
            case OWN -> false;
            case EARLIER ->
                clause.actions().contains(Action.READ)
                        || clause.actions().contains(Action.EXPORT)
                        || clause.actions().contains(Action.PUSH);
            case RECEIVED -> clause.actions().contains(one.request().action());
            case RELEASE ->
                clause.actions().contains(one.request().action())
                        && one.record().tags().containsAll(clause.tags())
                        && everyPlace(one, clause.areas())
                        && when(one, clause)
                        && (one.request().action() != Action.MATCH || matchesBack(one, transfer));
        };
    }

    /** Decision 0015: a clause covers a record only with every place it touches. */
    private static boolean everyPlace(Case one, Audience areas) {
        Optional<Set<String>> named = Case.named(areas);
        if (named.isEmpty()) {
            return true;
        }
        Set<String> allowed = named.get();
        boolean somewhere = false;
        for (String place : one.record().areas()) {
            boolean saidFiner = false;
            for (String other : one.record().areas()) {
                saidFiner |= !other.equals(place) && country(one, other).equals(place);
            }
            if (saidFiner) {
                continue;
            }
            if (!allowed.contains(place) && !allowed.contains(country(one, place))) {
                return false;
            }
            somewhere = true;
        }
        return somewhere;
    }

    private static String country(Case one, String place) {
        return one.bundle().vocabulary().areas().getOrDefault(place, place);
    }

    private static boolean when(Case one, Clause clause) {
        if (clause.eventFrom().isEmpty() && clause.eventUntil().isEmpty()) {
            return true;
        }
        if (one.record().eventTime().isEmpty()) {
            return false;
        }
        Instant event = one.record().eventTime().get();
        boolean begun =
                clause.eventFrom().isEmpty() || Case.reached(clause.eventFrom().get(), event);
        return begun && !Case.reached(clause.eventUntil(), event);
    }

    /** MATCH needs clauses both ways. */
    private static boolean matchesBack(Case one, Transfer transfer) {
        for (Agreement agreement : one.bundle().agreements()) {
            for (Clause clause : agreement.clauses()) {
                if (inForce(one.bundle(), agreement, one.at())
                        && clause.actions().contains(Action.MATCH)
                        && clause.recordTypes().contains(transfer.type())
                        && one.meant(clause.releaser(), transfer.taker(), one.at())
                        && one.meant(clause.recipient(), transfer.giver(), one.at())) {
                    return true;
                }
            }
        }
        return false;
    }
}
