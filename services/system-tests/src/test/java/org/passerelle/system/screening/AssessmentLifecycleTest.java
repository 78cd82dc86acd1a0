package org.passerelle.system.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/**
 * An assessment is drafted, reviewed and approved by three persons, withdrawn, and remedied by its successor; what follows for releases is
 * read through the gateways as soon as each answer has come.
 */
@Live
final class AssessmentLifecycleTest {
    private static final String PLATFORM = "minusma.platform";
    private static final String ANALYST = "minusma.analyst";
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final String APPROVER = "minusma.approver";
    private static final String BECAUSE = "{\"reason\": \"because\"}";
    private static final String QUESTION = """
            {"recipient": "FRENCH-FORCES/FRENCH-GT-PEUPLIER", "action": "READ", "purpose": "force-protection",
             "type": "alert", "country": "ML", "admin1": ["ML-7"],
             "label": "UN UNCLASSIFIED//TLP:GREEN//PURPOSE force-protection"}""";
    private static final String ALERT = """
            {"type": "alert", "language": "en",
             "label": {"marking": "UN UNCLASSIFIED", "tlp": "GREEN", "purposes": ["force-protection"]},
             "eventTime": "2015-05-05T06:00:00Z", "country": "ML", "admin1": ["ML-7"],
             "geometry": {"type": "Point", "coordinates": [-0.04, 16.41]}, "grading": "B2",
             "tags": ["event:type=\\"ied\\""], "details": {"urgency": "immediate", "threat": "ied"}, "derivedFrom": [],
             "portions": [{"field": "title", "text": "Disturbed earth on the track by the wells"}]}""";

    private final LiveSystem system;

    AssessmentLifecycleTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void anApprovalMakesReleasesPossibleUntilItIsWithdrawnAndItsRemediationDoesAgain() {
        created("FRENCH-FORCES", "FRENCH-GT-PEUPLIER", "Commandant Florent Hautecombe");
        assertEquals("DENY NOT_ASSESSED", decision());

        String id = drafted("FRENCH-FORCES", "FRENCH-GT-PEUPLIER");
        assertTrue(get("french.approver", id).absent(), "an assessment is its keeper's alone");
        assertTrue(get("unodc.focal-point", id).absent());
        Answer blind = system.client().post(ANALYST, path(id, "submissions"), BECAUSE);
        assertEquals(428, blind.status(), blind::text);
        step(201, ANALYST, id, "submissions", BECAUSE);
        assertEquals("DENY NOT_ASSESSED", decision(), "nobody has approved it");
        Answer early = step(409, APPROVER, id, "approvals", decided("APPROVED"));
        assertEquals("STATE", early.code(), early::text);
        step(201, FOCAL_POINT, id, "reviews", "{\"accepted\": true, \"reason\": \"sound\"}");
        Answer reviewer = step(403, FOCAL_POINT, id, "approvals", decided("APPROVED"));
        assertEquals("ROLE", reviewer.code(), reviewer::text);
        assertEquals(
                403, step(403, ANALYST, id, "approvals", decided("APPROVED")).status());
        step(201, APPROVER, id, "approvals", decided("APPROVED"));
        assertEquals("PERMIT", decision());

        step(201, FOCAL_POINT, id, "withdrawals", BECAUSE);
        assertEquals("DENY WITHDRAWN", decision());
        String next = remedied(id);
        assertEquals("DENY WITHDRAWN", decision(), "a draft hides nothing");
        approved(next);
        assertEquals("PERMIT", decision());
        JsonNode old = whole(id);
        assertEquals("SUPERSEDED", old.path("assessment").path("effectiveState").asText());
        assertEquals(next, old.path("successor").asText());
        assertEquals(
                "[SUBMITTED, ACCEPTED, APPROVED, WITHDRAWN, SUPERSEDED]",
                old.path("history").findValuesAsText("event").toString());
    }

    @Test
    void aUnitReadsNothingWhileItsRegimentIsRefusedAndReadsAgainAfterItsRemediation() {
        String record = system.client()
                .post("minusma-system", "/records", Map.of(), ALERT)
                .orFail("submitting")
                .json()
                .path("id")
                .asText();
        created("MALI-FORCES", "MALI-RGT91", "Colonel Siriman Badiangara");
        assertTrue(reads(record));
        try {
            moved("{\"parent\": \"MALI-RGT91\", \"reason\": \"attached\"}");
            assertTrue(reads(record), "whoever stands above counts where assessed");
            String id = drafted("MALI-FORCES", "MALI-RGT91");
            step(201, ANALYST, id, "submissions", BECAUSE);
            step(201, FOCAL_POINT, id, "reviews", "{\"accepted\": true, \"reason\": \"sound\"}");
            step(201, APPROVER, id, "approvals", decided("REFUSED"));
            assertTrue(system.client().get("mali-bn33-system", reading(record)).absent());
            approved(remedied(id));
            assertTrue(reads(record));
        } finally {
            moved("{\"reason\": \"as before\"}");
        }
        assertTrue(reads(record));
    }

