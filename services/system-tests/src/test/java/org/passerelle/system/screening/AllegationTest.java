package org.passerelle.system.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** Allegations hold releases from the answer on, and let them go when people have judged (HRDDP H9, H8). */
@Live
final class AllegationTest {
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final String APPROVER = "minusma.approver";
    private static final String UNIT = "mali-bn33-system";
    private static final String PURPOSE = "force-protection";
    private static final String COMMANDER = "Commandant Seydina Koutiarou";

    private final GatewayClient gateway;
    private final Stage stage;

    AllegationTest(LiveSystem system) {
        this.gateway = system.client();
        this.stage = system.stage();
    }

    private String warning() {
        return stage.submit(
                "minusma-system",
                Draft.of("alert", Marking.of("UN UNCLASSIFIED").tlp("GREEN").only("purposes", PURPOSE))
                        .in("ML", "ML-7")
                        .at(-0.0431, 16.4127)
                        .grading("B2")
                        .detail("urgency", "immediate")
                        .detail("threat", "ied")
                        .portion("title", "Suspected roadside device, report " + stage.run())
                        .portion("body", "Disturbed earth beside the track."));
    }

    private JsonNode report(String grading) {
        Answer answer = gateway.post(FOCAL_POINT, "/allegations", """
                {"commander": "%s", "allegedAt": "2015-01-20T09:00:00Z", "grading": "%s", "category": "torture",
                 "summary": {"text": "A prisoner was beaten.", "marking": "UN CONFIDENTIAL"},
                 "source": {"text": "The cook of the post.", "marking": "UN CONFIDENTIAL", "compartments": ["SOURCE"]}}""".formatted(COMMANDER, grading));
        assertEquals(201, answer.status(), answer::text);
        return answer.json();
    }

    private Answer post(String account, String id, String what, String body) {
        return gateway.post(account, "/allegations/" + id + "/" + what, body);
    }

    private void resolved(String id, String status) {
        Answer answer =
                post(APPROVER, id, "resolutions", "{\"status\": \"%s\", \"reason\": \"heard\"}".formatted(status));
        assertEquals(201, answer.status(), answer::text);
        assertEquals(status, answer.json().path("status").asText());
    }

    private int reads(String record) {
        return stage.read(UNIT, record, PURPOSE).status();
    }

    private boolean reviewed(String assessment) {
        for (JsonNode task : stage.assessment(FOCAL_POINT, assessment).path("tasks")) {
            if (task.path("kind").asText().equals("allegation-review")
                    && task.path("state").asText().equals("OPEN")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void holdsAtOnceAndLetsGoWhenSomebodyElseHasDismissedIt() {
        String record = warning();
        assertEquals(200, reads(record));
        JsonNode allegation = report("C3");
        String id = allegation.path("id").asText();
        try {
            assertTrue(allegation.path("holds").asBoolean());
            assertEquals(404, reads(record), "absent from the answer on, at every gateway");
            Explanation told = stage.explain(FOCAL_POINT, UNIT, "READ", PURPOSE, record);
            assertEquals("HOLD", told.verdict());
            assertTrue(reviewed("has-mali-bn33"));
            Answer own =
                    post(FOCAL_POINT, id, "resolutions", "{\"status\": \"UNDER_REVIEW\", \"reason\": \"taken up\"}");
            assertEquals(201, own.status(), own::text);
            assertEquals(
                    409,
                    post(FOCAL_POINT, id, "resolutions", "{\"status\": \"DISMISSED\", \"reason\": \"no\"}")
                            .status(),
                    "whoever reported it does not judge it");
            assertEquals(404, reads(record));
        } finally {
            dismissed(id);
        }
        assertEquals(200, reads(record), "the record comes");
        assertTrue(
                Waiting.until(() -> !reviewIsOpen(), Duration.ofSeconds(60)),
                "the review is settled when it has been judged");
    }

    private boolean reviewIsOpen() {
        for (JsonNode task :
                gateway.get(FOCAL_POINT, "/tasks").orFail("tasks").json().path("items")) {
            if (task.path("kind").asText().equals("allegation-review")
                    && task.path("about").asText().equals("has-mali-bn33")) {
                return true;
            }
        }
        return false;
    }

    private void dismissed(String id) {
        if (gateway.get(APPROVER, "/allegations/" + id)
                .orFail("the allegation")
                .json()
                .path("status")
                .asText()
                .equals("OPEN")) {
            resolved(id, "UNDER_REVIEW");
        }
        resolved(id, "DISMISSED");
    }

    @Test
    void aFurtherSourceLiftsADoubtfulOneToAHold() {
        String record = warning();
        JsonNode doubtful = report("D4");
        String id = doubtful.path("id").asText();
        try {
            assertFalse(doubtful.path("holds").asBoolean());
            assertEquals(200, reads(record), "a doubtful allegation holds nothing");
            Answer lifted = post(FOCAL_POINT, id, "corroborations", """
                    {"grading": "C3", "summary": {"text": "A patrol saw the prisoner.", "marking": "UN CONFIDENTIAL"}}""");
            assertEquals(201, lifted.status(), lifted::text);
            assertEquals("C3", lifted.json().path("grading").asText());
            assertEquals(404, reads(record));
            assertEquals(
                    "HOLD",
                    stage.explain(FOCAL_POINT, UNIT, "READ", PURPOSE, record).verdict());
        } finally {
            dismissed(id);
        }
        assertEquals(200, reads(record));
    }

    @Test
    void theSourceIsForFocalPointsInTheCompartmentAlone() {
        String id = report("E5").path("id").asText();
        try {
            Answer full = gateway.get(FOCAL_POINT, "/allegations/" + id);
            assertTrue(full.text().contains("The cook of the post."), full::text);
            Answer approver = gateway.get(APPROVER, "/allegations/" + id);
            assertTrue(approver.text().contains("A prisoner was beaten."), approver::text);
            assertFalse(approver.text().contains("source"), approver::text);
            assertEquals(
                    404, gateway.get("unodc.focal-point", "/allegations/" + id).status());
            assertFalse(gateway.get("unodc.focal-point", "/allegations").text().contains(id));
            assertEquals(
                    403, gateway.get("minusma.officer", "/allegations/" + id).status());
        } finally {
            dismissed(id);
        }
    }
}
