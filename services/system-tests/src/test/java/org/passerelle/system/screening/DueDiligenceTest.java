package org.passerelle.system.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.SignedIn;

/**
 * A warning reaches the assessed battalion; what allowed it stands on one page for ever. When the battalion's assessment is suspended,
 * what it had received is listed for review, and can be recalled.
 */
@Live
final class DueDiligenceTest {
    private static final String FOCAL_POINT = "minusma.focal-point";
    private static final String ASSESSMENT = "/assessments/has-mali-bn33";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String WARNING = """
            {"type":"alert","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-05-06T06:00:00Z","grading":"B2",
             "geometry":{"type":"Point","coordinates":[-0.0431,16.4127]},"tags":["event:type=\\"ied\\""],
             "details":{"urgency":"immediate","threat":"ied"},
             "label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN","purposes":["force-protection"]},
             "portions":[{"field":"title","text":"Wire beside the track, seen again"},
                         {"field":"body","text":"Use the western track until it is cleared."}]}
            """;

    private final LiveSystem system;
    private final GatewayClient focalPoint;

    DueDiligenceTest(LiveSystem system) {
        this.system = system;
        this.focalPoint = SignedIn.as(system, "diligence", FOCAL_POINT, 2);
    }

    private record Released(String record, String disclosure) {}

    private Released release() {
        GatewayClient client = system.client();
        Answer stored = client.post("minusma-system", "/records", Map.of(), WARNING);
        assertEquals(201, stored.status(), stored::text);
        String record = stored.json().path("id").asText();
        Answer read = client.get("mali-bn33-system", "/records/" + record + "?purpose=force-protection");
        assertEquals(200, read.status(), read::text);
        String disclosure = read.json().path("disclosure").path("id").asText();
        assertTrue(!disclosure.isEmpty(), read::text);
        return new Released(record, disclosure);
    }

    private JsonNode read(String path) {
        Answer answer = focalPoint.get(FOCAL_POINT, path);
        assertEquals(200, answer.status(), answer::text);
        return answer.json();
    }

    private void post(GatewayClient client, String account, String path) {
        Answer answer = client.post(account, path, Map.of(), "{\"reason\":\"A report came in; to be looked into.\"}");
        assertEquals(201, answer.status(), answer::text);
    }

    private static Optional<JsonNode> of(JsonNode releases, Released released) {
        return StreamSupport.stream(releases.path("items").spliterator(), false)
                .filter(item -> item.path("disclosure").asText().equals(released.disclosure()))
                .findFirst();
    }

    @Test
    void whatAllowedAReleaseIsToldForEverAndWhatWasReleasedIsReviewedAfterADrop() throws Exception {
        Released released = release();
        String path = "/disclosures/" + released.disclosure() + "/due-diligence";
        isTold(read(path));
        isOnOnePage(path);
        isAbsentForOthers(path);

        post(focalPoint, FOCAL_POINT, ASSESSMENT + "/suspensions");
        try {
            JsonNode listed =
                    of(read(ASSESSMENT + "/releases"), released).orElseThrow(() -> new AssertionError("not listed"));
            assertEquals("MALI-BN33", listed.path("unit").asText());
            assertEquals("ACTIVE", listed.path("state").asText());
            assertTrue(Waiting.until(this::aReviewIsATask, PATIENCE), "nobody is asked to review past releases");
            post(focalPoint, FOCAL_POINT, listed.path("recall").asText().replace("/api/v1", ""));
            JsonNode recalled = of(read(ASSESSMENT + "/releases"), released).orElseThrow();
            assertEquals("RECALLED", recalled.path("state").asText());
            assertTrue(recalled.path("recall").isMissingNode(), "recalled twice");
            isTold(read(path));
        } finally {
            GatewayClient approver = SignedIn.as(system, "diligence-approver", "minusma.approver", 2);
            post(approver, "minusma.approver", ASSESSMENT + "/reinstatements");
        }
        isCounted();
    }

    private static void isTold(JsonNode record) {
        JsonNode assessment = record.path("assessments").path(0);
        assertEquals("has-mali-bn33", assessment.path("id").asText(), record::toString);
        assertEquals("APPROVED", assessment.path("state").asText());
        assertEquals("minusma.approver", assessment.path("approver").asText());
        assertEquals(
                "briefing", assessment.path("mitigations").path(0).path("id").asText());
        assertTrue(assessment.path("mitigations").path(0).has("doneAt"));
        assertEquals("MALI-BN33", record.path("recipient").path("unit").asText());
        assertEquals(
                "Commandant Seydina Koutiarou",
                record.path("recipient").path("commander").asText());
        assertEquals(1, record.path("items").path(0).path("clauses").size(), record::toString);
    }

    private void isOnOnePage(String path) throws Exception {
        String page = focalPoint
                .get(FOCAL_POINT, path + "?lang=fr", Map.of("Accept", "text/html"))
                .text();
        HttpResponse<InputStream> pdf = focalPoint.open(FOCAL_POINT, path, Map.of("Accept", "application/pdf"));
        assertEquals(200, pdf.statusCode());
        try (PDDocument document = Loader.loadPDF(pdf.body().readAllBytes())) {
            assertEquals(1, document.getNumberOfPages());
            String printed = new PDFTextStripper().getText(document);
            for (String fact : List.of("has-mali-bn33", "briefing", "minusma.approver", "MALI-BN33")) {
                assertTrue(page.contains(fact), fact + " in " + page);
                assertTrue(printed.contains(fact), fact + " in " + printed);
            }
        }
    }

    private void isAbsentForOthers(String path) {
        Answer never = focalPoint.get(FOCAL_POINT, "/disclosures/never/due-diligence");
        Answer other =
                SignedIn.as(system, "diligence-other", "unodc.focal-point", 2).get("unodc.focal-point", path);
        assertEquals(404, never.status());
        assertEquals(404, other.status(), other::text);
        assertEquals(never.json().path("type"), other.json().path("type"));
        assertEquals(403, system.client().get("mali-bn33-system", path).status(), "the recipient holds no such role");
    }

    private boolean aReviewIsATask() {
        return StreamSupport.stream(read("/tasks").path("items").spliterator(), false)
                .anyMatch(task -> task.path("kind").asText().equals("release-review")
                        && task.path("about").asText().equals("has-mali-bn33"));
    }

    private void isCounted() {
        int year = Instant.now().atOffset(ZoneOffset.UTC).getYear();
        JsonNode report = read("/reports/due-diligence?recipient=MALI-FORCES&year=" + year);
        assertTrue(report.path("releases").asLong() > 0, report::toString);
        assertTrue(
                StreamSupport.stream(report.path("byUnit").spliterator(), false)
                        .anyMatch(count -> count.path("unit").asText().equals("MALI-BN33")
                                && count.path("count").asLong() > 0),
                report::toString);
        JsonNode steps = StreamSupport.stream(report.path("assessments").spliterator(), false)
                .filter(one -> one.path("id").asText().equals("has-mali-bn33"))
                .findFirst()
                .orElseThrow()
                .path("steps");
        assertTrue(steps.toString().contains("SUSPENDED") && steps.toString().contains("REINSTATED"), steps::toString);
    }
}
