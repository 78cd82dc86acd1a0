package org.passerelle.core.reference;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Code;
import org.passerelle.core.party.Account;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Risk;

/** Everything assessed about one subject: a unit, a commander, or a party as a whole (HRDDP H2 to H6). */
final class Assessments {

    private final Case one;
    private final Optional<String> category;
    private final boolean mustBeAssessed;
    private final Set<Code> adverse = EnumSet.noneOf(Code.class);
    private final Set<Code> conditions = EnumSet.noneOf(Code.class);
    private final Set<String> consulted = new HashSet<>();
    private boolean covered;
    private boolean current;
    private boolean lapsed;
    private boolean lapsedCover;

    Assessments(Case one, Optional<Clause> clause, boolean mustBeAssessed) {
        this.one = one;
        this.category = clause.flatMap(Clause::supportCategory);
        this.mustBeAssessed = mustBeAssessed;
    }

    Set<String> consulted() {
        return consulted;
    }

    void add(Assessment assessment) {
        switch (assessment.state()) {
            case DRAFT, UNDER_REVIEW, SUPERSEDED -> {
                return;
            }
            case REFUSED -> adverse.add(Code.REFUSED);
            case SUSPENDED -> adverse.add(Code.SUSPENDED);
            case WITHDRAWN -> adverse.add(Code.WITHDRAWN);
            case EXPIRED -> lapse(assessment);
            case APPROVED, APPROVED_CONDITIONAL -> {
                if (!assessedByUn(assessment)) {
                    break;
                }
                if (Case.reached(assessment.validUntil(), one.at())) {
                    lapse(assessment);
                } else if (Case.reached(assessment.validFrom(), one.at()) && approvedByAnother(assessment)) {
                    current = true;
                    if (covers(assessment)) {
                        covered = true;
                        conditions(assessment);
                    }
                }
            }
        }
        consulted.add(assessment.id());
    }

    private void lapse(Assessment assessment) {
        if (assessedByUn(assessment)) {
            lapsed = true;
            lapsedCover |= covers(assessment);
        }
    }

    private boolean assessedByUn(Assessment assessment) {
        return one.isOneOf(one.bundle().settings().screeningReleasers(), assessment.assessor());
    }

    private boolean covers(Assessment assessment) {
        boolean supports = category.isEmpty() || assessment.supportCategories().contains(category.get());
        return supports && assessment.purposes().contains(one.request().purpose());
    }

    /** H8. */
    private boolean approvedByAnother(Assessment assessment) {
        if (assessment.approver().isEmpty()) {
            return false;
        }
        String approver = assessment.approver().get();
        Account account = one.bundle().accounts().get(approver);
        if (account == null) {
            return false;
        }
        return !approver.equals(assessment.author()) && !account.party().equals(assessment.recipient());
    }

    /** Of a single adverse finding the gravest is told; only where there is none do the rest count. */
    Set<Code> codes() {
        Set<Code> codes = EnumSet.copyOf(conditions);
        if (!adverse.isEmpty()) {
            codes.add(adverse.iterator().next());
        } else if (!covered && lapsedCover) {
            codes.add(Code.EXPIRED_ASSESSMENT);
        } else if (!covered && mustBeAssessed) {
            codes.add(current ? Code.OUT_OF_ASSESSMENT : lapsed ? Code.EXPIRED_ASSESSMENT : Code.NOT_ASSESSED);
        }
        return codes;
    }

    private void conditions(Assessment assessment) {
        boolean atRisk = one.label().flags().contains(one.bundle().settings().atRiskFlag());
        int level = List.of(Risk.LOW, Risk.MEDIUM, Risk.HIGH).indexOf(assessment.risk())
                + (atRisk ? one.bundle().settings().diligence().atRiskLevels() : 0);
        boolean unbearable = level > 2;
        if (unbearable || (atRisk && !assessment.treatmentAssurance())) {
            conditions.add(Code.PERSON_AT_RISK);
        }
        int holdsFrom = List.of(Risk.LOW, Risk.MEDIUM, Risk.HIGH)
                .indexOf(one.bundle().settings().releaseHoldRisk());
        boolean risky = !unbearable && level >= holdsFrom;
        if ((assessment.releaseHold() || risky) && !ruled(Code.RELEASE_HOLD, assessment, assessment.id())) {
            conditions.add(Code.RELEASE_HOLD);
        }
        Duration grace = one.bundle().settings().diligence().mitigationGrace();
        for (Assessment.Mitigation mitigation : assessment.mitigations()) {
            boolean overdue = mitigation.doneAt().isEmpty()
                    && Case.reached(mitigation.due().plus(grace), one.at());
            String matter = assessment.id() + "/" + mitigation.id();
            if (overdue && !ruled(Code.MITIGATION_OVERDUE, assessment, matter)) {
                conditions.add(Code.MITIGATION_OVERDUE);
            }
        }
    }

    private boolean ruled(Code code, Assessment assessment, String matter) {
        return one.ruled(code, matter, assessment.assessor(), assessment.approver());
    }
}
