package org.passerelle.benchmarks.engine;

import java.util.Set;
import org.passerelle.core.bundle.Settings;

/** Settings under which nobody is screened. */
final class OpenSettings {
    private OpenSettings() {}

    static Settings without(Settings screening) {
        return new Settings(
                screening.clockSkew(),
                screening.defaultTlpMax(),
                screening.strengthCeiling(),
                screening.screenedTypes(),
                Set.of(),
                Set.of(),
                screening.atRiskFlag(),
                screening.mistreatmentFlag(),
                screening.releaseHoldRisk(),
                screening.assessmentValidity(),
                screening.recallDeadline(),
                screening.recallEscalation());
    }
}
