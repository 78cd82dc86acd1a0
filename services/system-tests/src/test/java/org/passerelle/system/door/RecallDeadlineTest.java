package org.passerelle.system.door;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** A recall that nobody acknowledges becomes overdue and is escalated; the deadlines are configuration. */
@Live
class RecallDeadlineTest {
    private final Stage stage;

    RecallDeadlineTest(LiveSystem system) {
        this.stage = system.stage();
    }

    @Test
    void unacknowledgedNoticeBecomesOverdueAndIsEscalated() {
        String record = stage.submit(
                "minusma-system",
                Draft.of("incident", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", "early-warning"))
                        .in("ML", "ML-7")
                        .portion("title", "to be recalled")
                        .portion("body", "soon"));
        assertTrue(stage.read("unowa-system", record, "early-warning").ok());
        assertTrue(stage.because("minusma-system", "/records/" + record + "/recalls", "wrong")
                .ok());
        Supplier<String> state = () -> stage.gateway()
                .get("minusma-system", "/records/" + record + "/recalls")
                .json()
                .at("/items/0/notices/0/state")
                .asText();
        assertTrue(Waiting.until(() -> state.get().equals("overdue"), Duration.ofSeconds(40)), state);
        assertTrue(Waiting.until(() -> state.get().equals("escalated"), Duration.ofSeconds(20)), state);
    }
}
