package org.passerelle.system.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/**
 * The rules of the Human Rights Due Diligence Policy, each through the public API. Separation of duties in assessments (H8), how allegations
 * are judged (H9) and the review of what is quarantined (H10) have tests of their own beside this one.
 */
@Live
final class HumanRightsRulesTest {
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final String APPROVER = "minusma.approver";
    private static final String PROTECTION = "force-protection";
    private static final String ALERT = "UN UNCLASSIFIED//TLP:GREEN//PURPOSE force-protection";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOBODY_ASSESSED = "mali-bn21-system";

    private final LiveSystem system;
    private final Stage stage;

    HumanRightsRulesTest(LiveSystem system) {
        this.system = system;
        this.stage = system.stage();
    }

    private Explanation decided(String asker, String recipient, String type, String purpose, String label) {
        return new Explanation(system.client()
                .post(asker, "/decisions", """
                        {"recipient": "%s", "action": "READ", "purpose": "%s", "type": "%s", "country": "ML",
                         "admin1": ["ML-7"], "label": "%s"}""".formatted(recipient, purpose, type, label))
                .orFail("asking what " + recipient + " would get")
                .json());
    }

    private static boolean screened(Explanation told) {
        return told.findings("SCREENING").stream()
                .anyMatch(finding -> finding.path("judged").asBoolean(true)
                        && !finding.path("fact").asText().contains("does not apply"));
    }

    private static Draft alert(Stage stage) {
        return Draft.of("alert", Marking.of("UN UNCLASSIFIED").tlp("GREEN").only("purposes", PROTECTION))
                .in("ML", "ML-7")
                .at(-0.0431, 16.4127)
                .eventTime("2015-05-05T06:00:00Z")
                .grading("B2")
                .detail("urgency", "immediate")
                .detail("threat", "ied")
                .portion("title", "Warning " + stage.run())
                .portion("body", "An attack on the market is near.")
                .portion("persons", "Somebody, word " + stage.run() + "-name.");
    }

    @Test
    void h01ScreensWhatUnEntitiesGiveToForcesAndNothingElse() {
        assertTrue(screened(decided(FOCAL_POINT, "MALI-FORCES/MALI-BN33", "alert", PROTECTION, ALERT)));
        Explanation french = decided(
                FOCAL_POINT,
                "FRENCH-FORCES/FRENCH-GT-ERABLE",
                "alert",
                PROTECTION,
                "UN CONFIDENTIAL//TLP:AMBER//PURPOSE force-protection");
        assertTrue(screened(french), () -> french.json().toString());
        Explanation entity = decided(
                FOCAL_POINT, "UNOWA", "incident", "early-warning", "UN CONFIDENTIAL//TLP:AMBER//PURPOSE early-warning");
        assertEquals("PERMIT", entity.verdict(), () -> entity.json().toString());
        assertFalse(screened(entity), () -> entity.json().toString());
        Explanation given = decided(
                "french.officer",
                "MINUSMA",
                "alert",
                PROTECTION,
                "UN CONFIDENTIAL//TLP:AMBER//PURPOSE force-protection");
        assertEquals("PERMIT", given.verdict(), () -> given.json().toString());
        assertFalse(screened(given), () -> given.json().toString());
    }

    @Test
    void h02AUnitWithoutAnAssessmentForSupportAndPurposeGetsNothing() {
        Explanation told = decided(FOCAL_POINT, "MALI-FORCES/MALI-BN21", "alert", PROTECTION, ALERT);
        assertEquals(List.of("NOT_ASSESSED"), told.codes());
        assertEquals("DENY", told.verdict());
    }

    @Test
    void h03TheMostRestrictiveStatusUpTheChainWins() {
        Explanation told = decided(FOCAL_POINT, "MALI-FORCES/MALI-BN37", "alert", PROTECTION, ALERT);
        assertTrue(told.codes().contains("WITHDRAWN"), () -> told.json().toString());
        assertEquals("DENY", told.verdict());
    }

    /** The officer of the releasing party learns that screening stands in the way, and no more. */
    @Test
    void h03CausesAreForFocalPointsAndApprovers() {
        Explanation told = decided("minusma.officer", "MALI-FORCES/MALI-BN37", "alert", PROTECTION, ALERT);
        assertEquals(List.of("SCREENING"), told.codes());
        assertFalse(
                told.json().toString().contains("has-mali"), () -> told.json().toString());
    }

