package org.passerelle.node.demo.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.Outcome;
import org.passerelle.node.demo.Received;
import org.passerelle.node.demo.Scenario;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.Waiting;

/** Units that human-rights screening stops (HRDDP H2, H3, H4, H9). */
final class Units {
    private static final String FOCAL_POINT = "minusma.focal-point";

    private Units() {}

    static Scenario notAssessed() {
        return new Told(
                2,
                "A unit that nobody has assessed gets nothing",
                "MINUSMA has an unclassified alert in Gao; a Malian unit with an agreement, but no assessment, asks.",
                "absence",
                stage -> refused(stage, "mali-bn21-system", "NOT_ASSESSED", "DENY"));
    }

    static Scenario expiredYesterday() {
        return new Told(
                5,
                "An assessment that expired yesterday is none",
                "The unit's assessment ran out yesterday; the same alert.",
                "absence",
                stage -> refused(stage, "mali-bn35-system", "EXPIRED_ASSESSMENT", "DENY")
                        .and("a renewal task exists", renewalTask(stage.assessment(FOCAL_POINT, "has-mali-bn35"))));
    }

    private static boolean renewalTask(JsonNode entry) {
        return StreamSupport.stream(entry.path("tasks").spliterator(), false)
                .anyMatch(task -> task.path("kind")
                        .asText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("renew"));
    }

    static Scenario regimentWithdrawn() {
        return new Told(
                7,
                "The battalion is clear, its regiment is not",
                "The parent regiment's assessment is withdrawn; the most restrictive status up the chain wins.",
                "absence",
                stage -> refused(stage, "mali-bn37-system", "WITHDRAWN", "DENY"));
    }

    static Scenario commanderAlleged() {
        return new Told(
                6,
                "A new allegation against the commander holds the release",
                "The unit is clear, its commander has a new allegation graded C3; the focal point rules.",
                "absence",
                Units::playAllegation);
    }

    private static Outcome playAllegation(Stage stage) {
        String unit = "mali-bn36-system";
        Draft alert = Alerts.gao(stage, Alerts.FORCE_PROTECTION);
        String record = stage.submit("minusma-system", alert);
        Answer first = stage.read(unit, record, Alerts.FORCE_PROTECTION);
        Explanation told = stage.explain(FOCAL_POINT, unit, "READ", Alerts.FORCE_PROTECTION, record);
        boolean held = Waiting.until(() -> !stage.holds(FOCAL_POINT, record).isEmpty(), Duration.ofSeconds(15));
        boolean ruled = rule(stage, record);
        Answer second = stage.read(unit, record, Alerts.FORCE_PROTECTION);
        return Outcome.of(Received.word(first, alert), told)
                .told("HOLD", "ALLEGATION")
                .and("the hold waits for the focal point", held)
                .and("the focal point's ruling stands", ruled)
                .and("after the ruling the unit reads the warning", second.status() == 200);
    }

    private static boolean rule(Stage stage, String record) {
        List<JsonNode> holds = stage.holds(FOCAL_POINT, record);
        return !holds.isEmpty()
                && holds.stream()
                        .map(hold -> stage.rule(
                                FOCAL_POINT,
                                hold.path("id").asText(),
                                true,
                                "a warning that protects lives; the allegation concerns detentions"))
                        .allMatch(Answer::ok);
    }

    private static Outcome refused(Stage stage, String unit, String code, String verdict) {
        Draft alert = Alerts.gao(stage, Alerts.FORCE_PROTECTION);
        String record = stage.submit("minusma-system", alert);
        Answer answer = stage.read(unit, record, Alerts.FORCE_PROTECTION);
        Explanation told = stage.explain(FOCAL_POINT, unit, "READ", Alerts.FORCE_PROTECTION, record);
        return Outcome.of(Received.word(answer, alert), told)
                .told(verdict, code)
                .and("the unit learns no reason", !answer.text().contains(code));
    }
}
