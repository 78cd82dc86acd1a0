package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.passerelle.core.decision.TruthTable.Outcome;
import org.passerelle.core.decision.gate.Gates;

/** Every row of the truth tables decides as written, with exactly the failing codes written. */
final class TruthTablesTest {

    private static final Evaluator EVALUATOR = new Evaluator(Gates.REQUEST, Gates.RECORD);

    @TestFactory
    Stream<DynamicTest> decidesAsWritten() {
        return TruthTable.rows().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.name(), () -> matches(row.expected(), TruthTable.outcome(EVALUATOR, row.world()))));
    }

    private static void matches(JsonNode expected, Outcome actual) {
        Set<String> codes = new HashSet<>();
        expected.path("codes").forEach(code -> codes.add(code.asText()));
        assertEquals(codes, actual.codes(), "failing codes");
        assertEquals(expected.path("verdict").asText(), actual.verdict(), "verdict");
        Optional<Gate> gate = expected.has("gate")
                ? Optional.of(Gate.valueOf(expected.path("gate").asText()))
                : Optional.empty();
        assertEquals(gate, actual.gate(), "deciding gate");
        if (expected.has("clause")) {
            assertEquals(Optional.of(expected.path("clause").asText()), actual.clause(), "clause");
        }
    }

    @Test
    void everyCodeIsReachedByARow() {
        Set<Code> reached = EnumSet.noneOf(Code.class);
        TruthTable.worlds()
                .flatMap(world -> TruthTable.outcome(EVALUATOR, world).codes().stream())
                .forEach(code -> reached.add(Code.valueOf(code)));
        Set<Code> missing = EnumSet.complementOf(EnumSet.copyOf(reached));
        assertTrue(missing.isEmpty(), () -> "no row reaches " + missing);
    }
}