    @Test
    void h04WhatIsSuspendedOrExpiredIsDeniedAtDelivery() {
        Explanation expired = decided(FOCAL_POINT, "MALI-FORCES/MALI-BN35", "alert", PROTECTION, ALERT);
        assertEquals(List.of("EXPIRED_ASSESSMENT"), expired.codes());
        String record = stage.submit("minusma-system", alert(stage));
        String unit = "mali-bn34-c2-system";
        assertEquals(200, stage.read(unit, record, PROTECTION).status());
        stage.because(FOCAL_POINT, "/assessments/has-C2/suspensions", "arrests are reported")
                .orFail("suspending");
        try {
            assertTrue(stage.read(unit, record, PROTECTION).absent());
        } finally {
            stage.because(APPROVER, "/assessments/has-C2/reinstatements", "the reports proved false")
                    .orFail("reinstating");
        }
        assertEquals(200, stage.read(unit, record, PROTECTION).status());
    }

    /** Approved on a condition that is not met by its date: releases wait, until it is, or until the approver rules each. */
    @Test
    void h05AnOverdueConditionHolds() {
        String platform = "minusma.platform";
        posted(
                platform,
                "/parties/FRENCH-FORCES/units",
                "{\"id\": \"FRENCH-GT-SAULE\", \"name\": \"GT Saule\", \"reason\": \"raised\"}");
        posted(
                platform,
                "/units/FRENCH-GT-SAULE/commands",
                "{\"commander\": \"Commandant Odilon Verchères\", \"reason\": \"appointed\"}");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String id = posted("minusma.analyst", "/assessments", """
                        {"recipient": "FRENCH-FORCES", "unit": "FRENCH-GT-SAULE", "country": "ML", "risk": "LOW",
                         "supportCategories": ["operational-information"], "purposes": ["force-protection"],
                         "validFrom": "%s", "validUntil": "%s", "treatmentAssurance": true, "rationale": "Warnings only.",
                         "reason": "asked for", "mitigations": [{"id": "briefing", "description": "briefing on civilians",
                           "owner": "minusma.focal-point", "due": "%s"}],
                         "dossier": {"accountability": "Trials.", "mitigationCapacity": "A legal adviser.",
                           "consequencesOfGiving": "Patrols avoid mines.", "consequencesOfWithholding": "They do not."}}
                        """.formatted(
                                now, now.plus(Duration.ofDays(90)), now.plusSeconds(15)))
                .json()
                .path("assessment")
                .path("id")
                .asText();
        step("minusma.analyst", id, "submissions", "{\"reason\": \"ready\"}");
        step(FOCAL_POINT, id, "reviews", "{\"accepted\": true, \"reason\": \"sound\"}");
        step(APPROVER, id, "approvals", "{\"decision\": \"APPROVED_CONDITIONAL\", \"reason\": \"with a briefing\"}");
        String unit = "FRENCH-FORCES/FRENCH-GT-SAULE";
        assertTrue(Waiting.until(
                () -> decided(FOCAL_POINT, unit, "alert", PROTECTION, ALERT)
                        .codes()
                        .equals(List.of("MITIGATION_OVERDUE")),
                PATIENCE));
        assertEquals(
                "HOLD", decided(FOCAL_POINT, unit, "alert", PROTECTION, ALERT).verdict());
        step(
                FOCAL_POINT,
                id,
                "mitigations/briefing/completions",
                "{\"evidence\": \"attendance list of the briefing\"}");
        assertEquals(
                "PERMIT", decided(FOCAL_POINT, unit, "alert", PROTECTION, ALERT).verdict());
    }

    private void step(String account, String id, String what, String body) {
        String tag = system.client()
                .get(FOCAL_POINT, "/assessments/" + id)
                .orFail("the assessment")
                .header("ETag")
                .orElseThrow();
        Answer answer = system.client().post(account, "/assessments/" + id + "/" + what, Map.of("If-Match", tag), body);
        assertEquals(201, answer.status(), answer::text);
    }

    private Answer posted(String account, String path, String body) {
        Answer answer = system.client().post(account, path, body);
        assertEquals(201, answer.status(), answer::text);
        return answer;
    }

