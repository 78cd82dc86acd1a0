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
    private static final int PAIRS = 400;
    private static final Comparison FEW = comparison(200);
    private static final Comparison MANY = comparison(1000);

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void agreesUnderFewAgreements(EngineKind engine) {
        assertEquals(Optional.empty(), FEW.disagreement(engine));
    }

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void agreesWhereSeveralClausesCover(EngineKind engine) {
        assertEquals(Optional.empty(), MANY.disagreement(engine));
    }

    private static Comparison comparison(int agreements) {
        return new Comparison(Workload.of(Variant.DENY_HEAVY, agreements, PAIRS), PAIRS);
    }
}
