package org.passerelle.benchmarks.engine;

import org.openjdk.jmh.infra.Blackhole;
import org.passerelle.benchmarks.workload.Pair;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.decision.PortionDecision;

/**
 * The product as it decides at its doors: the sheet is looked up for the request each time, then asked for the class and the row. Class
 * numbers are known beforehand, as they are in the store; sheets are compiled beforehand, since compiling is measured by itself.
 */
public final class Compiled implements Engine {
    private static final int CLASSES = 100_000;

    private final Workload workload;
    private final CompiledPolicy policy;
    private final int[] classes;
    private final Pair[] pairs;

    public Compiled(Workload workload) {
        this.workload = workload;
        ClassCatalogue catalogue = new ClassCatalogue(CLASSES);
        this.policy = new CompiledPolicy(workload.policy().bundle(), catalogue);
        this.pairs = workload.pairs().toArray(Pair[]::new);
        this.classes = new int[pairs.length];
        for (int number = 0; number < pairs.length; number++) {
            classes[number] = catalogue.intern(pairs[number].record(), pairs[number].portion());
            decision(number);
        }
    }

    @Override
    public void decide(int pair, Blackhole sink) {
        PortionDecision decision = decision(pair);
        sink.consume(decision.verdict());
        sink.consume(decision.primary());
        sink.consume(decision.trace());
        sink.consume(decision.obligations());
    }

    @Override
    public Answer answer(int pair) {
        return Answers.of(decision(pair));
    }

    private PortionDecision decision(int number) {
        Pair pair = pairs[number];
        return policy.sheet(workload.policy(), pair.request(), workload.at())
                .decide(classes[number], pair.record(), pair.portion(), workload.at());
    }
}
