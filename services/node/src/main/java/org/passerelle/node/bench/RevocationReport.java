package org.passerelle.node.bench;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.node.bench.StoppedGateway.Round;

/**
 * What came of it.
 *
 * @param cuts in the order in which they returned, those of the warm-up first
 * @param seconds in which they were made
 * @param dependentLeaves leaves that depend on what had been suspended when they were written
 * @param lateChunks chunks that a gateway handed to a socket later than W, apart from the stopped one
 * @param overtaken decisions whose leaf the barrier refused
 */
public record RevocationReport(
        Plan plan,
        List<Cut> cuts,
        double seconds,
        long dependentLeaves,
        long lateChunks,
        long chunks,
        long overtaken,
        List<Round> stopped,
        Counts.Seen seen) {
    static final double P99_GOAL_MILLIS = 250;

    public RevocationReport {
        cuts = List.copyOf(cuts);
        stopped = List.copyOf(stopped);
    }

    /** What must never be: leaves too late, reads that disclosed after the call had returned, chunks handed over too late. */
    public long violations() {
        long disclosed = cuts.stream().mapToLong(Cut::disclosed).sum()
                + stopped.stream().mapToLong(round -> round.cut().disclosed()).sum();
        return dependentLeaves + lateChunks + disclosed;
    }

    /** Those after the warm-up. */
    private List<Cut> timed() {
        return cuts.subList(Math.min(plan.warmUp(), cuts.size()), cuts.size());
    }

    /** The value below or at which so many per cent of the timed suspensions took, by nearest rank. */
    double percentile(double percent) {
        return percentile(timed(), percent);
    }

    private static double percentile(List<Cut> of, double percent) {
        List<Double> sorted = of.stream().map(Cut::millis).sorted().toList();
        if (sorted.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    double greatestStoppedMillis() {
        return stopped.stream().mapToDouble(Round::millis).max().orElse(0);
    }

    /** What a stopped gateway may still give: one answer for each request that waited there. */
    public boolean residualWithin() {
        return stopped.stream()
                .allMatch(round ->
                        round.residualAnswers() <= round.inFlight() && round.residualChunks() <= round.inFlight());
    }

    boolean stoppedMet() {
        return greatestStoppedMillis() <= plan.bound().toMillis() && residualWithin();
    }

    /** Whether every goal is met; a run in which nothing was disclosed, or nothing suspended, proves nothing. */
    public boolean met() {
        return violations() == 0
                && timed().size() >= plan.suspensions()
                && percentile(99) <= P99_GOAL_MILLIS
                && seen.disclosures() > 0
                && stoppedMet();
    }

    /** Says of each goal whether it was met. */
    public void tell(PrintStream out) {
        Goals.tell(results(), out);
    }

    /** The outcome as JSON. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bench", "revocation");
        json.put("machine", machine());
        json.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        json.put("suspensions", timed().size());
        json.put("warmUp", warmUp());
        json.put("perSecond", rounded(seconds > 0 ? cuts.size() / seconds : 0));
        json.put("byKind", byKind());
        json.put("violations", violations());
        json.put("dependentLeaves", dependentLeaves);
        json.put("lateChunks", lateChunks);
        json.put("chunks", chunks);
        json.put("p50Millis", rounded(percentile(50)));
        json.put("p90Millis", rounded(percentile(90)));
        json.put("p99Millis", rounded(percentile(99)));
        json.put("greatestMillis", rounded(percentile(100)));
        json.put("reads", seen.reads());
        json.put("disclosures", seen.disclosures());
        json.put("refused", seen.refused());
        json.put("unavailable", seen.unavailable());
        json.put("refusedByBarrier", overtaken);
        json.put("refusedAfter", cuts.stream().mapToLong(Cut::refused).sum());
        json.put("calledAgain", seen.calledAgain());
        json.put("events", seen.events());
        json.put("streamsClosed", seen.streamsClosed());
        json.put("leafToClientGreatestMillis", seen.greatestDelayMillis());
        json.put("stoppedGateway", stoppedGateway());
        json.put("results", results());
        return json;
    }

    private Map<String, Object> warmUp() {
        List<Cut> first = cuts.subList(0, Math.min(plan.warmUp(), cuts.size()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("suspensions", first.size());
        json.put("p50Millis", rounded(percentile(first, 50)));
        json.put("p99Millis", rounded(percentile(first, 99)));
        json.put("greatestMillis", rounded(percentile(first, 100)));
        return json;
    }

    private Map<String, Long> byKind() {
        Map<String, Long> kinds = new TreeMap<>();
        cuts.forEach(cut -> kinds.merge(cut.kind(), 1L, Long::sum));
        return kinds;
    }

    private Map<String, Object> stoppedGateway() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rounds", stopped.size());
        json.put("boundMillis", plan.bound().toMillis());
        json.put("greatestMillis", rounded(greatestStoppedMillis()));
        json.put("inFlight", stopped.stream().mapToInt(Round::inFlight).sum());
        json.put(
                "residualAnswers",
                stopped.stream().mapToInt(Round::residualAnswers).sum());
        json.put(
                "residualChunks",
                stopped.stream().mapToLong(Round::residualChunks).sum());
        json.put("met", stoppedMet());
        return json;
    }

    private List<Map<String, Object>> results() {
        List<Map<String, Object>> results = new ArrayList<>();
        results.add(
                result("suspensions", timed().size(), "", plan.suspensions(), timed().size() >= plan.suspensions()));
        results.add(result("violations", violations(), "", 0, violations() == 0));
        results.add(result("p99", rounded(percentile(99)), "ms", P99_GOAL_MILLIS, percentile(99) <= P99_GOAL_MILLIS));
        results.add(result(
                "with a gateway stopped",
                rounded(greatestStoppedMillis()),
                "ms",
                plan.bound().toMillis(),
                stoppedMet()));
        return results;
    }

    private static Map<String, Object> result(String name, Object value, String unit, Object goal, boolean met) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name);
        result.put("value", value);
        result.put("unit", unit);
        result.put("goal", goal);
        result.put("met", met);
        return result;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        machine.put(
                "load",
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
        return machine;
    }
}
