package org.passerelle.benchmarks.decisions;

import org.passerelle.benchmarks.engine.EngineKind;
import org.passerelle.benchmarks.workload.Variant;

/**
 * What was measured of one engine on one workload.
 *
 * @param nanos average time of a decision
 * @param error half of the 99.9 % confidence interval
 * @param bytesPerOp allocated by a decision
 * @param agree whether its answers were found to agree with the product's
 */
public record Timing(
        EngineKind engine,
        Variant variant,
        int agreements,
        double nanos,
        double error,
        double bytesPerOp,
        boolean agree) {}
