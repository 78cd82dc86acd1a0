package org.passerelle.system.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.EventStream;
import org.passerelle.node.demo.Stage;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** What befalls a battalion befalls its companies, on every gateway, by the time the call returns (HRDDP H3, H4). */
@Live
final class BattalionDropTest {
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final String PROTECTION = "force-protection";
    private static final List<String> COMPANIES = List.of("mali-bn34-c1-system", "mali-bn34-c2-system");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LiveSystem system;

    BattalionDropTest(LiveSystem system) {
        this.system = system;
    }

    private List<Stage> gateways() {
        return IntStream.range(0, system.gateways().size())
                .mapToObj(node -> new Stage(system.client(node)))
                .toList();
    }

    private String submitted() {
        return system.stage()
                .submit(
                        "minusma-system",
                        Draft.of(
                                        "alert",
                                        Marking.of("UN UNCLASSIFIED")
                                                .tlp("GREEN")
                                                .only("purposes", PROTECTION))
                                .in("ML", "ML-7")
                                .at(-0.04, 16.41)
                                .eventTime("2015-05-05T06:00:00Z")
                                .grading("B2")
                                .detail("urgency", "immediate")
                                .detail("threat", "ied")
                                .portion("title", "Device on the road")
                                .portion("body", "Take the western track."));
    }

    @Test
    void aStatusDropOfTheBattalionEndsItsCompaniesReadsAndStreamsOnEveryGateway() throws IOException {
        List<EventStream> streams = new ArrayList<>();
        try {
            for (Stage gateway : gateways()) {
                for (String company : COMPANIES) {
                    streams.add(gateway.stream(company, PROTECTION, gateway.feedEnd(company, PROTECTION)));
                }
            }
            String record = submitted();
            for (EventStream stream : streams) {
                assertTrue(stream.receives(record, PATIENCE), "while the battalion was clear");
            }
            gateways()
                    .forEach(gateway -> COMPANIES.forEach(company -> assertEquals(
                            200, gateway.read(company, record, PROTECTION).status())));
            Stage anywhere = system.stage();
            Answer suspended = anywhere.because(
                    FOCAL_POINT, "/assessments/has-mali-bn34/suspensions", "arrests by the battalion are reported");
            // From here on nothing: the call has returned.
            gateways()
                    .forEach(gateway -> COMPANIES.forEach(company ->
                            assertTrue(gateway.read(company, record, PROTECTION).absent(), company)));
            assertEquals(201, suspended.status(), suspended::text);
            String later = submitted();
            for (EventStream stream : streams) {
                assertTrue(stream.ends(PATIENCE), "a live stream has ended");
                EventStream.Event last = stream.events().getLast();
                assertEquals("end", last.name(), "neutrally");
                assertTrue(
                        stream.events().stream().noneMatch(event -> event.data().contains(later)));
            }
        } finally {
            for (EventStream stream : streams) {
                stream.close();
            }
            system.stage()
                    .because(
                            "minusma.approver", "/assessments/has-mali-bn34/reinstatements", "the reports proved false")
                    .orFail("reinstating");
        }
    }
}
