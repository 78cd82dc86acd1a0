package org.passerelle.benchmarks.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.benchmarks.engine.EngineKind;
import org.passerelle.benchmarks.workload.Variant;
import org.passerelle.benchmarks.workload.Workload;

/** Every engine answers as the product does; otherwise its time would tell nothing. */
final class AgreementOfEnginesTest {
    private static final int AGREEMENTS = 500;
    private static final int PAIRS = 1000;
    private static final Comparison COMPARISON =
            new Comparison(Workload.of(Variant.DENY_HEAVY, AGREEMENTS, PAIRS), PAIRS);

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void agrees(EngineKind engine) {
        assertEquals(Optional.empty(), COMPARISON.disagreement(engine));
    }
}
