package org.passerelle.benchmarks.decisions;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;
import org.passerelle.benchmarks.engine.EngineKind;
import org.passerelle.benchmarks.workload.Variant;
import org.passerelle.benchmarks.workload.Workload;

/** The whole benchmark: agreement first, then time; an engine that disagrees is not timed. */
public final class DecisionsRun {
    private static final int SAMPLE = 1024;

    private final Effort effort;
    private final PrintStream progress;
    private final Stopwatch stopwatch;

    public DecisionsRun(Effort effort, PrintStream progress) {
        this.effort = effort;
        this.progress = progress;
        this.stopwatch = new Stopwatch(effort, progress);
    }

    /** Measures every engine on every workload. */
    public List<Timing> timings() throws RunnerException {
        List<Timing> timings = new ArrayList<>();
        for (int agreements : Effort.SIZES) {
            for (Variant variant : Variant.values()) {
                timings.addAll(timings(variant, agreements));
            }
        }
        return timings;
    }

    /** Measures how long the product takes to compile. */
    public List<CompileTime> compileTimes() {
        List<CompileTime> times = new ArrayList<>();
        for (int agreements : Effort.SIZES) {
            progress.printf("compiling, %,d agreements%n", agreements);
            for (CompileTime time : new CompileRun(Workload.of(Variant.PERMIT_HEAVY, agreements)).times()) {
                times.add(time);
                progress.printf(Locale.ROOT, "  %-46s %,10.2f ms%n", time.step(), time.milliseconds());
            }
        }
        return times;
    }

    private List<Timing> timings(Variant variant, int agreements) throws RunnerException {
        int sample = effort == Effort.DEEP || agreements < 20_000 ? Workload.PAIRS : SAMPLE;
        progress.printf("%s, %,d agreements%n", variant.text(), agreements);
        Comparison comparison = new Comparison(Workload.of(variant, agreements), sample);
        List<Timing> timings = new ArrayList<>();
        for (EngineKind engine : EngineKind.values()) {
            if (effort == Effort.QUICK && agreements > engine.quickUpTo()) {
                progress.printf("  %-24s only with --deep%n", engine.text());
                continue;
            }
            Optional<String> disagreement = comparison.disagreement(engine);
            if (disagreement.isPresent()) {
                progress.printf("  %-24s disagrees, not timed: %s%n", engine.text(), disagreement.get());
                timings.add(new Timing(engine, variant, agreements, Double.NaN, Double.NaN, Double.NaN, false));
            } else {
                Timing timing = stopwatch.time(engine, variant, agreements);
                timings.add(timing);
                progress.printf(
                        Locale.ROOT,
                        "  %-24s %,14.1f ns ± %,.1f, %,.0f B%n",
                        engine.text(),
                        timing.nanos(),
                        timing.error(),
                        timing.bytesPerOp());
            }
        }
        return timings;
    }
}
