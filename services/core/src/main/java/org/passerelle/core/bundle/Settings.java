package org.passerelle.core.bundle;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Risk;

/**
 * Every [D] value of the policy as configuration.
 *
 * @param clockSkew by which agreement validity shrinks at both ends
 * @param defaultTlpMax where a clause names none
 * @param strengthCeiling clearance cap by sign-in strength
 * @param screenedTypes party types that are non-UN security forces (HRDDP H1)
 * @param screeningReleasers party types whose releases are screened (UN entities)
 * @param lookThroughTypes party types that are screened for the forces behind them
 * @param atRiskFlag label flag of personal data that enables arrest, detention or targeting (H6)
 * @param mistreatmentFlag label flag of information possibly obtained by mistreatment (H10)
 * @param releaseHoldRisk from this risk on, raised risk (H6) included, each release waits for the approver
 * @param assessmentValidity by risk name
 * @param recallDeadline until a recall notice must be acknowledged; then overdue
 * @param recallEscalation until an overdue recall is escalated
 * @param duties who acts for a party in agreements
 * @param diligence values of the HRDDP rules
 */
public record Settings(
        Duration clockSkew,
        Tlp defaultTlpMax,
        Map<Strength, Level> strengthCeiling,
        Set<PartyType> screenedTypes,
        Set<PartyType> screeningReleasers,
        Set<PartyType> lookThroughTypes,
        String atRiskFlag,
        String mistreatmentFlag,
        Risk releaseHoldRisk,
        Map<String, Duration> assessmentValidity,
        Duration recallDeadline,
        Duration recallEscalation,
        Duties duties,
        Diligence diligence) {

    /** Settings under which nobody acts in agreements, with the usual diligence. */
    public Settings(
            Duration clockSkew,
            Tlp defaultTlpMax,
            Map<Strength, Level> strengthCeiling,
            Set<PartyType> screenedTypes,
            Set<PartyType> screeningReleasers,
            Set<PartyType> lookThroughTypes,
            String atRiskFlag,
            String mistreatmentFlag,
            Risk releaseHoldRisk,
            Map<String, Duration> assessmentValidity,
            Duration recallDeadline,
            Duration recallEscalation) {
        this(
                clockSkew,
                defaultTlpMax,
                strengthCeiling,
                screenedTypes,
                screeningReleasers,
                lookThroughTypes,
                atRiskFlag,
                mistreatmentFlag,
                releaseHoldRisk,
                assessmentValidity,
                recallDeadline,
                recallEscalation,
                Duties.NOBODYS,
                Diligence.DEFAULT);
    }

    public Settings {
        if (clockSkew.isNegative()) {
            throw new IllegalArgumentException("the clock skew shrinks validity, and never widens it");
        }
        strengthCeiling = Map.copyOf(strengthCeiling);
        screenedTypes = Set.copyOf(screenedTypes);
        screeningReleasers = Set.copyOf(screeningReleasers);
        lookThroughTypes = Set.copyOf(lookThroughTypes);
        assessmentValidity = Map.copyOf(assessmentValidity);
    }
}
