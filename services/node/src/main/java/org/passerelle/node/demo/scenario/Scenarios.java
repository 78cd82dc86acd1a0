package org.passerelle.node.demo.scenario;

import java.util.List;
import org.passerelle.node.demo.Scenario;

/** All acceptance scenarios in their order. */
public final class Scenarios {
    private Scenarios() {}

    public static List<Scenario> all() {
        return List.of(
                Releases.earlyWarning(),
                Units.notAssessed(),
                Releases.warningToAnAssessedUnit(),
                Suspension.whileQueued(),
                Units.expiredYesterday(),
                Units.commanderAlleged(),
                Units.regimentWithdrawn(),
                Releases.productWithoutItsSource(),
                Consent.originatorControlled(),
                Refusals.withoutAgreement(),
                Refusals.purposeOutsideTheClause(),
                Refusals.targeting(),
                Releases.serialToThePanel(),
                Refusals.sourceStatement(),
                Recall.falseAttribution(),
                Refusals.aboveTheHostingCeiling());
    }
}
