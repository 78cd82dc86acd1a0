package org.passerelle.benchmarks.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Grading;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;

/** Assessments and allegations: most units approved, some in every state that withholds or holds. */
final class ScreeningDraw {
    private final Draw draw;
    private final Instant at;

    ScreeningDraw(Draw draw, Instant at) {
        this.draw = draw;
        this.at = at;
    }

    List<Assessment> assessments(Iterable<Unit> units) {
        List<Assessment> assessments = new ArrayList<>();
        for (Unit unit : units) {
            // Whoever is above need not be assessed; it counts only where it is.
            boolean above = unit.parent().isEmpty();
            int lot = above ? (draw.percent(70) ? 0 : 99) : draw.between(0, 99);
            if (lot < 96) {
                assessments.add(assessment(unit, lot));
            }
            if (draw.percent(30)) {
                assessments.add(superseded(unit));
            }
        }
        return assessments;
    }

    List<Allegation> allegations(Iterable<Unit> units) {
        List<Allegation> allegations = new ArrayList<>();
        for (Unit unit : units) {
            if (unit.parent().isPresent() && draw.percent(15)) {
                allegations.add(new Allegation(
                        "allegation-" + unit.id(),
                        "ohchr",
                        Optional.of(unit.id()),
                        Optional.empty(),
                        at.minus(PartyDraw.days(90)),
                        at.minus(PartyDraw.days(60)),
                        new Grading(draw.percent(60) ? "B2" : "E4"),
                        draw.percent(80) ? Allegation.Status.OPEN : Allegation.Status.DISMISSED));
            }
        }
        return allegations;
    }

    private Assessment assessment(Unit unit, int lot) {
        AssessmentState state = lot < 66
                ? AssessmentState.APPROVED
                : lot < 76
                        ? AssessmentState.APPROVED_CONDITIONAL
                        : lot < 82
                                ? AssessmentState.SUSPENDED
                                : lot < 86
                                        ? AssessmentState.WITHDRAWN
                                        : lot < 88 ? AssessmentState.REFUSED : AssessmentState.APPROVED;
        boolean lapsed = lot >= 88;
        List<Assessment.Mitigation> mitigations =
                state == AssessmentState.APPROVED_CONDITIONAL ? List.of(mitigation(unit, lot < 72)) : List.of();
        boolean parent = unit.parent().isEmpty();
        return new Assessment(
                "assessment-" + unit.id(),
                "ohchr",
                unit.party(),
                Optional.of(unit.id()),
                Optional.empty(),
                "ML",
                Set.of(Words.SUPPORT),
                parent ? Set.copyOf(Words.PURPOSES) : draw.some(Words.PURPOSES, 7),
                state,
                parent || draw.percent(70) ? Risk.LOW : draw.percent(80) ? Risk.MEDIUM : Risk.HIGH,
                at.minus(PartyDraw.days(200)),
                lapsed ? at.minus(PartyDraw.days(10)) : at.plus(PartyDraw.days(draw.between(30, 160))),
                parent || draw.percent(80),
                false,
                mitigations,
                "ohchr-account-0",
                Optional.of("ohchr-account-1"),
                Optional.of("ohchr-account-2"),
                Optional.empty(),
                "generated");
    }

    private Assessment.Mitigation mitigation(Unit unit, boolean overdue) {
        Instant due = overdue ? at.minus(PartyDraw.days(5)) : at.plus(PartyDraw.days(30));
        return new Assessment.Mitigation(
                "mitigation-" + unit.id(), "training", "ohchr-account-0", due, Optional.empty());
    }

    private Assessment superseded(Unit unit) {
        return in(AssessmentState.SUPERSEDED, assessment(unit, 0));
    }

    /** The assessment in another state; a superseded one keeps its place beside its successor under another id. */
    static Assessment in(AssessmentState state, Assessment one) {
        return new Assessment(
                state == AssessmentState.SUPERSEDED ? "older-" + one.id() : one.id(),
                one.assessor(),
                one.recipient(),
                one.unit(),
                one.commander(),
                one.country(),
                one.supportCategories(),
                one.purposes(),
                state,
                one.risk(),
                one.validFrom(),
                one.validUntil(),
                one.treatmentAssurance(),
                one.releaseHold(),
                one.mitigations(),
                one.author(),
                one.reviewer(),
                one.approver(),
                one.supersedes(),
                one.rationale());
    }
}
