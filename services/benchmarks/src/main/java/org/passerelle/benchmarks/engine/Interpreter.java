package org.passerelle.benchmarks.engine;

import org.openjdk.jmh.infra.Blackhole;
import org.passerelle.benchmarks.workload.Pair;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;

/** The product's interpreter: every gate, with the complete trace. */
public final class Interpreter implements Engine {
    private final Workload workload;

    public Interpreter(Workload workload) {
        this.workload = workload;
    }

    @Override
    public void decide(int pair, Blackhole sink) {
        sink.consume(decision(pair));
    }

    @Override
    public Answer answer(int pair) {
        return Answers.of(decision(pair));
    }

    private PortionDecision decision(int number) {
        Pair pair = workload.pairs().get(number);
        return switch (Decide.decide(workload.policy(), pair.request(), pair.record(), workload.at())) {
            case Decision.Refused refused ->
                throw new IllegalStateException("a request of the workload is refused: " + refused.code());
            case Decision.Judged judged -> judged.portions().getFirst();
        };
    }
}
