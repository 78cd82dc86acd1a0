package org.passerelle.benchmarks.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Request;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Risk;

/** Screening as a loop over the assessments of the recipient's unit and of those above it. */
final class PlainScreening {
    private final Bundle bundle;
    private final Instant at;
    private final Request request;
    private final Account account;
    private final Party party;
    private final RecordFacts record;
    private final Label label;

    PlainScreening(
            Bundle bundle, Instant at, Request request, Account account, Party party, RecordFacts record, Label label) {
        this.bundle = bundle;
        this.at = at;
        this.request = request;
        this.account = account;
        this.party = party;
        this.record = record;
        this.label = label;
    }

    void judge(Tally tally) {
        Settings settings = bundle.settings();
        Party releaser = bundle.parties().get(record.releaser());
        boolean applies = releaser != null
                && settings.screeningReleasers().contains(releaser.type())
                && settings.screenedTypes().contains(party.type());
        Optional<Unit> next = applies ? account.unit().map(bundle.units()::get) : Optional.empty();
        boolean mandatory = true;
        while (next.isPresent()) {
            unit(tally, next.get(), mandatory);
            mandatory = false;
            next = next.get().parent().map(bundle.units()::get);
        }
    }

    private void unit(Tally tally, Unit unit, boolean mandatory) {
        boolean approved = false;
        boolean current = false;
        boolean lapsed = false;
        boolean lapsedCovering = false;
        boolean adverse = false;
        for (Assessment one : bundle.assessments()) {
            if (!one.unit().equals(Optional.of(unit.id()))) {
                continue;
            }
            tally.deny(one.state() == AssessmentState.REFUSED, Code.REFUSED);
            tally.deny(one.state() == AssessmentState.SUSPENDED, Code.SUSPENDED);
            tally.deny(one.state() == AssessmentState.WITHDRAWN, Code.WITHDRAWN);
            adverse |= one.state() == AssessmentState.REFUSED
                    || one.state() == AssessmentState.SUSPENDED
                    || one.state() == AssessmentState.WITHDRAWN;
            boolean usable =
                    one.state() == AssessmentState.APPROVED || one.state() == AssessmentState.APPROVED_CONDITIONAL;
            boolean over = usable && !at.isBefore(one.validUntil());
            boolean now = usable && !over && !at.isBefore(one.validFrom());
            boolean covers = one.purposes().contains(request.purpose());
            current |= now;
            lapsed |= over;
            lapsedCovering |= over && covers;
            if (now && covers) {
                approved = true;
                conditions(tally, one);
            }
        }
        if (!adverse && !approved) {
            tally.deny(lapsedCovering, Code.EXPIRED_ASSESSMENT);
            Code missing = current ? Code.OUT_OF_ASSESSMENT : lapsed ? Code.EXPIRED_ASSESSMENT : Code.NOT_ASSESSED;
            tally.deny(!lapsedCovering && mandatory, missing);
        }
        for (Allegation allegation : bundle.allegations()) {
            boolean against = allegation.unit().equals(Optional.of(unit.id()));
            tally.hold(
                    against && allegation.pending() && allegation.grading().atLeast(Diligence.DEFAULT.allegationFrom()),
                    Code.ALLEGATION);
        }
    }

    private void conditions(Tally tally, Assessment one) {
        boolean atRisk = label.flags().contains(bundle.settings().atRiskFlag());
        tally.deny(atRisk && (one.risk() == Risk.HIGH || !one.treatmentAssurance()), Code.PERSON_AT_RISK);
        boolean high = one.risk() == Risk.HIGH || (atRisk && one.risk() == Risk.MEDIUM);
        tally.hold(high, Code.RELEASE_HOLD);
        Duration grace = bundle.settings().diligence().mitigationGrace();
        tally.hold(
                one.mitigations().stream().anyMatch(mitigation -> mitigation.overdue(at, grace)),
                Code.MITIGATION_OVERDUE);
    }
}
