package org.passerelle.node.demo.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.Outcome;
import org.passerelle.node.demo.Received;
import org.passerelle.node.demo.Scenario;
import org.passerelle.node.demo.Stage;

/** What may leave, and how it looks when it arrives. */
final class Releases {
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final String MINUSMA = "minusma-system";
    private static final String EARLY_WARNING = "early-warning";

    private Releases() {}

    static Scenario earlyWarning() {
        return new Told(
                1,
                "A confidential incident reaches the early warning desk",
                "MINUSMA shares a Confidential incident in Gao with UNOWA for early warning.",
                "record",
                Releases::playEarlyWarning);
    }

    private static Outcome playEarlyWarning(Stage stage) {
        Draft incident = Draft.of(
                        "incident", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", EARLY_WARNING))
                .in("ML", "ML-7")
                .at(-0.05, 16.27)
                .eventTime("2015-05-04T15:00:00Z")
                .grading("B2")
                .tag("event:type=\"clash\"")
                .portion("title", "Clash at a checkpoint east of Gao, report " + stage.run())
                .portion("body", "Two groups exchanged fire for an hour; traders have left the weekly market.");
        String record = stage.submit(MINUSMA, incident);
        Answer answer = stage.read("unowa-system", record, EARLY_WARNING);
        Explanation told = stage.explain(FOCAL_POINT, "unowa-system", "READ", EARLY_WARNING, record);
        return Outcome.of(Received.word(answer, incident), told)
                .told("PERMIT", "")
                .and(
                        "the grading statement travels with it",
                        !answer.json().path("gradingStatement").asText().isEmpty())
                .and(
                        "the disclosure is recorded",
                        answer.json().path("disclosure").has("id"))
                .and(
                        "screening does not apply to a UN entity",
                        told.findings("SCREENING").stream()
                                .noneMatch(finding -> finding.path("judged").asBoolean()));
    }

    static Scenario warningToAnAssessedUnit() {
        return new Told(
                3,
                "A warning reaches the assessed unit, without its source",
                "An unclassified IED warning in Gao goes to the Malian unit of agreement 9, assessed LOW.",
                "view",
                Releases::playWarning);
    }

    private static Outcome playWarning(Stage stage) {
        Draft alert = Alerts.gao(stage, Alerts.FORCE_PROTECTION);
        String record = stage.submit(MINUSMA, alert);
        Answer answer = stage.read("mali-bn33-system", record, Alerts.FORCE_PROTECTION);
        Explanation told = stage.explain(FOCAL_POINT, "mali-bn33-system", "READ", Alerts.FORCE_PROTECTION, record);
        return Outcome.of(Received.word(answer, alert), told)
                .told("PERMIT", "")
                .and(
                        "the place is told to 10 km",
                        answer.json().path("geometryPrecision").asText().equals("10km"))
                .and("the exact place does not leave", !answer.text().contains("16.4127"))
                .and(
                        "title and body arrive, no source, no person",
                        Received.fields(answer.json()).equals(List.of("title", "body")))
                .and("nothing of source or person leaves", !answer.text().contains(stage.run() + "-"))
                .and(
                        "the grading statement travels with it",
                        !answer.json().path("gradingStatement").asText().isEmpty());
    }

    static Scenario productWithoutItsSource() {
        return new Told(
                8,
                "A product without its source portion, and without a trace of it",
                "A MINUSMA product with three Unclassified portions and a Strictly Confidential source goes to EUCAP.",
                "view",
                Releases::playProduct);
    }

    private static Outcome playProduct(Stage stage) {
        Draft product = Draft.of(
                        "product", Marking.of("UN UNCLASSIFIED").tlp("AMBER").only("purposes", EARLY_WARNING))
                .in("ML", "ML-7")
                .eventTime("2015-05-31T00:00:00Z")
                .grading("B2")
                .detail("productType", "trend-report")
                .portion("title", "Road insecurity around Gao, issue " + stage.run())
                .portion("body", "Fewer attacks on lorries, more on motorcycles; markets adapt their days.")
                .portion(
                        "source",
                        "A transport union clerk, word " + stage.run() + "-clerk.",
                        Marking.of("UN STRICTLY CONFIDENTIAL").only("compartments", "SOURCE"));
        String record = stage.submit(MINUSMA, product);
        Answer answer = stage.read("eucap-system", record, EARLY_WARNING);
        Explanation told = stage.explain(MINUSMA, "eucap-system", "READ", EARLY_WARNING, record);
        return Outcome.of(Received.word(answer, product), told)
                .told("PERMIT", "ABOVE_CEILING")
                .and("three portions are permitted, one is not", told.count("PERMIT") == 3 && told.count("DENY") == 1)
                .and(
                        "the copy is labelled Unclassified",
                        answer.json().path("label").path("level").asInt(-1) == 0)
                .and(
                        "no trace of a fourth portion",
                        !answer.text().contains("source")
                                && !answer.text().contains("SOURCE")
                                && !answer.text().contains(stage.run() + "-clerk"));
    }

    static Scenario serialToThePanel() {
        return new Told(
                13,
                "A weapon's serial number goes to the Panel, and nothing flows back",
                "MINUSMA reports a weapon from Kidal to the Panel of Experts on Libya for sanctions monitoring.",
                "record",
                Releases::playSerial);
    }

    private static Outcome playSerial(Stage stage) {
        String purpose = "sanctions-monitoring";
        Draft weapon = weapon(stage, "MINUSMA", "PANEL-LIBYA").in("ML", "ML-8");
        String record = stage.submit(MINUSMA, weapon);
        Answer answer = stage.read("panel-system", record, purpose);
        Explanation told = stage.explain(FOCAL_POINT, "panel-system", "READ", purpose, record);
        String own = stage.submit(
                "panel-system", weapon(stage, "the Panel", "MINUSMA").in("ML", "ML-8"));
        JsonNode details = answer.json().path("details");
        return Outcome.of(Received.word(answer, weapon), told)
                .told("PERMIT", "")
                .and(
                        "the serial number arrives",
                        details.path("serial").asText().equals("KX-" + stage.run()))
                .and(
                        "the Panel's own record does not flow back",
                        stage.read(MINUSMA, own, purpose).absent());
    }

    private static Draft weapon(Stage stage, String finder, String recipient) {
        return Draft.of(
                        "weapon",
                        Marking.of("UN CONFIDENTIAL")
                                .tlp("AMBER+STRICT")
                                .only("purposes", "sanctions-monitoring")
                                .only("releasableTo", recipient))
                .eventTime("2015-02-11T00:00:00Z")
                .grading("A2")
                .detail("category", "rifle")
                .detail("serial", "KX-" + stage.run())
                .portion("title", "Rifle from a cache, inspected by " + finder)
                .portion("body", "Wrapped in oilcloth with eleven others of the same batch; a trace is requested.");
    }
}
