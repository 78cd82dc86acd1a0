package org.passerelle.benchmarks.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.benchmarks.engine.Answer;
import org.passerelle.benchmarks.engine.Engine;
import org.passerelle.benchmarks.engine.EngineKind;
import org.passerelle.benchmarks.engine.Interpreter;
import org.passerelle.benchmarks.engine.LabelOnly;
import org.passerelle.benchmarks.engine.Likeness;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.decision.Verdict;

/** Compares the answers of engines with the product's, on the first pairs of a workload. */
public final class Comparison {
    private final Workload workload;
    private final List<Answer> expected = new ArrayList<>();
    private final List<Boolean> labelsPermit = new ArrayList<>();

    public Comparison(Workload workload, int sample) {
        this.workload = workload;
        LabelOnly labels = new LabelOnly(workload);
        try (Engine reference = new Interpreter(workload)) {
            for (int pair = 0; pair < Math.min(sample, workload.pairs().size()); pair++) {
                expected.add(reference.answer(pair));
                labelsPermit.add(labels.permits(pair));
            }
        }
    }

    /** How many of a hundred pairs come to this verdict. */
    public double share(Verdict verdict) {
        long count =
                expected.stream().filter(answer -> answer.verdict() == verdict).count();
        return 100.0 * count / expected.size();
    }

    /** The first pair on which the engine disagrees, in words; empty when it agrees on all. */
    public Optional<String> disagreement(EngineKind kind) {
        try (Engine engine = kind.load(workload)) {
            for (int pair = 0; pair < expected.size(); pair++) {
                Answer answer = engine.answer(pair);
                if (!agrees(kind, pair, answer)) {
                    return Optional.of("%s on pair %d of %s with %d agreements: %s instead of %s"
                            .formatted(
                                    kind.text(),
                                    pair,
                                    workload.variant().text(),
                                    workload.agreements(),
                                    answer,
                                    kind.likeness() == Likeness.LABEL_ONLY
                                            ? labelsPermit.get(pair)
                                            : expected.get(pair)));
                }
            }
        }
        return Optional.empty();
    }

    private boolean agrees(EngineKind kind, int pair, Answer answer) {
        Answer product = expected.get(pair);
        return switch (kind.likeness()) {
            case SAME_ANSWER -> answer.equals(product);
            case SAME_VERDICT ->
                answer.verdict() == product.verdict()
                        && (product.verdict() != Verdict.PERMIT
                                || (answer.clause().equals(product.clause())
                                        && answer.obligations().equals(product.obligations())));
            case LABEL_ONLY -> (answer.verdict() == Verdict.PERMIT) == labelsPermit.get(pair);
        };
    }
}
