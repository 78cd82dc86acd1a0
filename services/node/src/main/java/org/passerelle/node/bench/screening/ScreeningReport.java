package org.passerelle.node.bench.screening;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.node.bench.Goals;

/** What came of it, beside the goals. */
public final class ScreeningReport {
    static final double FULL_GOAL_SECONDS = 60;
    static final double P99_GOAL_MILLIS = 5;

    private final String list;
    private final int entries;
    private final int names;
    private final int persons;
    private final int threads;
    private final List<Double> seconds;
    private final long likenesses;
    private final long[] single;

    /**
     * @param list as it was published, or {@code invented}
     * @param seconds of each full screening; the slowest counts
     * @param single nanoseconds of single questions, sorted
     */
    ScreeningReport(
            String list,
            int entries,
            int names,
            int persons,
            int threads,
            List<Double> seconds,
            long likenesses,
            long[] single) {
        this.list = list;
        this.entries = entries;
        this.names = names;
        this.persons = persons;
        this.threads = threads;
        this.seconds = List.copyOf(seconds);
        this.likenesses = likenesses;
        this.single = single.clone();
    }

    /** Milliseconds within which so many per cent of the single questions were answered, by nearest rank. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * single.length);
        return single[Math.max(0, rank - 1)] / 1e6;
    }

    private double slowest() {
        return Collections.max(seconds);
    }

    /** Whether every goal is met. */
    public boolean met() {
        return slowest() <= FULL_GOAL_SECONDS && percentile(99) <= P99_GOAL_MILLIS;
    }

    /** Says of each goal whether it was met. */
    public void tell(PrintStream out) {
        Goals.tell(results(), out);
    }

    /** The outcome as JSON. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bench", "screening");
        json.put(
                "machine",
                Map.of(
                        "cores", Runtime.getRuntime().availableProcessors(),
                        "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                        "load", load()));
        json.put("versions", Map.of("java", System.getProperty("java.version")));
        json.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        json.put("list", list);
        json.put("entries", entries);
        json.put("names", names);
        json.put("persons", persons);
        json.put("threads", threads);
        json.put("likenesses", likenesses);
        json.put("fullSeconds", seconds.stream().map(ScreeningReport::rounded).toList());
        json.put("singleP50Millis", rounded(percentile(50)));
        json.put("singleP99Millis", rounded(percentile(99)));
        json.put("singleGreatestMillis", rounded(percentile(100)));
        json.put("results", results());
        return json;
    }

    private List<Map<String, Object>> results() {
        double spread = slowest() - Collections.min(seconds);
        return List.of(
                result("full screening, the slowest", slowest(), "s", spread, FULL_GOAL_SECONDS),
                result(
                        "one name, 99th percentile",
                        percentile(99),
                        "ms",
                        percentile(99) - percentile(50),
                        P99_GOAL_MILLIS));
    }

    private Map<String, Object> result(String name, double value, String unit, double spread, double goal) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name);
        result.put("params", Map.of("persons", persons, "names", names, "threads", threads));
        result.put("value", rounded(value));
        result.put("unit", unit);
        result.put("spread", rounded(spread));
        result.put("goal", goal);
        result.put("met", value <= goal);
        return result;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).strip();
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
