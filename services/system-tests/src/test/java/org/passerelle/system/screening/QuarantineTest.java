package org.passerelle.system.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** What was possibly obtained by mistreatment is read by nobody until somebody has ruled (HRDDP H10). */
@Live
final class QuarantineTest {
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final String APPROVER = "minusma.approver";
    private static final String RECIPIENT = "unowa-system";
    private static final String PURPOSE = "early-warning";

    private final GatewayClient gateway;
    private final Stage stage;

    QuarantineTest(LiveSystem system) {
        this.gateway = system.client();
        this.stage = system.stage();
    }

    private String submit(String... flags) {
        Marking label = Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", PURPOSE);
        return stage.submit(
                "minusma-system",
                Draft.of("incident", flags.length == 0 ? label : label.only("flags", flags))
                        .in("ML", "ML-7")
                        .grading("B2")
                        .portion("title", "Movement at night, report " + stage.run())
                        .portion("body", "He named the house, word " + stage.run() + "-house."));
    }

    private int reads(String account, String record) {
        return stage.read(account, record, PURPOSE).status();
    }

    private JsonNode caseOf(String record) {
        for (JsonNode one : gateway.get(FOCAL_POINT, "/quarantines")
                .orFail("the quarantines")
                .json()
                .path("items")) {
            if (one.path("record").asText().equals(record)) {
                return one;
            }
        }
        throw new AssertionError("no case of " + record);
    }

    private Answer rule(String account, String id, String ruling) {
        return gateway.post(
                account,
                "/quarantines/" + id + "/rulings",
                "{\"ruling\": \"%s\", \"reason\": \"the witness was heard again\"}".formatted(ruling));
    }

    private String flag(String record) {
        Answer flagged =
                gateway.post(FOCAL_POINT, "/records/" + record + "/quarantines", "{\"reason\": \"told in a cell\"}");
        assertEquals(201, flagged.status(), flagged::text);
        return flagged.json().path("id").asText();
    }

    @Test
    void aFlaggedSubmissionIsReadByNobodyUntilItIsReleased() {
        String end = stage.feedEnd(RECIPIENT, PURPOSE);
        String record = submit("possible-mistreatment");
        for (String account : List.of(RECIPIENT, "minusma.officer", FOCAL_POINT)) {
            assertEquals(404, reads(account, record), account);
        }
        JsonNode one = caseOf(record);
        assertEquals("minusma-system", one.path("submitter").asText());
        assertFalse(one.toString().contains("house"), "nothing of the content");
        assertTrue(Waiting.until(() -> task(one.path("id").asText()), Duration.ofSeconds(60)), "somebody is to rule");
        Answer released = rule(FOCAL_POINT, one.path("id").asText(), "release");
        assertEquals(201, released.status(), released::text);
        assertEquals(200, reads(RECIPIENT, record));
        assertTrue(
                stage.feedUntil(RECIPIENT, PURPOSE, end, record).stream()
                        .anyMatch(item -> item.path("kind").asText().equals("record")
                                && item.toString().contains(stage.run())),
                "and it is offered again");
    }

    private boolean task(String about) {
        for (JsonNode task :
                gateway.get(APPROVER, "/tasks").orFail("tasks").json().path("items")) {
            if (task.path("about").asText().equals(about)) {
                return task.path("kind").asText().equals("quarantine-review");
            }
        }
        return false;
    }

    @Test
    void whatIsDestroyedAnswersAsIfItHadNeverBeenAndWhoHadItIsTold() {
        String record = submit();
        assertEquals(200, reads(RECIPIENT, record));
        String end = stage.feedEnd(RECIPIENT, PURPOSE);
        String id = flag(record);
        assertEquals(404, reads(RECIPIENT, record), "from the answer on, at every gateway");
        assertEquals(409, rule(FOCAL_POINT, id, "destroy").status(), "whoever flagged it does not rule");
        Answer destroyed = rule(APPROVER, id, "destroy");
        assertEquals(201, destroyed.status(), destroyed::text);
        assertTrue(destroyed.json().path("ruled").path("saltedHash").isTextual());
        String never = UUID.randomUUID().toString();
        for (String account : List.of(RECIPIENT, "minusma.officer", FOCAL_POINT)) {
            for (String path : List.of("?purpose=" + PURPOSE, "/versions?purpose=" + PURPOSE)) {
                assertEquals(
                        shape(gateway.get(account, "/records/" + never + path)),
                        shape(gateway.get(account, "/records/" + record + path)),
                        account + path);
            }
        }
        List<JsonNode> told = stage.feedUntil(RECIPIENT, PURPOSE, end, record);
        assertTrue(
                told.stream()
                        .anyMatch(item -> item.path("verb").asText().equals("recalled")
                                && item.path("record").asText().equals(record)),
                told::toString);
        JsonNode ledger = gateway.get(FOCAL_POINT, "/quarantines/" + id)
                .orFail("the case")
                .json();
        assertEquals(
                "UNOWA", ledger.path("disclosures").path(0).path("recipient").asText(), ledger::toString);
        assertEquals("UNOWA", ledger.path("notices").path(0).path("party").asText(), ledger::toString);
        assertFalse(ledger.toString().contains("house"));
    }

    @Test
    void casesAreAbsentToPartiesThatDoNotReviewThem() {
        String record = submit();
        String id = flag(record);
        try {
            assertEquals(
                    404, gateway.get("unodc.focal-point", "/quarantines/" + id).status());
            assertFalse(gateway.get("unodc.focal-point", "/quarantines").text().contains(id));
            assertEquals(404, rule("unodc.focal-point", id, "destroy").status());
        } finally {
            assertEquals(201, rule(APPROVER, id, "release").status());
        }
    }

    private static String shape(Answer answer) {
        String trace = answer.json().path("trace").asText();
        return answer.status() + " " + answer.text().replace(trace, "trace");
    }
}