    /** LOW becomes MEDIUM, which passes with the assurance on file; MEDIUM becomes HIGH, which waits for the approver. */
    @Test
    void h06PersonalDataAtRiskRaisesTheRisk() {
        assertEquals(
                "PERMIT",
                decided(FOCAL_POINT, "MALI-FORCES/MALI-BN33", "alert", PROTECTION, ALERT + "//FLAG personal-data-risk")
                        .verdict());
        Explanation held = decided(
                "unodc.officer",
                "JAITF-BAMAKO/JAITF-BAMAKO-SENOU",
                "seizure",
                "crime-analysis",
                "UN UNCLASSIFIED//TLP:AMBER//PURPOSE crime-analysis//FLAG personal-data-risk");
        assertEquals("HOLD", held.verdict(), () -> held.json().toString());
    }

    /** For one record and one unit, by somebody who has neither asked nor written, of the little that the code lets pass, and reviewed. */
    @Test
    void h07AnExemptionLetsOneWarningPassForItsTime() {
        String record = stage.submit("minusma-system", alert(stage));
        String other = stage.submit("minusma-system", alert(stage));
        assertTrue(stage.read(NOBODY_ASSESSED, record, PROTECTION).absent());
        String id = exemption(record, "imminent-threat-to-life", "MALI-BN21")
                .orFail("asking")
                .json()
                .path("exemption")
                .path("id")
                .asText();
        assertTrue(stage.read(NOBODY_ASSESSED, record, PROTECTION).absent(), "asking releases nothing");
        assertEquals(
                409,
                stage.because(FOCAL_POINT, "/exemptions/" + id + "/reviews", "too early")
                        .status());
        stage.because(APPROVER, "/exemptions/" + id + "/approvals", "lives are in danger")
                .orFail("approving");
        Answer read = stage.read(NOBODY_ASSESSED, record, PROTECTION);
        assertEquals(200, read.status(), read::text);
        assertTrue(read.text().contains("An attack on the market is near."), read::text);
        assertFalse(read.text().contains(stage.run() + "-name"), read::text);
        assertTrue(stage.read(NOBODY_ASSESSED, other, PROTECTION).absent(), "another record is not meant");
        assertTrue(found(record), "search finds it while the exemption lasts");
        assertTrue(task(id), "the after-review is somebody's task");
        stage.because(FOCAL_POINT, "/exemptions/" + id + "/terminations", "the danger is over")
                .orFail("ending");
        assertTrue(stage.read(NOBODY_ASSESSED, record, PROTECTION).absent());
        assertEquals(
                409,
                stage.because(APPROVER, "/exemptions/" + id + "/reviews", "by the approver")
                        .status());
        stage.because(FOCAL_POINT, "/exemptions/" + id + "/reviews", "the warning was needed")
                .orFail("reviewing");
    }

    @Test
    void h07NoExemptionLiftsAWithdrawal() {
        String record = stage.submit("minusma-system", alert(stage));
        String id = exemption(record, "imminent-threat-to-life", "MALI-BN37")
                .orFail("asking")
                .json()
                .path("exemption")
                .path("id")
                .asText();
        stage.because(APPROVER, "/exemptions/" + id + "/approvals", "lives are in danger")
                .orFail("approving");
        assertTrue(stage.read("mali-bn37-system", record, PROTECTION).absent());
        assertEquals(409, exemption(record, "unheard", "MALI-BN21").status());
        assertEquals(
                404,
                exemption("no-such-record", "imminent-threat-to-life", "MALI-BN21")
                        .status());
        stage.because(FOCAL_POINT, "/exemptions/" + id + "/terminations", "of no use")
                .orFail("ending");
    }

    private Answer exemption(String record, String code, String unit) {
        return system.client().post(FOCAL_POINT, "/exemptions", """
                {"code": "%s", "unit": "%s", "record": "%s", "purpose": "force-protection",
                 "reason": "an attack is expected within hours"}""".formatted(code, unit, record));
    }

    private boolean found(String record) {
        JsonNode items = system.client()
                .get(NOBODY_ASSESSED, "/records?purpose=force-protection&q=market")
                .orFail("searching")
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .anyMatch(item -> item.path("id").asText().equals(record));
    }

    private boolean task(String about) {
        return Waiting.until(
                () -> system.client()
                        .get(FOCAL_POINT, "/tasks")
                        .orFail("tasks")
                        .text()
                        .contains(about),
                PATIENCE);
    }

