package org.passerelle.core.compiled;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import org.passerelle.core.bundle.Bundle;

/** All instants at which screening can change by the mere passing of time: commands, assessments, mitigations. */
final class ScreeningDates {

    private final TreeSet<Instant> changes = new TreeSet<>();

    ScreeningDates(Bundle bundle) {
        bundle.units()
                .values()
                .forEach(unit -> unit.commands().forEach(command -> {
                    changes.add(command.from());
                    command.until().ifPresent(changes::add);
                }));
        Duration grace = bundle.settings().diligence().mitigationGrace();
        bundle.assessments().forEach(assessment -> {
            changes.add(assessment.validFrom());
            changes.add(assessment.validUntil());
            assessment
                    .mitigations()
                    .forEach(mitigation -> changes.add(mitigation.due().plus(grace)));
        });
    }

    Validity around(Instant at) {
        Instant earlier = changes.floor(at);
        Instant later = changes.higher(at);
        return new Validity(earlier == null ? Instant.MIN : earlier, later == null ? Instant.MAX : later);
    }
}
