package org.passerelle.system.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.passerelle.node.bench.Plan;
import org.passerelle.node.bench.RevocationBench;
import org.passerelle.node.bench.RevocationReport;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** The benchmark of revocation, in small: what it measures is measured by {@code passerelle bench revocation}. */
@Live
@Order(Order.DEFAULT + 1)
class RevocationBenchTest {
    private final LiveSystem system;

    RevocationBenchTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void nothingLeavesAfterASuspensionWhetherAllGatewaysRunOrOneIsStopped() throws CannotStart, InterruptedException {
        Plan plan = Plan.few();
        system.lookAway();
        try {
            RevocationReport report = new RevocationBench(system.target(), plan, System.err).run();
            Map<String, Object> json = report.json();
            assertEquals(plan.warmUp() + plan.suspensions(), report.cuts().size(), () -> Json.write(json));
            assertEquals(0, report.violations(), () -> Json.write(json));
            assertTrue(report.seen().disclosures() > 0, () -> Json.write(json));
            assertTrue(report.residualWithin(), () -> Json.write(json));
        } finally {
            system.watch();
        }
    }
}