    /** Neither the author of an assessment lifts its suspension, nor does anybody but the assessing party's focal point rule the hold. */
    @Test
    void h08NobodyDecidesForTheirOwnWorkOrBenefit() {
        stage.because(FOCAL_POINT, "/assessments/has-C1/suspensions", "arrests are reported")
                .orFail("suspending");
        try {
            assertFalse(stage.because("minusma.analyst", "/assessments/has-C1/reinstatements", "by its author")
                    .ok());
            assertEquals(
                    "DENY",
                    decided(FOCAL_POINT, "MALI-FORCES/MALI-BN34-C1", "alert", PROTECTION, ALERT)
                            .verdict());
        } finally {
            stage.because(APPROVER, "/assessments/has-C1/reinstatements", "the reports proved false")
                    .orFail("reinstating");
        }
        String record = stage.submit("minusma-system", alert(stage));
        assertTrue(stage.read("mali-bn36-system", record, PROTECTION).absent());
        assertTrue(Waiting.until(() -> !stage.holds(FOCAL_POINT, record).isEmpty(), PATIENCE));
        String hold = stage.holds(FOCAL_POINT, record).getFirst().path("id").asText();
        assertTrue(
                stage.rule("minusma.officer", hold, true, "by whoever releases").absent());
        assertTrue(stage.rule("unowa.approver", hold, true, "by another party").absent());
    }

    @Test
    void h09AnAllegationHoldsAndIsNoGuilt() {
        Explanation told = decided(FOCAL_POINT, "MALI-FORCES/MALI-BN36", "alert", PROTECTION, ALERT);
        assertEquals(List.of("ALLEGATION"), told.codes());
        assertEquals("HOLD", told.verdict());
        assertEquals(
                "APPROVED",
                stage.assessment(FOCAL_POINT, "has-mali-bn36")
                        .path("assessment")
                        .path("state")
                        .asText());
    }

    @Test
    void h10WhatMayComeFromMistreatmentIsQuarantined() {
        Draft flagged = Draft.of(
                        "alert",
                        Marking.of("UN UNCLASSIFIED")
                                .tlp("GREEN")
                                .only("purposes", PROTECTION)
                                .only("flags", "possible-mistreatment"))
                .in("ML", "ML-7")
                .at(-0.0431, 16.4127)
                .eventTime("2015-05-05T06:00:00Z")
                .grading("C3")
                .detail("urgency", "immediate")
                .detail("threat", "ied")
                .portion("title", "Said in custody " + stage.run());
        String record = stage.submit("minusma-system", flagged);
        assertTrue(stage.read("mali-bn33-system", record, PROTECTION).absent());
        assertTrue(
                stage.read("minusma.officer", record, PROTECTION).absent(),
                "its own party reads it no more than others");
    }

    /** What was decided upon, under which version and why, stays: also against whoever holds the database password. */
    @Test
    void h11InputsAndReasonsAreKeptAndNeverRewritten() throws SQLException, CannotStart {
        String record = stage.submit("minusma-system", alert(stage));
        stage.read("mali-bn33-system", record, PROTECTION).orFail("reading");
        assertTrue(kept("has-mali-bn33", "09-minusma-to-mali-bn33"), "no entry names assessment and clause");
        String password = Secrets.of(system.home()).system().databasePassword();
        try (Connection database = DriverManager.getConnection(system.database(), "passerelle", password)) {
            for (String table :
                    List.of("assessment", "assessment_event", "allegation", "allegation_event", "exemption")) {
                String rewriting = "delete from screening." + table;
                assertThrows(
                        SQLException.class, () -> database.createStatement().execute(rewriting), rewriting);
            }
        }
    }

    /** Whether an entry of the releaser's log names all of these; the log is read to its end. */
    private boolean kept(String... names) {
        long after = 0;
        while (true) {
            JsonNode entries = system.client()
                    .get("minusma.auditor", "/audit/entries?limit=1000&after=" + after)
                    .orFail("the audit log")
                    .json()
                    .path("entries");
            if (entries.isEmpty()) {
                return false;
            }
            if (StreamSupport.stream(entries.spliterator(), false)
                    .anyMatch(entry -> List.of(names).stream().allMatch(entry.toString()::contains))) {
                return true;
            }
            after = entries.get(entries.size() - 1).path("index").asLong() + 1;
        }
    }
}
