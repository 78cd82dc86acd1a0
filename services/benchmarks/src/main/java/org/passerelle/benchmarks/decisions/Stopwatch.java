package org.passerelle.benchmarks.decisions;

import java.io.PrintStream;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.passerelle.benchmarks.engine.EngineKind;
import org.passerelle.benchmarks.workload.Known;
import org.passerelle.benchmarks.workload.Variant;

/** Times engines in processes of their own. */
final class Stopwatch {
    private static final double NOTHING = 0.01;
    private final Effort effort;
    private final PrintStream progress;

    Stopwatch(Effort effort, PrintStream progress) {
        this.effort = effort;
        this.progress = progress;
    }

    Timing time(EngineKind engine, Variant variant, int agreements) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + DecisionsBenchmark.class.getName() + ".decide$")
                .param("engine", engine.name())
                .param("variant", variant.name())
                .param("agreements", Integer.toString(agreements))
                .forks(effort.forks())
                .warmupIterations(effort.warmUps())
                .warmupTime(effort.each())
                .measurementIterations(effort.measurements())
                .measurementTime(effort.each())
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC")
                .shouldFailOnError(true)
                .build();
        Collection<RunResult> results =
                new Runner(options, OutputFormatFactory.createFormatInstance(progress, VerboseMode.SILENT)).run();
        RunResult result = results.iterator().next();
        Result<?> time = result.getPrimaryResult();
        double allocated = allocation(result);
        double bytes = allocated < NOTHING ? 0 : allocated;
        return new Timing(engine, variant, agreements, time.getScore(), time.getScoreError(), bytes, true);
    }

    private static double allocation(RunResult result) {
        String measure = result.getSecondaryResults().keySet().stream()
                .filter(name -> name.endsWith("gc.alloc.rate.norm"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("allocation was not measured"));
        return Known.in(result.getSecondaryResults(), measure).getScore();
    }
}
