package org.passerelle.benchmarks.decisions;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.passerelle.benchmarks.engine.Engine;
import org.passerelle.benchmarks.engine.EngineKind;
import org.passerelle.benchmarks.workload.Variant;
import org.passerelle.benchmarks.workload.Workload;

/** The time of one decision, over pairs drawn beforehand in random order: the same pairs for every engine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionsBenchmark {
    @Param("LINEAR_SCAN")
    private EngineKind engine = EngineKind.LINEAR_SCAN;

    @Param("PERMIT_HEAVY")
    private Variant variant = Variant.PERMIT_HEAVY;

    @Param("200")
    private int agreements;

    private @Nullable Engine loaded;
    private int count;
    private int next;

    /** Draws the workload and loads the engine, outside the measured time. */
    @Setup(Level.Trial)
    public void load() {
        Workload workload = Workload.of(variant, agreements);
        count = workload.pairs().size();
        loaded = engine.load(workload);
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
        if (loaded != null) {
            loaded.close();
        }
    }

    /** One decision with its reasons and obligations. */
    @Benchmark
    public void decide(Blackhole sink) {
        int pair = next;
        next = pair + 1 == count ? 0 : pair + 1;
        if (loaded != null) {
            loaded.decide(pair, sink);
        }
    }
}
