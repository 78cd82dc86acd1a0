package org.passerelle.core.decision.gate;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Request;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/**
 * Everything that a record gate reads: one portion on one leg under one clause.
 *
 * @param account who asks
 * @param recipient the party that gets it on this leg: the requester's, or the holder on a holding leg
 * @param clause absent for own members, and where no clause covers the leg
 */
public record Situation(
        Bundle bundle,
        Instant at,
        Request request,
        Account account,
        Party recipient,
        RecordFacts record,
        PortionFacts portion,
        Label label,
        Leg leg,
        Coverage coverage,
        Optional<Clause> clause) {

    public Situation under(Clause covering) {
        return new Situation(
                bundle, at, request, account, recipient, record, portion, label, leg, coverage, Optional.of(covering));
    }
}
