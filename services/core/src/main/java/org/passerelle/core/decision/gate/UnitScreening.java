package org.passerelle.core.decision.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.decision.Detail.What;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Exemption;
import org.passerelle.core.screening.Risk;

/** Screens one unit with its chain of command (HRDDP H2 to H7, H9). */
final class UnitScreening {

    private final Situation situation;
    private final Bundle bundle;
    private final Unit unit;
    private final Chain chain;
    private final Optional<Exemption> exemption;
    private final List<Finding> findings = new ArrayList<>();

    UnitScreening(Situation situation, Unit unit) {
        this.situation = situation;
        this.bundle = situation.bundle();
        this.unit = unit;
        this.chain = Chain.of(bundle, unit, situation.at());
        this.exemption = Exempted.of(situation, unit);
    }

    List<Finding> findings() {
        facts();
        // H3: the unit itself must be assessed; whoever stands above it counts where assessed.
        chain.assessments(bundle).forEach((subject, assessments) -> {
            Assessed assessed = assessed(assessments);
            assessed.failure(subject.equals("unit " + unit.id())).ifPresent(code -> failed(code, subject, assessed));
            assessed.covering().forEach(this::conditions);
        });
        chain.allegations(bundle).forEach(this::allegation);
        return findings.isEmpty()
                ? List.of(Finding.pass(Gate.SCREENING, "unit " + unit.id() + " is assessed"))
                : List.copyOf(findings);
    }

    /** H7: where nobody has assessed, an exemption may stand in. It then covers conditions of an assessment too: one that expires never opens more. */
    private void failed(Code code, String subject, Assessed assessed) {
        if (Exempted.liftable(code) && exemption.isPresent()) {
            exempted(exemption.get(), subject + " " + code);
        } else {
            deny(code, subject + " " + code, assessed.behind(code));
        }
    }

    private void exempted(Exemption given, String fact) {
        findings.add(Finding.pass(Gate.SCREENING, fact + ", exemption " + given.id())
                .about(new Detail.Exempted(unit.id(), given.id(), given.grantor())));
    }

    private Assessed assessed(List<Assessment> assessments) {
        return new Assessed(
                bundle,
                situation.at(),
                assessments,
                situation.clause().flatMap(Clause::supportCategory),
                situation.request().purpose());
    }

    private void facts() {
        if (chain.commander().isEmpty()) {
            missing(What.COMMANDER, "the commander of unit " + unit.id() + " is not known");
        }
        if (!chain.complete()) {
            missing(What.CHAIN_OF_COMMAND, "the chain above unit " + unit.id() + " is not known");
        }
        if (situation.clause().isPresent()
                && situation.clause().flatMap(Clause::supportCategory).isEmpty()) {
            missing(What.SUPPORT_CATEGORY, "the clause names no support category");
        }
    }

    private void conditions(Assessment assessment) {
        boolean atRisk = situation.label().flags().contains(bundle.settings().atRiskFlag());
        Diligence diligence = bundle.settings().diligence();
        Optional<Risk> risk = atRisk ? diligence.raised(assessment.risk()) : Optional.of(assessment.risk());
        // H6: levels up, and a treatment assurance; above the highest there is only refusal.
        if (risk.isEmpty() || (atRisk && !assessment.treatmentAssurance())) {
            deny(
                    Code.PERSON_AT_RISK,
                    "assessment " + assessment.id() + " does not bear personal data at risk",
                    List.of(assessment));
        }
        boolean hold = assessment.releaseHold()
                || risk.map(level -> level.compareTo(bundle.settings().releaseHoldRisk()) >= 0)
                        .orElse(false);
        if (hold) {
            hold(
                    Code.RELEASE_HOLD,
                    assessment,
                    "assessment " + assessment.id() + " holds each release",
                    behind(List.of(assessment)));
        }
        for (Mitigation mitigation : assessment.mitigations()) {
            if (mitigation.overdue(situation.at(), diligence.mitigationGrace())) {
                hold(
                        Code.MITIGATION_OVERDUE,
                        assessment,
                        "mitigation " + mitigation.id() + " is overdue",
                        new Detail.Overdue(unit.id(), mitigation.id(), assessment.id(), assessment.assessor()));
            }
        }
    }

    private void hold(Code code, Assessment assessment, String fact, Detail detail) {
        if (exemption.isPresent()) {
            exempted(exemption.get(), fact);
            return;
        }
        String approver = assessment.approver().orElse("");
        if (!Grants.lifts(
                situation, code, detail.matter(), grant -> grant.ruler().equals(approver))) {
            Ruler ruler = new Ruler(assessment.assessor(), Rulers.APPROVER, approver);
            findings.add(
                    Finding.hold(Gate.SCREENING, code, fact, List.of(ruler)).about(detail));
        }
    }

    /** H9: a hold and a review, never automatic guilt. */
    private void allegation(Allegation allegation) {
        String assessor = allegation.assessor();
        Detail detail = new Detail.Alleged(unit.id(), allegation.id(), assessor);
        if (!Grants.lifts(
                situation,
                Code.ALLEGATION,
                detail.matter(),
                grant -> grant.rulerParty().equals(assessor))) {
            findings.add(Finding.hold(
                            Gate.SCREENING,
                            Code.ALLEGATION,
                            "allegation " + allegation.id() + " is pending",
                            List.of(new Ruler(assessor, Rulers.FOCAL_POINT, "")))
                    .about(detail));
        }
    }

    private void deny(Code code, String fact, List<Assessment> assessments) {
        findings.add(Finding.deny(Gate.SCREENING, code, fact).about(behind(assessments)));
    }

    private void missing(What what, String fact) {
        findings.add(Finding.deny(Gate.SCREENING, Code.MISSING_FACT, fact).about(new Detail.Missing(what, unit.id())));
    }

    private Detail behind(List<Assessment> assessments) {
        return new Detail.Assessed(
                unit.id(),
                assessments.stream().map(Assessment::id).sorted().toList(),
                assessments.stream().map(Assessment::assessor).collect(Collectors.toSet()));
    }
}
