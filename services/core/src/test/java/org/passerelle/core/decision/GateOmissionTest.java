package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.passerelle.core.decision.gate.Gates;

/** No gate is redundant: without it, at least one row of the truth tables would let something out. */
final class GateOmissionTest {

    private static final Evaluator COMPLETE = new Evaluator(Gates.REQUEST, Gates.RECORD);

    @TestFactory
    Stream<DynamicTest> omittingAGateOpensARow() {
        Stream<DynamicTest> request = Gates.REQUEST.stream()
                .map(gate -> test(gate.gate(), new Evaluator(without(Gates.REQUEST, gate), Gates.RECORD)));
        Stream<DynamicTest> record = Gates.RECORD.stream()
                .map(gate -> test(gate.gate(), new Evaluator(Gates.REQUEST, without(Gates.RECORD, gate))));
        return Stream.concat(request, record);
    }

    private static DynamicTest test(Gate omitted, Evaluator incomplete) {
        return DynamicTest.dynamicTest(omitted.name(), () -> {
            boolean needed = TruthTable.worlds()
                    .filter(world ->
                            !TruthTable.outcome(COMPLETE, world).verdict().equals("PERMIT"))
                    .anyMatch(world ->
                            TruthTable.outcome(incomplete, world).verdict().equals("PERMIT"));
            assertTrue(needed, () -> "no row of the truth tables needs gate " + omitted);
        });
    }

    private static <T> List<T> without(List<T> gates, T omitted) {
        return gates.stream().filter(gate -> !gate.equals(omitted)).toList();
    }
}
