package org.passerelle.benchmarks.decisions;

import java.util.List;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long is measured. */
public enum Effort {
    QUICK(1, 4, 6, 500),
    DEEP(5, 5, 10, 1000);

    /** Sizes of the policy, in agreements. */
    static final List<Integer> SIZES = List.of(200, 2_000, 20_000);

    private final int forks;
    private final int warmUps;
    private final int measurements;
    private final int milliseconds;

    Effort(int forks, int warmUps, int measurements, int milliseconds) {
        this.forks = forks;
        this.warmUps = warmUps;
        this.measurements = measurements;
        this.milliseconds = milliseconds;
    }

    int forks() {
        return forks;
    }

    int warmUps() {
        return warmUps;
    }

    int measurements() {
        return measurements;
    }

    TimeValue each() {
        return TimeValue.milliseconds(milliseconds);
    }
}
