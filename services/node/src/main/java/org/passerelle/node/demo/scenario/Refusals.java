package org.passerelle.node.demo.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.passerelle.core.decision.Code;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.Outcome;
import org.passerelle.node.demo.Received;
import org.passerelle.node.demo.Scenario;
import org.passerelle.node.demo.Stage;

/** What stays where it is. */
final class Refusals {
    private Refusals() {}

    static Scenario withoutAgreement() {
        return new Told(
                10,
                "Without an agreement there is nothing",
                "Niger police ask for a restricted EUCAP report; no agreement joins the two.",
                "absence",
                Refusals::playWithoutAgreement);
    }

    private static Outcome playWithoutAgreement(Stage stage) {
        String purpose = "crime-analysis";
        Draft report = Draft.of("product", Marking.of("R-UE").tlp("AMBER").only("purposes", purpose, "early-warning"))
                .in("NE", "NE-6")
                .grading("B2")
                .detail("productType", "country-note")
                .portion("title", "Police posts on the river road, issue " + stage.run())
                .portion("body", "Posts report fewer robberies since joint patrols began.");
        String record = stage.submit("eucap-system", report);
        Answer answer = stage.read("niger-police-system", record, purpose);
        Explanation told = stage.explain("eucap-system", "niger-police-system", "READ", purpose, record);
        return Outcome.of(Received.word(answer, report), told).told("DENY", "NO_AGREEMENT");
    }

    static Scenario purposeOutsideTheClause() {
        return new Told(
                11,
                "The right partner, the wrong purpose",
                "UNODC reads a MINUSMA seizure for judicial use: registered for it, but the agreement is not.",
                "absence",
                Refusals::playPurpose);
    }

    private static Outcome playPurpose(Stage stage) {
        String purpose = "judicial";
        Draft seizure = Draft.of(
                        "seizure",
                        Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", "crime-analysis", purpose))
                .in("ML", "ML-7")
                .grading("B2")
                .detail("commodity", "cannabis-resin")
                .detail("quantity", 340.0)
                .detail("unit", "kg")
                .portion("title", "Resin under a load of dates, report " + stage.run())
                .portion("body", "Blocks with a stamp that was seen twice before on the same road.");
        String record = stage.submit("minusma-system", seizure);
        Answer answer = stage.read("unodc-system", record, purpose);
        Explanation told = stage.explain("minusma.officer", "unodc-system", "READ", purpose, record);
        return Outcome.of(Received.word(answer, seizure), told)
                .told("DENY", "PURPOSE")
                .and(
                        "a request for information is offered",
                        answer.json().path("offer").has("requestForInformation"))
                .and(
                        "for crime analysis the same record is read",
                        stage.read("unodc-system", record, "crime-analysis").ok());
    }

    static Scenario targeting() {
        return new Told(
                12,
                "Targeting is prohibited, and said so",
                "French forces ask for something, anything, with the purpose of targeting.",
                "403",
                Refusals::playTargeting);
    }

    private static Outcome playTargeting(Stage stage) {
        Draft alert = Alerts.gao(stage, Alerts.FORCE_PROTECTION);
        String record = stage.submit("minusma-system", alert);
        Answer read = stage.read("french-system", record, "targeting");
        Answer search = stage.gateway().get("french-system", "/records?purpose=targeting");
        Answer absent = stage.read("french-system", UUID.randomUUID().toString(), "targeting");
        return new Outcome(Received.word(read, alert), "REFUSED", List.of(read.code()), gate(read.code()), List.of())
                .told("REFUSED", "PURPOSE_PROHIBITED")
                .and(
                        "searching is refused alike",
                        search.status() == 403 && search.code().equals(read.code()))
                .and("so is what does not exist: no record was read", absent.status() == 403);
    }

    private static String gate(String code) {
        return Arrays.stream(Code.values())
                .filter(known -> known.name().equals(code))
                .map(known -> known.gate().name())
                .findFirst()
                .orElse("");
    }

    static Scenario sourceStatement() {
        return new Told(
                14,
                "A source statement is not there, to the last byte",
                "MINUSMA asks for a statement that the Panel has not published, and for an id that never was.",
                "absence",
                Refusals::playSourceStatement);
    }

    private static Outcome playSourceStatement(Stage stage) {
        String purpose = "sanctions-monitoring";
        Draft statement = Draft.of(
                        "product", Marking.of("UN UNCLASSIFIED").tlp("CLEAR").only("purposes", purpose))
                .in("LY", "LY-SB")
                .grading("B3")
                .tag("release:state=\"draft\"")
                .detail("productType", "source-statement")
                .portion("title", "Statement on a transfer of arms, number " + stage.run())
                .portion("body", "The witness describes the loading of crates at night.");
        String record = stage.submit("panel-system", statement);
        Answer hidden = stage.read("minusma-system", record, purpose);
        Answer absent = stage.read("minusma-system", sameShape(record), purpose);
        Explanation told = stage.explain("panel.officer", "minusma-system", "READ", purpose, record);
        return Outcome.of(Received.word(hidden, statement), told)
                .told("DENY", "OUT_OF_SCOPE")
                .and("byte for byte like an id that never existed", Bytes.alike(hidden, absent));
    }

    /** An id that looks like the given one and never existed. */
    private static String sameShape(String id) {
        return UUID.randomUUID().toString().length() == id.length()
                ? UUID.randomUUID().toString()
                : new StringBuilder(id).reverse().toString();
    }

    static Scenario aboveTheHostingCeiling() {
        return new Told(
                16,
                "What is too secret is not taken in",
                "French forces submit a \"Secret\" alert; it maps to Strictly Confidential, above their ceiling.",
                "rejected",
                Refusals::playHostingCeiling);
    }

    private static Outcome playHostingCeiling(Stage stage) {
        Draft secret = Draft.of("alert", Marking.of("FR SECRET").tlp("AMBER").only("purposes", Alerts.FORCE_PROTECTION))
                .in("ML", "ML-7")
                .grading("B2")
                .detail("urgency", "flash")
                .portion("title", "Secret warning, word " + stage.run() + "-secret")
                .portion("body", "Kept by those who know.");
        Answer answer = stage.offer("french-system", secret);
        JsonNode rejection = answer.json().path("case");
        boolean kept = StreamSupport.stream(
                        stage.gateway()
                                .get("french.officer", "/cases")
                                .orFail("the cases of the French forces")
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .anyMatch(known -> known.equals(rejection));
        Answer search =
                stage.gateway().get("french-system", "/records?purpose=force-protection&q=" + stage.run() + "-secret");
        return new Outcome(Received.word(answer, secret), "REJECT", List.of(answer.code()), "ADMIT", List.of())
                .told("REJECT", "HOSTING_CEILING")
                .and(
                        "the case keeps marking and submitter",
                        rejection.path("marking").asText().equals("FR SECRET")
                                && rejection.path("submitter").asText().equals("french-system"))
                .and("and a salted hash", !rejection.path("saltedHash").asText().isEmpty())
                .and("the submitter's party finds the case", kept)
                .and(
                        "the bytes are gone",
                        search.ok()
                                && search.json().path("items").isEmpty()
                                && !answer.text().contains(stage.run()));
    }
}