    private void created(String party, String unit, String commander) {
        posted(
                "/parties/" + party + "/units",
                Json.write(Map.of("id", unit, "name", "Raised for the test", "reason", "raised")));
        posted("/units/" + unit + "/commands", Json.write(Map.of("commander", commander, "reason", "appointed")));
    }

    private void moved(String body) {
        posted("/units/MALI-BN33/moves", body);
    }

    private void posted(String path, String body) {
        Answer answer = system.client().post(PLATFORM, path, Map.of(), body);
        assertEquals(201, answer.status(), answer::text);
    }

    private static String reading(String record) {
        return "/records/" + record + "?purpose=force-protection";
    }

    private boolean reads(String record) {
        return system.client().get("mali-bn33-system", reading(record)).ok();
    }

    /** The verdict, with its first cause where it is none to permit. */
    private String decision() {
        JsonNode told = system.client()
                .post(FOCAL_POINT, "/decisions", Map.of(), QUESTION)
                .orFail("asking why")
                .json();
        return (told.path("verdict").asText() + " " + told.path("primary").asText()).trim();
    }

    private static String content(String recipient, String unit, String reason) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return """
                {"recipient": "%s", "unit": "%s", "country": "ML", "supportCategories": ["operational-information"],
                 "purposes": ["force-protection"], "risk": "LOW", "validFrom": "%s", "validUntil": "%s",
                 "treatmentAssurance": true, "rationale": "Warnings only.", "reason": "%s",
                 "dossier": {"accountability": "Two trials.", "mitigationCapacity": "A legal adviser.",
                   "consequencesOfGiving": "Patrols avoid mines.", "consequencesOfWithholding": "They do not."}}
                """.formatted(recipient, unit, now, now.plus(Duration.ofDays(90)), reason);
    }

    private String drafted(String recipient, String unit) {
        Answer drafted = system.client().post(ANALYST, "/assessments", Map.of(), content(recipient, unit, "asked for"));
        assertEquals(201, drafted.status(), drafted::text);
        return drafted.json().path("assessment").path("id").asText();
    }

    private String remedied(String id) {
        return step(201, ANALYST, id, "remediations", BECAUSE)
                .json()
                .path("assessment")
                .path("id")
                .asText();
    }

    /** From a draft on, worked over once more. */
    private void approved(String id) {
        JsonNode assessment = whole(id).path("assessment");
        String body = content(
                assessment.path("recipient").asText(), assessment.path("unit").asText(), "retrained");
        Answer revised = system.client().put(ANALYST, path(id, ""), Map.of("If-Match", tag(id)), body);
        assertEquals(200, revised.status(), revised::text);
        Answer again = system.client().put(ANALYST, path(id, ""), Map.of("If-Match", "\"1-0\""), body);
        assertEquals(412, again.status(), again::text);
        step(201, ANALYST, id, "submissions", BECAUSE);
        step(201, FOCAL_POINT, id, "reviews", "{\"accepted\": true, \"reason\": \"sound\"}");
        step(201, APPROVER, id, "approvals", decided("APPROVED"));
    }

    private Answer step(int status, String account, String id, String what, String body) {
        Answer answer = system.client().post(account, path(id, what), Map.of("If-Match", tag(id)), body);
        assertEquals(status, answer.status(), answer::text);
        return answer;
    }

    private static String decided(String decision) {
        return "{\"decision\": \"" + decision + "\", \"reason\": \"weighed\"}";
    }

    private static String path(String id, String what) {
        return "/assessments/" + id + (what.isEmpty() ? "" : "/" + what);
    }

    private Answer get(String account, String id) {
        return system.client().get(account, path(id, ""));
    }

    private JsonNode whole(String id) {
        return get(FOCAL_POINT, id).orFail("the assessment").json();
    }

    private String tag(String id) {
        return get(FOCAL_POINT, id).header("ETag").orElse("\"none\"");
    }
}
