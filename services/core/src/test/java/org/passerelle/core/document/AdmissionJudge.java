package org.passerelle.core.document;

import java.util.List;
import java.util.Map;
import org.passerelle.core.decision.Admission;
import org.passerelle.core.decision.Admit;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.world.World;

/** What {@code Admit.admit} says of the record when the subject of the request submits it. */
final class AdmissionJudge implements Judge {
    private static final String ADMISSION = "Admission";

    @Override
    public Map<String, List<String>> domains() {
        return Map.of(ADMISSION, List.of("ACCEPT", "QUARANTINE", "REJECT"));
    }

    @Override
    public Map<String, String> results(World world) {
        RecordFacts record = world.record();
        Label label = record.portions().getFirst().label().orElseThrow();
        Admission admission =
                Admit.admit(world.bundle().bundle(), world.request().subject(), label, record.tags(), world.now());
        return Map.of(
                ADMISSION,
                switch (admission) {
                    case Admission.Accept accept -> "ACCEPT";
                    case Admission.Quarantine quarantine -> "QUARANTINE";
                    case Admission.Reject reject -> "REJECT";
                });
    }
}
