package org.passerelle.benchmarks.decisions;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is promised of the product's decision.
 *
 * @param of the timing that it is promised of
 * @param value what was measured
 * @param against with what it is compared; absent where the value itself is promised
 * @param ratio value against that; absent likewise
 * @param most the largest ratio, or value, that meets it
 */
record Goal(
        Timing of,
        double value,
        String unit,
        @Nullable String against,
        @Nullable Double ratio,
        double most) {
    boolean met() {
        return (ratio == null ? value : ratio) <= most;
    }
}
