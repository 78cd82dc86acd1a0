package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Assessments;
import org.passerelle.core.message.Assessments.Act;
import org.passerelle.core.message.Assessments.Event;
import org.passerelle.core.message.Assessments.Looked;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.message.Assessments.Version;
import org.passerelle.core.message.Assessments.Whole;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Dossier;
import org.passerelle.core.screening.Risk;
import org.passerelle.platform.bus.Bus;

/** What the door to assessments answers, and that it is what the OpenAPI file says. */
final class AssessmentDoorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String DRAFT = """
            {"recipient": "FORCES", "unit": "BN1", "country": "ML", "supportCategories": ["operational-information"],
             "purposes": ["force-protection"], "risk": "LOW", "validFrom": "2026-03-01T00:00:00Z",
             "validUntil": "2026-06-01T00:00:00Z", "treatmentAssurance": true, "rationale": "Warnings only.",
             "mitigations": [{"id": "training", "description": "of the unit", "owner": "lake.officer",
               "due": "2026-04-01T00:00:00Z"}],
             "dossier": {"violations": [{"allegation": "al1"}, {"description": "A beating.", "allegedAt":
               "2026-01-01T00:00:00Z", "grading": "C4", "status": "OPEN"}], "accountability": "Two trials.",
               "nextReview": "2026-05-01T00:00:00Z"},
             "reason": "asked for"}""";
    private static final String BECAUSE = "{\"reason\": \"because\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private volatile Outcome outcome = new Outcome.Absent();
    private volatile Looked looked = new Looked(Optional.empty());
    private final List<Act> acts = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(5));
        RunningGateway.await(Future.all(
                bus.answer(Assessments.LOOK, ask -> Future.succeededFuture(looked)),
                bus.answer(Assessments.ACT, ask -> {
                    acts.add(ask);
                    return Future.succeededFuture(outcome);
                })));
        contract = new KeptContract(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Whole whole(AssessmentState state) {
        Assessment assessment = new Assessment(
                "has1",
                "LAKE",
                "FORCES",
                Optional.of("BN1"),
                Optional.empty(),
                "ML",
                Set.of("operational-information"),
                Set.of("force-protection"),
                state,
                Risk.LOW,
                NOW.minus(Duration.ofDays(9)),
                NOW.minus(Duration.ofDays(1)),
                true,
                false,
                List.of(new Assessment.Mitigation("training", "of the unit", "lake.officer", NOW, Optional.of(NOW))),
                "lake.officer",
                Optional.of("lake.reviewer"),
                Optional.of("lake.approver"),
                Optional.of("has0"),
                "Warnings only.");
        Dossier dossier = new Dossier(
                List.of(new Dossier.Violation(
                        Optional.empty(),
                        Optional.of("A beating."),
                        Optional.of(NOW),
                        Optional.of(new Grading("C4")),
                        Optional.of(Allegation.Status.OPEN))),
                Optional.of("Two trials."),
                Optional.of("An adviser."),
                Optional.of("Lives."),
                Optional.of("Mines."),
                Optional.of(NOW),
                false);
        return new Whole(
                assessment,
                dossier,
                2,
                List.of("lake.approver"),
                List.of(
                        new Version(1, assessment, Dossier.EMPTY, "seed", Optional.empty(), NOW),
                        new Version(2, assessment, dossier, "lake.officer", Optional.of("more is known"), NOW)),
                List.of(
                        new Event(
                                AssessmentEvent.SUBMITTED,
                                "LAKE",
                                "lake.officer",
                                "ready",
                                Optional.empty(),
                                NOW,
                                Optional.empty()),
                        new Event(
                                AssessmentEvent.MITIGATED,
                                "LAKE",
                                "lake.officer",
                                "certificate 12",
                                Optional.of("training"),
                                NOW,
                                Optional.of(7L))),
                Optional.of("has1.2"),
                "2-9");
    }

    private HttpResponse<String> send(String method, String path, String body, String tag) {
        HttpRequest.Builder request = gateway.request(path)
                .header("Test-Account", "lake.officer")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return gateway.send(
                tag.isEmpty()
                        ? request.build()
                        : request.header("If-Match", tag).build());
    }

    @Test
    void showsOneWholeAndWhatItsStateComesToNow() {
        looked = new Looked(Optional.of(whole(AssessmentState.APPROVED)));
        HttpResponse<String> answer = gateway.get("lake.officer", "/assessments/has1");
        JsonObject shown = contract.keeps("getAssessment", 200, answer);
        assertEquals(Optional.of("\"2-9\""), answer.headers().firstValue("ETag"));
        JsonObject assessment = shown.getJsonObject("assessment");
        assertEquals("APPROVED", assessment.getString("state"));
        assertEquals("EXPIRED", assessment.getString("effectiveState"));
        assertEquals("has1.2", shown.getString("successor"));
        assertEquals(2, shown.getJsonArray("versions").size());
        assertEquals(2, shown.getJsonArray("history").size());
        assertTrue(!shown.containsKey("approval"), "it is decided");
    }

    @Test
    void tellsWhoIsToApproveWhileItIsNotDecided() {
        looked = new Looked(Optional.of(whole(AssessmentState.UNDER_REVIEW)));
        JsonObject shown = contract.keeps("getAssessment", 200, gateway.get("lake.officer", "/assessments/has1"));
        assertEquals(
                new JsonObject()
                        .put("roles", new JsonArray().add("approver"))
                        .put("persons", 1)
                        .put("given", new JsonArray().add("lake.approver")),
                shown.getJsonObject("approval"));
    }

    @Test
    void everyStepTakesWhatItNeedsAndAnswersTheWhole() {
        outcome = new Outcome.Done(whole(AssessmentState.DRAFT), Optional.of(7L), NOW);
        HttpResponse<String> drafted = send("POST", "/assessments", DRAFT, "");
        assertTrue(contract.keeps("draftAssessment", 201, drafted).getBoolean("effective"));
        assertEquals(Optional.of("/api/v1/assessments/has1"), drafted.headers().firstValue("Location"));
        contract.keeps("reviseAssessment", 200, send("PUT", "/assessments/has1", DRAFT, "\"2-9\""));
        contract.keeps("submitAssessment", 201, send("POST", "/assessments/has1/submissions", BECAUSE, "\"2-9\""));
        contract.keeps(
                "reviewAssessment",
                201,
                send("POST", "/assessments/has1/reviews", "{\"accepted\": true, \"reason\": \"sound\"}", "\"2-9\""));
        contract.keeps(
                "decideAssessment",
                201,
                send(
                        "POST",
                        "/assessments/has1/approvals",
                        "{\"decision\": \"APPROVED_CONDITIONAL\", \"reason\": \"weighed\"}",
                        "\"2-9\""));
        contract.keeps("remediateAssessment", 201, send("POST", "/assessments/has1/remediations", BECAUSE, ""));
        contract.keeps(
                "completeMitigation",
                201,
                send(
                        "POST",
                        "/assessments/has1/mitigations/training/completions",
                        "{\"evidence\": \"certificate 12\"}",
                        ""));
        assertEquals(7, acts.size());
        Step.Draft draft = assertInstanceOf(Step.Draft.class, acts.getFirst().step());
        assertEquals("asked for", draft.reason());
        assertEquals(2, draft.content().dossier().violations().size());
        assertEquals(
                new Act(
                        Optional.of("has1"),
                        "LAKE",
                        "lake.officer",
                        Optional.empty(),
                        new Step.Complete("training", "certificate 12"),
                        Optional.empty()),
                acts.getLast());
        assertEquals(Optional.of("2-9"), acts.get(2).match());
    }

    @Test
    void askToSayWhichStateWasSeen() {
        contract.keeps("submitAssessment", 428, send("POST", "/assessments/has1/submissions", BECAUSE, ""));
        outcome = new Outcome.Moved();
        contract.keeps("submitAssessment", 412, send("POST", "/assessments/has1/submissions", BECAUSE, "\"1-0\""));
        assertEquals(1, acts.size());
    }

    @Test
    void whatIsNotTheirsIsAbsentOnEveryWay() {
        contract.keeps("getAssessment", 404, gateway.get("lake.officer", "/assessments/has9"));
        HttpResponse<String> absent = send("POST", "/assessments/has9/submissions", BECAUSE, "\"1-0\"");
        contract.keeps("submitAssessment", 404, absent);
        contract.keeps("remediateAssessment", 404, send("POST", "/assessments/has9/remediations", BECAUSE, ""));
    }

    @Test
    void refusalsAreExplained() {
        outcome = new Outcome.Refused(Refusal.OWN_WORK, "the author of an assessment cannot approve it (HRDDP H8)");
        JsonObject refused = contract.keeps(
                "submitAssessment", 403, send("POST", "/assessments/has1/submissions", BECAUSE, "\"1\""));
        assertEquals("OWN_WORK", refused.getString("code"));
        assertEquals("the author of an assessment cannot approve it (HRDDP H8)", refused.getString("detail"));
        outcome = new Outcome.Refused(Refusal.SUCCESSOR, "assessment has1.2 is to take its place");
        JsonObject taken =
                contract.keeps("remediateAssessment", 409, send("POST", "/assessments/has1/remediations", BECAUSE, ""));
        assertEquals("SUCCESSOR", taken.getString("code"));
    }

    @Test
    void namesThePlaceOfEveryFault() {
        HttpResponse<String> faulty = send(
                "POST",
                "/assessments",
                DRAFT.replace("\"LOW\"", "\"TINY\"")
                        .replace("\"treatmentAssurance\": true", "\"treatmentAssurance\": \"yes\"")
                        .replace("\"id\": \"training\", ", "")
                        .replace("\"C4\"", "\"Z9\"")
                        .replace("{\"allegation\": \"al1\"}", "{\"allegation\": \"al1\", \"grading\": \"C4\"}")
                        .replace("\"reason\"", "\"raison\""),
                "");
        contract.keeps("draftAssessment", 422, faulty);
        assertEquals(
                Set.of(
                        "/raison",
                        "/reason",
                        "/risk",
                        "/treatmentAssurance",
                        "/mitigations/0/id",
                        "/dossier/violations/0/allegation",
                        "/dossier/violations/1/grading"),
                pointers(faulty));
        outcome = new Outcome.Faulty(List.of(new Misread("/unit", "unknown-word", "names no unit of the recipient")));
        HttpResponse<String> unknown = send("POST", "/assessments", DRAFT, "");
        contract.keeps("draftAssessment", 422, unknown);
        assertEquals(Set.of("/unit"), pointers(unknown));
        contract.keeps(
                "decideAssessment",
                422,
                send("POST", "/assessments/has1/approvals", "{\"decision\": \"MAYBE\", \"reason\": \"?\"}", "\"1\""));
        contract.keeps(
                "reviewAssessment", 422, send("POST", "/assessments/has1/reviews", "{\"reason\": \"sound\"}", "\"1\""));
        contract.keeps(
                "completeMitigation",
                422,
                send("POST", "/assessments/has1/mitigations/training/completions", BECAUSE, ""));
    }

    private static Set<String> pointers(HttpResponse<String> answer) {
        Set<String> pointers = new TreeSet<>();
        new JsonObject(answer.body())
                .getJsonArray("errors")
                .forEach(error -> pointers.add(((JsonObject) error).getString("pointer")));
        return pointers;
    }
}
