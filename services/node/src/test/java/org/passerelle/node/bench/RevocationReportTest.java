package org.passerelle.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.node.bench.StoppedGateway.Round;
import org.passerelle.platform.json.Json;

class RevocationReportTest {
    private static final Plan PLAN = plan(0);
    private static final Counts.Seen SEEN = new Counts.Seen(1000, 800, 200, 0, 50, 10, 0, 90);
    private static final Cut QUIET = cut(10, 0);

    @Test
    void takesPercentilesByNearestRank() {
        RevocationReport report = report(hundred(), 0, 0, List.of());
        assertEquals(50, report.percentile(50));
        assertEquals(99, report.percentile(99));
        assertEquals(100, report.percentile(100));
        assertEquals(0, report(List.of(), 0, 0, List.of()).percentile(99));
        assertEquals(7, report(List.of(cut(7, 0)), 0, 0, List.of()).percentile(50));
    }

    @Test
    void isMetOnlyWhenNothingWasLateAndEnoughWasSuspended() {
        assertTrue(report(hundred(), 0, 0, List.of(round(4500, 2, 2, 1))).met());
        assertFalse(report(hundred(), 1, 0, List.of()).met(), "a leaf that depends on it");
        assertFalse(report(hundred(), 0, 1, List.of()).met(), "a chunk later than W");
        assertFalse(report(hundred().subList(0, 99), 0, 0, List.of()).met(), "too few suspensions");
        assertFalse(report(hundred(), 0, 0, List.of(round(4501, 2, 0, 0))).met(), "too long with a gateway stopped");
        assertFalse(report(hundred(), 0, 0, List.of(round(100, 2, 3, 0))).met(), "more than waited there");
        assertFalse(report(slow(), 0, 0, List.of()).met(), "the slowest in a hundred");
    }

    @Test
    void isNotMetWhenNothingWasEverDisclosed() {
        Counts.Seen nothing = new Counts.Seen(1000, 0, 1000, 0, 0, 0, 0, 0);
        assertFalse(new RevocationReport(PLAN, hundred(), 10, 0, 0, 0, 0, List.of(), nothing).met());
    }

    @Test
    void countsReadsThatDiscloseAfterTheCallHasReturned() {
        List<Cut> one = List.of(cut(10, 2), QUIET);
        Round elsewhere = new Round(100, 1, 0, 0, cut(10, 1));
        assertEquals(6, report(one, 1, 2, List.of(elsewhere)).violations());
    }

    @Test
    void tellsTheAgreedFields() {
        Map<String, Object> json =
                report(hundred(), 0, 0, List.of(round(3000, 2, 1, 1))).json();
        assertEquals(100, json.get("suspensions"));
        assertEquals(0L, json.get("violations"));
        assertEquals(10.0, json.get("perSecond"));
        assertEquals(50.0, json.get("p50Millis"));
        assertEquals(99.0, json.get("p99Millis"));
        JsonNode stopped = Json.tree(json).path("stoppedGateway");
        assertEquals(3000, stopped.path("greatestMillis").asDouble());
        assertEquals(2, stopped.path("inFlight").asInt());
        assertEquals(1, stopped.path("residualAnswers").asInt());
    }

    @Test
    void aLeafViolatesOnlyWhatItDependsOnAndOnlyBetweenReturnAndResumption() {
        Cut agreement = new Cut("agreement", 1, "MINUSMA", Subject.names("clauses", "c-1"), 5, 8, 0, 3);
        Cut account = new Cut("account", 1, "MINUSMA", Subject.says("subject", "somebody"), 5, 8, 0, 3);
        Cut consent = new Cut("consent", 1, "MINUSMA", Subject.about("r-2"), 5, 8, 0, 3);
        List<Cut> all = List.of(agreement, account, consent);
        assertEquals(0, Verdicts.violations(List.of(leaf(4, "c-1"), leaf(8, "c-1"), leaf(6, "c-2")), all));
        assertEquals(2, Verdicts.violations(List.of(leaf(5, "c-1"), leaf(7, "c-1")), List.of(agreement)));
        assertEquals(1, Verdicts.violations(List.of(leaf(7, "c-2")), List.of(consentOf("r-1"))));
        assertEquals(0, Verdicts.violations(List.of(leaf(7, "c-2")), List.of(consent)));
    }

    @Test
    void aWarmUpIsNotTimedButNothingMayLeakInItEither() {
        List<Cut> cuts = new ArrayList<>(List.of(cut(4000, 0), cut(3000, 1)));
        cuts.addAll(hundred());
        RevocationReport report = new RevocationReport(plan(2), cuts, 10, 0, 0, 0, 0, List.of(), SEEN);
        assertEquals(100, report.percentile(100));
        assertEquals(1, report.violations());
        assertEquals(
                4000,
                Json.tree(report.json()).path("warmUp").path("greatestMillis").asDouble());
        assertFalse(new RevocationReport(plan(3), hundred(), 10, 0, 0, 0, 0, List.of(), SEEN).met(), "97 were timed");
    }

    private static Plan plan(int warmUp) {
        return new Plan(
                warmUp,
                100,
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                1,
                Duration.ofMillis(4500));
    }

    private static Cut consentOf(String record) {
        return new Cut("consent", 1, "MINUSMA", Subject.about(record), 5, 8, 0, 3);
    }

    private static Books.Leaf leaf(long position, String clause) {
        return new Books.Leaf(
                position,
                Json.tree("{\"subject\":\"else\",\"items\":[{\"recordId\":\"r-1\",\"clauses\":[\"%s\"]}]}"
                        .formatted(clause)));
    }

    private static List<Cut> hundred() {
        return IntStream.rangeClosed(1, 100).mapToObj(millis -> cut(millis, 0)).toList();
    }

    private static List<Cut> slow() {
        return IntStream.rangeClosed(1, 100)
                .mapToObj(each -> cut(each < 99 ? 10 : 251, 0))
                .toList();
    }

    private static Cut cut(double millis, int disclosed) {
        return new Cut("agreement", millis, "MINUSMA", leaf -> false, 0, 0, disclosed, 3 - disclosed);
    }

    private static Round round(double millis, int inFlight, int answers, long chunks) {
        return new Round(millis, inFlight, answers, chunks, QUIET);
    }

    private static RevocationReport report(List<Cut> cuts, long leaves, long late, List<Round> rounds) {
        return new RevocationReport(PLAN, cuts, 10, leaves, late, 5000, 3, rounds, SEEN);
    }
}
