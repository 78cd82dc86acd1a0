package org.passerelle.core.world;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.label.Grading;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Exemption;
import org.passerelle.core.screening.Risk;

/** Reads assessments and allegations of the test world. */
final class ScreeningReading {

    private ScreeningReading() {}

    static Assessment assessment(String id, Tree tree) {
        return new Assessment(
                id,
                tree.text("assessor", "MINUSMA"),
                tree.text("recipient", "MALI-FORCES"),
                tree.optionalText("unit"),
                tree.optionalText("commander"),
                "ML",
                tree.texts("supportCategories"),
                tree.texts("purposes"),
                tree.word(AssessmentState.class, "state"),
                tree.has("risk") ? tree.word(Risk.class, "risk") : Risk.LOW,
                tree.instant("validFrom"),
                tree.instant("validUntil"),
                tree.flag("treatmentAssurance"),
                tree.flag("releaseHold"),
                tree.members(
                        "mitigations",
                        (name, mitigation) -> new Assessment.Mitigation(
                                name,
                                name,
                                "minusma.focal-point",
                                mitigation.instant("due"),
                                mitigation.optionalInstant("doneAt"))),
                tree.text("author"),
                Optional.empty(),
                tree.optionalText("approver"),
                Optional.empty(),
                "assessed");
    }

    static Exemption exemption(String id, Tree tree) {
        return new Exemption(
                id,
                tree.text("code"),
                tree.text("grantor"),
                tree.text("unit"),
                tree.text("record"),
                tree.number("version"),
                tree.text("purpose"),
                tree.text("requester"),
                tree.text("approver"),
                tree.instant("from"),
                tree.instant("until"));
    }

    /** The usual values, and the exemptions that the settings name. */
    static Diligence diligence(Tree settings) {
        Map<String, Diligence.Exempting> exemptions = new HashMap<>();
        settings.members(
                "exempting",
                (code, tree) -> exemptions.put(
                        code,
                        new Diligence.Exempting(
                                tree.flag("enabled"),
                                tree.optionalDuration("lasts").orElseThrow(),
                                tree.texts("fields"),
                                tree.level("ceiling"),
                                Duration.ofDays(1))));
        Diligence usual = Diligence.DEFAULT;
        return new Diligence(
                usual.approvals(),
                usual.allegationFrom(),
                usual.allegationReview(),
                usual.mitigationGrace(),
                usual.atRiskLevels(),
                exemptions,
                usual.lookBack(),
                usual.releaseReview(),
                usual.quarantineReview());
    }

    static Allegation allegation(String id, Tree tree) {
        return new Allegation(
                id,
                tree.text("assessor", "MINUSMA"),
                tree.optionalText("unit"),
                tree.optionalText("commander"),
                tree.instant("reportedAt"),
                tree.instant("reportedAt"),
                new Grading(tree.text("grading")),
                tree.has("status") ? tree.word(Allegation.Status.class, "status") : Allegation.Status.OPEN);
    }
}
