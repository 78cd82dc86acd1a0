package org.passerelle.benchmarks.decisions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.benchmarks.engine.EngineKind;
import org.passerelle.benchmarks.workload.Variant;

/** What is promised: far below other engines, no slower with many agreements, and nothing allocated. */
final class Goals {
    private static final int SMALL = 200;
    private static final int LARGE = 20_000;
    private static final double OF_FULL_ENGINE = 0.01;
    private static final double OF_LABELS_ALONE = 1 / 1.5;
    private static final double GROWTH = 1.5;

    private Goals() {}

    static List<Goal> of(List<Timing> timings) {
        List<Goal> goals = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            Optional<Timing> small = find(timings, EngineKind.PASSERELLE, variant, SMALL);
            Optional<Timing> large = find(timings, EngineKind.PASSERELLE, variant, LARGE);
            small.ifPresent(product -> {
                find(timings, EngineKind.AUTHZFORCE, variant, SMALL)
                        .ifPresent(full ->
                                goals.add(ratio(product, full, full.engine().text(), OF_FULL_ENGINE)));
                find(timings, EngineKind.ACCUMULO_ACCESS, variant, SMALL)
                        .ifPresent(labels ->
                                goals.add(ratio(product, labels, labels.engine().text(), OF_LABELS_ALONE)));
            });
            large.ifPresent(product -> small.ifPresent(
                    before -> goals.add(ratio(product, before, "%d agreements".formatted(SMALL), GROWTH))));
        }
        timings.stream()
                .filter(timing -> timing.engine() == EngineKind.PASSERELLE && timing.agree())
                .forEach(timing -> goals.add(new Goal(timing, timing.bytesPerOp(), "B/op", null, null, 0)));
        return goals;
    }

    private static Goal ratio(Timing product, Timing other, String against, double most) {
        return new Goal(product, product.nanos(), "ns/op", against, product.nanos() / other.nanos(), most);
    }

    private static Optional<Timing> find(List<Timing> timings, EngineKind engine, Variant variant, int agreements) {
        return timings.stream()
                .filter(timing -> timing.engine() == engine
                        && timing.variant() == variant
                        && timing.agreements() == agreements
                        && timing.agree())
                .findFirst();
    }
}
