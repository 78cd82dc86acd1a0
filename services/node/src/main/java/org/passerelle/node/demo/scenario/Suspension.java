package org.passerelle.node.demo.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.EventStream;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.Outcome;
import org.passerelle.node.demo.Received;
import org.passerelle.node.demo.Scenario;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.demo.StoryInterrupted;

/** A unit is suspended while a release waits for it and its stream is open (HRDDP H4). */
final class Suspension {
    private static final String UNIT = "mali-bn34-system";
    private static final String ASSESSMENT = "has-mali-bn34";
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Suspension() {}

    static Scenario whileQueued() {
        return new Told(
                4,
                "Suspended while the release is queued and the stream is open",
                "A warning waits in the unit's feed and another feed of it streams live; then the unit is suspended.",
                "absence",
                Suspension::play);
    }

    private static Outcome play(Stage stage) {
        reinstate(stage);
        String cursor = stage.feedEnd(UNIT, Alerts.CIVILIANS);
        try (EventStream stream =
                stage.stream(UNIT, Alerts.FORCE_PROTECTION, stage.feedEnd(UNIT, Alerts.FORCE_PROTECTION))) {
            String live = stage.submit("minusma-system", Alerts.gao(stage, Alerts.FORCE_PROTECTION));
            boolean streamed = stream.receives(live, PATIENCE);
            Draft alert = Alerts.gao(stage, Alerts.CIVILIANS);
            String queued = stage.submit("minusma-system", alert);
            Answer suspended = stage.because(
                    FOCAL_POINT, "/assessments/" + ASSESSMENT + "/suspensions", "reports of arrests by the unit");
            boolean ended = stream.ends(PATIENCE);
            JsonNode page = stage.feed(UNIT, Alerts.CIVILIANS, cursor, 0);
            Answer read = stage.read(UNIT, queued, Alerts.CIVILIANS);
            Explanation told = stage.explain(FOCAL_POINT, UNIT, "PUSH", Alerts.CIVILIANS, queued);
            return Outcome.of(Received.word(read, alert), told)
                    .told("DENY", "SUSPENDED")
                    .and("while it was clear, the stream delivered", streamed)
                    .and("the suspension took effect on every gateway", suspended.ok())
                    .and("the stream ended without a reason", ended && neutral(stream))
                    .and(
                            "the queued release is not delivered",
                            page.path("items").isEmpty());
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        } finally {
            reinstate(stage);
        }
    }

    private static boolean neutral(EventStream stream) {
        EventStream.Event last = stream.events().getLast();
        return last.name().equals("end")
                && !last.data().toUpperCase(java.util.Locale.ROOT).contains("SUSPEND");
    }

    private static void reinstate(Stage stage) {
        String state = stage.assessment(FOCAL_POINT, ASSESSMENT)
                .path("assessment")
                .path("state")
                .asText();
        if (!state.equals("SUSPENDED")) {
            return;
        }
        Answer answer = stage.because(
                "minusma.approver", "/assessments/" + ASSESSMENT + "/reinstatements", "the reports proved false");
        if (!answer.ok()) {
            throw new StoryInterrupted("the reinstatement was answered with " + answer.status());
        }
    }
}
