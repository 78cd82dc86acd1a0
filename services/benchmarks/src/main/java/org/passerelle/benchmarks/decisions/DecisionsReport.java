package org.passerelle.benchmarks.decisions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.benchmarks.Machine;
import org.passerelle.benchmarks.Report;
import org.passerelle.benchmarks.Versions;
import org.passerelle.benchmarks.engine.EngineKind;

/** Timings and goals as the results of a report. */
public final class DecisionsReport {
    private DecisionsReport() {}

    /** The report of a run. */
    public static Report of(List<Timing> timings, List<CompileTime> compiling) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (Timing timing : timings) {
            results.add(row("decision", timing, timing.nanos(), "ns/op", timing.error()));
        }
        for (Goal goal : Goals.of(timings)) {
            Map<String, Object> row =
                    row("goal", goal.of(), goal.value(), goal.unit(), goal.of().error());
            put(row, "against", goal.against());
            put(row, "ratio", goal.ratio());
            row.put("goal", goal.most());
            row.put("met", goal.met());
            results.add(row);
        }
        compiling.forEach(time -> results.add(row(time)));
        return new Report(
                "decisions",
                Machine.facts(),
                versions(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                results);
    }

    private static Map<String, Object> row(String name, Timing timing, double value, String unit, double spread) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("params", Map.of("variant", timing.variant().text(), "agreements", timing.agreements()));
        put(row, "value", number(value));
        row.put("unit", unit);
        put(row, "spread", number(spread));
        put(row, "against", null);
        put(row, "ratio", null);
        put(row, "goal", null);
        put(row, "met", timing.agree() ? null : false);
        row.put("engine", timing.engine().text());
        row.put("variant", timing.variant().text());
        row.put("agreements", timing.agreements());
        put(row, "nanos", number(timing.nanos()));
        put(row, "error", number(timing.error()));
        put(row, "bytesPerOp", number(timing.bytesPerOp()));
        row.put("agree", timing.agree());
        return row;
    }

    private static Map<String, Object> row(CompileTime time) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", "compile: " + time.step());
        row.put("params", Map.of("agreements", time.agreements(), "classes", time.classes()));
        row.put("value", time.milliseconds());
        row.put("unit", "ms");
        row.put("spread", time.spread());
        List.of("against", "ratio", "goal", "met").forEach(field -> put(row, field, null));
        return row;
    }

    /** An engine that was not timed has no figures. */
    private static @Nullable Double number(double measured) {
        return Double.isNaN(measured) ? null : measured;
    }

    @SuppressWarnings("NullAway") // JSON has null for what does not apply
    private static void put(Map<String, Object> row, String field, @Nullable Object value) {
        row.put(field, value);
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("java", Runtime.version().toString());
        versions.put("passerelle", Versions.of("org.passerelle/passerelle-core"));
        versions.put("jmh", Versions.of("org.openjdk.jmh/jmh-core"));
        for (EngineKind engine : EngineKind.values()) {
            if (!engine.artifact().isEmpty()) {
                versions.put(engine.text(), Versions.of(engine.artifact()));
            }
        }
        return versions;
    }
}
