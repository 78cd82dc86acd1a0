package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.gateway.DiligenceAnswers.AT;
import static org.passerelle.gateway.DiligenceAnswers.COMMANDER;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.decision.Code;
import org.passerelle.core.message.History;
import org.passerelle.gateway.text.PrintedPages;

/** The record of due diligence of a disclosure: told to the releaser's reviewers alone, as things stood, in every form. */
final class DiligenceDoorTest {
    private static final String RECORD = "/disclosures/d-1/due-diligence";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private volatile List<History.Ruling> rulings = List.of();

    @BeforeEach
    void open() {
        gateway = DiligenceAnswers.opened(home, ask -> List.of(), () -> rulings);
        contract = new KeptContract(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<byte[]> bytes(String path, String accept) throws Exception {
        return DiligenceAnswers.bytes(gateway, path, accept);
    }

    @Test
    void showsARecordOfDueDiligenceAsThingsStood() {
        JsonObject record = contract.keeps("getDueDiligence", 200, gateway.get("river.focal", RECORD));
        assertEquals(COMMANDER, record.getJsonObject("recipient").getString("commander"));
        assertEquals("BN1", record.getJsonObject("recipient").getString("unit"));
        assertEquals(1, record.getInteger("policyVersion"));
        assertEquals(17, record.getInteger("leaf"));
        JsonObject clause = record.getJsonArray("items")
                .getJsonObject(0)
                .getJsonArray("clauses")
                .getJsonObject(0);
        assertEquals("river-lake", clause.getString("agreement"));
        assertEquals("incident", record.getJsonArray("items").getJsonObject(0).getString("type"));
        JsonObject assessment = record.getJsonArray("assessments").getJsonObject(0);
        assertEquals("river.approver", assessment.getString("approver"));
        JsonObject exemption = record.getJsonArray("exemptions").getJsonObject(0);
        assertEquals("river.approver", exemption.getString("approver"));
        assertEquals("Lives are in danger.", exemption.getString("approval"));
        assertTrue(gateway.answers.notes.stream()
                .anyMatch(note -> note.kind().equals("due-diligence-opened")
                        && note.subject().equals("river.focal")
                        && note.detail().equals("d-1")));
    }

    @Test
    void tellsOnWhatWasRuledToFocalPointsAndApproversOfThePartyThatRuledAlone() throws Exception {
        rulings = List.of(ruling("RIVER", "allegation-own"), ruling("MARSH", "allegation-other"));
        JsonArray told = contract.keeps("getDueDiligence", 200, gateway.get("river.focal", RECORD))
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonArray("rulings");
        assertEquals("allegation-own", told.getJsonObject(0).getString("matter"));
        assertFalse(told.getJsonObject(1).containsKey("matter"));
        String page = new String(bytes(RECORD, "text/html").body(), StandardCharsets.UTF_8);
        assertTrue(page.contains("allegation-own") && !page.contains("allegation-other"), page);
        String audited = gateway.get("river.auditor", RECORD).body();
        assertTrue(audited.contains("looked into") && !audited.contains("allegation-o"), audited);
    }

    private static History.Ruling ruling(String party, String matter) {
        return new History.Ruling(
                "hold-" + party,
                Code.ALLEGATION,
                matter,
                "1",
                party + "-focal",
                party,
                "looked into",
                AT.minusSeconds(7200),
                AT.plusSeconds(7200));
    }

    @Test
    void isPrintedOnOnePageWithAssessmentMitigationAndApprover() throws Exception {
        for (String language : List.of("en", "fr", "ar")) {
            HttpResponse<byte[]> pdf = bytes(RECORD + "?lang=" + language, "application/pdf");
            assertEquals(200, pdf.statusCode(), new String(pdf.body(), StandardCharsets.UTF_8));
            PrintedPages pages = PrintedPages.of(pdf.body());
            assertEquals(1, pages.count());
            String printed = pages.unbroken();
            for (String fact : List.of(
                    "has-bn1",
                    "river.approver",
                    "Briefingontraining",
                    "exemption-1",
                    "ColonelIdrissaFictif",
                    "cd".repeat(32),
                    "river-to-lake")) {
                assertTrue(printed.contains(fact), fact + " in " + printed);
            }
            String page =
                    new String(bytes(RECORD + "?lang=" + language, "text/html").body(), StandardCharsets.UTF_8);
            assertTrue(page.contains("has-bn1") && page.contains("Briefing on training"), page);
        }
    }

    @Test
    void isAbsentForWhoeverIsNotOfTheReleaserAndClosedToWhoeverHoldsNoSuchRole() {
        HttpResponse<String> never = gateway.get("river.focal", "/disclosures/never/due-diligence");
        contract.keeps("getDueDiligence", 404, never);
        for (String other : List.of("lake.focal", "lake.officer")) {
            HttpResponse<String> absent = gateway.get(other, RECORD);
            assertEquals(404, absent.statusCode(), other);
            assertEquals(shape(never.body()), shape(absent.body()));
        }
        for (String roleless : List.of("marsh.officer", "river.officer")) {
            assertEquals(403, gateway.get(roleless, RECORD).statusCode(), roleless);
        }
        assertEquals(200, gateway.get("river.auditor", RECORD).statusCode());
        assertEquals(
                403,
                gateway.get("river.auditor", "/assessments/has-bde/releases").statusCode());
        assertEquals(
                404, gateway.get("lake.focal", "/assessments/has-bde/releases").statusCode());
    }

    private static Set<String> shape(String problem) {
        JsonObject json = new JsonObject(problem);
        assertEquals("urn:passerelle:problem:not-found", json.getString("type"));
        return json.fieldNames();
    }
}
