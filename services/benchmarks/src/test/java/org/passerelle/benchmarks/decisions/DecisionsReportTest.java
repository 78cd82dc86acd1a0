package org.passerelle.benchmarks.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.benchmarks.Report;
import org.passerelle.benchmarks.engine.EngineKind;
import org.passerelle.benchmarks.workload.Variant;

final class DecisionsReportTest {
    private static final Set<String> FIELDS = Set.of(
            "name",
            "params",
            "value",
            "unit",
            "spread",
            "against",
            "ratio",
            "goal",
            "met",
            "engine",
            "variant",
            "agreements",
            "nanos",
            "error",
            "bytesPerOp",
            "agree");

    private static final Set<String> COMPILE_FIELDS =
            Set.of("name", "params", "value", "unit", "spread", "against", "ratio", "goal", "met");
    private static final List<CompileTime> COMPILING =
            List.of(new CompileTime("each further sheet", 200, 6000, 1.5, 0.1));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void writesEveryFieldOfEveryResult() throws Exception {
        Path file = directory.resolve("decisions.json");
        DecisionsReport.of(timings(10, 12, 0), COMPILING).write(file);
        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertEquals(Set.of("bench", "machine", "versions", "date", "results"), names(report));
        assertEquals("decisions", report.get("bench").textValue());
        assertTrue(report.get("machine").get("cores").intValue() > 0);
        assertEquals("1.37", report.get("versions").get("jmh").textValue());
        report.get("results")
                .forEach(result -> assertEquals(result.has("engine") ? FIELDS : COMPILE_FIELDS, names(result)));
        assertEquals(
                1,
                report.get("results").findValuesAsText("name").stream()
                        .filter(name -> name.startsWith("compile"))
                        .count());
        assertEquals(10, report.get("results").get(0).get("nanos").doubleValue());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void meetsItsGoals() {
        Report report = DecisionsReport.of(timings(10, 15, 0), COMPILING);
        assertTrue(report.met());
        assertEquals(
                5, goals(report), "against the full engine, labels alone, growth, and no allocation at both sizes");
    }

    @Test
    void missesWhenSlowerThanLabelsAlone() {
        assertFalse(DecisionsReport.of(timings(21, 21, 0), COMPILING).met());
    }

    @Test
    void missesWhenSlowerThanAHundredthOfAFullEngine() {
        List<Timing> slow =
                List.of(timing(EngineKind.PASSERELLE, 200, 10, 0), timing(EngineKind.AUTHZFORCE, 200, 999, 9000));
        assertFalse(DecisionsReport.of(slow, COMPILING).met());
    }

    @Test
    void missesWhenSlowWithManyAgreements() {
        assertFalse(DecisionsReport.of(timings(10, 15.1, 0), COMPILING).met());
    }

    @Test
    void missesWhenAnythingIsAllocated() {
        assertFalse(DecisionsReport.of(timings(10, 10, 0.5), COMPILING).met());
    }

    @Test
    void missesWhenAnEngineDisagrees() {
        Timing disagreeing = new Timing(
                EngineKind.LINEAR_SCAN, Variant.PERMIT_HEAVY, 200, Double.NaN, Double.NaN, Double.NaN, false);
        assertFalse(DecisionsReport.of(List.of(disagreeing), COMPILING).met());
    }

    private static long goals(Report report) {
        return report.results().stream()
                .filter(result -> "goal".equals(result.get("name")))
                .count();
    }

    private static List<Timing> timings(double few, double many, double bytes) {
        return List.of(
                timing(EngineKind.PASSERELLE, 200, few, bytes),
                timing(EngineKind.PASSERELLE, 20_000, many, bytes),
                timing(EngineKind.AUTHZFORCE, 200, 2200, 9000),
                timing(EngineKind.ACCUMULO_ACCESS, 200, 30, 0));
    }

    private static Timing timing(EngineKind engine, int agreements, double nanos, double bytes) {
        return new Timing(engine, Variant.PERMIT_HEAVY, agreements, nanos, 0.1, bytes, true);
    }
}
