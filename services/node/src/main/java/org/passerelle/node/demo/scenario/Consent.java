package org.passerelle.node.demo.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.Outcome;
import org.passerelle.node.demo.Received;
import org.passerelle.node.demo.Scenario;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.Waiting;

/** The originator keeps control of what others derive from its information. */
final class Consent {
    private static final String PURPOSE = "crime-analysis";
    private static final String RECIPIENT = "unodc-system";
    private static final String RULER = "french.officer";

    private Consent() {}

    static Scenario originatorControlled() {
        return new Told(
                9,
                "A portion waits for the consent of those it came from",
                "A MINUSMA product cites a French alert, originator-controlled; UNODC asks, then the French consent.",
                "view",
                Consent::play);
    }

    private static Outcome play(Stage stage) {
        String alert = stage.submit("french-system", alert(stage));
        Draft product = product(stage, alert);
        String record = stage.submit("minusma-system", product);
        Answer before = stage.read(RECIPIENT, record, PURPOSE);
        Explanation told = stage.explain("minusma.officer", RECIPIENT, "READ", PURPOSE, record);
        boolean asked = Waiting.until(() -> !stage.holds(RULER, record).isEmpty(), Duration.ofSeconds(15));
        boolean consented = consent(stage, record);
        Answer after = stage.read(RECIPIENT, record, PURPOSE);
        boolean other = !before.header("ETag").equals(after.header("ETag"));
        return new Outcome(
                        Received.word(before, product), told.verdictOn("summary"), told.codes(), told.gate(), List.of())
                .told("HOLD", "ORIGINATOR_CONSENT")
                .and(
                        "the product arrives without the portion",
                        Received.fields(before.json()).equals(List.of("title", "body")))
                .and("nothing of the portion leaves", !before.text().contains(stage.run() + "-wells"))
                .and("the French are asked, and consent", asked && consented)
                .and(
                        "a new version of the view has the portion",
                        other && Received.fields(after.json()).equals(List.of("title", "body", "summary")));
    }

    private static Draft alert(Stage stage) {
        return Draft.of(
                        "alert",
                        Marking.of("FR DIFFUSION RESTREINTE")
                                .tlp("AMBER")
                                .only("purposes", Alerts.FORCE_PROTECTION, PURPOSE)
                                .only("onward"))
                .in("ML", "ML-7")
                .eventTime("2015-05-18T20:00:00Z")
                .grading("B2")
                .detail("urgency", "priority")
                .portion("title", "Pick-up between two wells, report " + stage.run())
                .portion("body", "Loaded with cans, without lights, it avoids the held roads.");
    }

    private static Draft product(Stage stage, String source) {
        return Draft.of("product", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", PURPOSE))
                .in("ML", "ML-7")
                .eventTime("2015-05-31T00:00:00Z")
                .grading("B3")
                .detail("productType", "assessment")
                .portion("title", "Fuel on the desert roads, issue " + stage.run())
                .portion("body", "Fuel is sold on credit and settled in kind; prices tell where convoys gather.")
                .derived("summary", "Pick-ups with cans between the wells, word " + stage.run() + "-wells.", source);
    }

    private static boolean consent(Stage stage, String record) {
        List<JsonNode> holds = stage.holds(RULER, record);
        return !holds.isEmpty()
                && holds.stream()
                        .map(hold ->
                                stage.rule(RULER, hold.path("id").asText(), true, "no detachment can be recognised"))
                        .allMatch(Answer::ok);
    }
}
