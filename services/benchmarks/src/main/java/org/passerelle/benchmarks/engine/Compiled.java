package org.passerelle.benchmarks.engine;

import java.util.IdentityHashMap;
import org.openjdk.jmh.infra.Blackhole;
import org.passerelle.benchmarks.workload.Pair;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.compiled.PreparedRequest;
import org.passerelle.core.compiled.Row;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.record.RecordFacts;

/**
 * The product's compiled form. As for the engine of labels alone, which is given its evaluators and written expressions, requests are
 * prepared and rows gathered beforehand; the lease is looked at and the sheet taken for each decision. Sheets are compiled beforehand,
 * since compiling is measured by itself.
 */
public final class Compiled implements Engine {
    private static final int CLASSES = 100_000;

    private final Workload workload;
    private final PreparedRequest[] requests;
    private final Row[] rows;

    public Compiled(Workload workload) {
        this.workload = workload;
        ClassCatalogue catalogue = new ClassCatalogue(CLASSES);
        CompiledPolicy policy = new CompiledPolicy(workload.policy().bundle(), catalogue);
        Pair[] pairs = workload.pairs().toArray(Pair[]::new);
        this.requests = new PreparedRequest[pairs.length];
        this.rows = new Row[pairs.length];
        IdentityHashMap<RecordFacts, Row> gathered = new IdentityHashMap<>();
        for (int number = 0; number < pairs.length; number++) {
            Pair pair = pairs[number];
            requests[number] = policy.prepare(pair.request());
            rows[number] = gathered.computeIfAbsent(
                    pair.record(), record -> Row.of(catalogue.intern(record, pair.portion()), record, pair.portion()));
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
        return requests[number].sheet(workload.policy(), workload.at()).decide(rows[number], workload.at());
    }
}
