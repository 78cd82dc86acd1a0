package org.passerelle.benchmarks.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.benchmarks.workload.Known;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Request;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;

/** The gates of the linear scan that depend on record and requester rather than on the clause. */
final class Gates {
    private Gates() {}

    static void lifecycle(Tally tally, RecordFacts record, Label label, Optional<Duration> delay, Instant at) {
        switch (record.state()) {
            case RECALLED -> tally.deny(true, Code.RECALLED);
            case QUARANTINED -> tally.deny(true, Code.QUARANTINED);
            case ACTIVE -> {
                boolean delayed = delay.map(
                                time -> at.isBefore(record.createdAt().plus(time)))
                        .orElse(false);
                boolean embargoed = label.embargoUntil().map(at::isBefore).orElse(false);
                tally.deny(delayed || embargoed, Code.EMBARGOED);
                tally.deny(over(label, at), Code.EXPIRED);
            }
        }
    }

    /** Own members read what is recalled or embargoed. */
    static void ownLifecycle(Tally tally, RecordFacts record, Label label, Instant at) {
        boolean quarantined = record.state() == RecordState.QUARANTINED;
        tally.deny(quarantined, Code.QUARANTINED);
        tally.deny(!quarantined && over(label, at), Code.EXPIRED);
    }

    private static boolean over(Label label, Instant at) {
        return label.retainUntil().map(end -> !at.isBefore(end)).orElse(false);
    }

    static void marking(Tally tally, Bundle bundle, Label label, String party, Instant at) {
        barred(tally, bundle, label, party, at);
        boolean admitted = switch (label.releasableTo()) {
            case Audience.Unrestricted everybody -> true;
            case Audience.Only only ->
                only.names().stream()
                        .anyMatch(name ->
                                bundle.standsFor(name, party, at) && bundle.standsFor(name, party, label.markedAt()));
        };
        tally.deny(!admitted, Code.NOT_RELEASABLE);
    }

    static void barred(Tally tally, Bundle bundle, Label label, String party, Instant at) {
        boolean barred = bundle.stand(label.notReleasableTo(), party, at)
                || bundle.stand(label.notReleasableTo(), party, label.markedAt());
        tally.deny(barred, Code.NOT_RELEASABLE);
    }

    static void tlp(Tally tally, Label label, Tlp most, String party) {
        Tlp carried = label.tlp().compareTo(Tlp.AMBER) <= 0 ? label.tlp() : Tlp.AMBER;
        boolean named = label.releasableTo() instanceof Audience.Only only
                && only.names().contains(party);
        boolean passes = carried.compareTo(most) <= 0 && (label.tlp() == carried || named);
        tally.deny(!passes, Code.TLP);
    }

    static void clearance(Tally tally, Bundle bundle, Request request, Account account, Party party, Label label) {
        Level level = label.level();
        boolean ceiling = level.atMost(party.accreditation());
        boolean clearance = level.atMost(account.clearance());
        boolean compartments = party.compartments().containsAll(label.compartments())
                && account.compartments().containsAll(label.compartments());
        tally.deny(!ceiling, Code.ABOVE_CEILING);
        tally.deny(!clearance, Code.ABOVE_CLEARANCE);
        tally.deny(!compartments, Code.COMPARTMENT);
        Level cap = Known.in(bundle.settings().strengthCeiling(), request.strength());
        tally.deny(!level.atMost(cap), Code.UNBOUND_TOKEN);
    }
}
