package org.passerelle.node.bench.search;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.node.bench.Goals;

/** What came of it, beside the goals. */
public final class SearchReport {
    private static final double WITHIN_PRIVATE_COPY = 2;
    private static final double COUNT_BELOW_RLS = 1 / 40.0;
    private static final double GROWTH = 1.5;
    private static final long LARGEST = 10_000_000;

    private final List<Timing> timings;

    /** @param timings of all sizes */
    public SearchReport(List<Timing> timings) {
        this.timings = List.copyOf(timings);
    }

    /** Whether every goal is met. */
    public boolean met() {
        return goals().stream().allMatch(goal -> Boolean.TRUE.equals(goal.get("met")));
    }

    /** Says of each goal whether it was met. */
    public void tell(PrintStream out) {
        Goals.tell(goals(), out);
    }

    /** The outcome as JSON. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bench", "search");
        json.put(
                "machine",
                Map.of(
                        "cores", Runtime.getRuntime().availableProcessors(),
                        "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                        "load", load()));
        json.put("versions", Map.of("java", System.getProperty("java.version"), "postgresql", "embedded"));
        json.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        json.put("results", timings.stream().map(Timing::json).toList());
        json.put("goals", goals());
        return json;
    }

    private List<Map<String, Object>> goals() {
        List<Map<String, Object>> goals = new ArrayList<>();
        for (Timing own : timings) {
            if (own.method() == Method.PASSERELLE) {
                against(own, Method.PRIVATE_COPY, WITHIN_PRIVATE_COPY).ifPresent(goals::add);
                if (own.query() == Query.COUNT) {
                    against(own, Method.RLS, COUNT_BELOW_RLS).ifPresent(goals::add);
                }
                growth(own).ifPresent(goals::add);
            }
        }
        return goals;
    }

    private Optional<Map<String, Object>> against(Timing own, Method method, double goal) {
        return find(own.records(), own, method)
                .map(peer -> goal(name(own) + ", of " + method.word(), ratio(own, peer), goal));
    }

    /** Of answers with as many rows: a page of a hundred takes longer than one of ten, whatever the store. */
    private Optional<Map<String, Object>> growth(Timing own) {
        return own.records() == LARGEST
                ? find(LARGEST / 10, own, Method.PASSERELLE)
                        .filter(smaller -> smaller.rows() == own.rows())
                        .map(smaller -> goal(name(own) + ", of " + smaller.records(), ratio(own, smaller), GROWTH))
                : Optional.empty();
    }

    private Optional<Timing> find(long records, Timing like, Method method) {
        return timings.stream()
                .filter(timing -> timing.records() == records
                        && timing.share() == like.share()
                        && timing.query() == like.query()
                        && timing.method() == method)
                .findFirst();
    }

    private static double ratio(Timing own, Timing other) {
        return Math.round(own.percentile(50) * 1000.0 / other.percentile(50)) / 1000.0;
    }

    private static String name(Timing timing) {
        return "%s of %d records, %s seen".formatted(timing.query().word(), timing.records(), timing.share());
    }

    private static Map<String, Object> goal(String name, double value, double goal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("value", value);
        json.put("unit", "times");
        json.put("goal", goal);
        json.put("met", value <= goal);
        return json;
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).strip();
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
