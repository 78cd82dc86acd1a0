package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.message.Allegations.Case;
import org.passerelle.core.message.Allegations.ChangeOutcome;
import org.passerelle.core.message.Allegations.Event;
import org.passerelle.core.message.Allegations.FindOutcome;
import org.passerelle.core.message.Allegations.Happening;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.message.Allegations.ReportOutcome;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.message.Allegations.SaidAs;
import org.passerelle.core.message.Allegations.Statement;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Allegation.Status;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;

/** Allegations at the door: who asks is told by the policy, faults name their place, and answers are as the OpenAPI file says. */
class AllegationDoorTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FOCAL_POINT = "river.focal-point";
    private static final String REPORT = """
            {"commander": "Colonel Idrissa Fictif", "allegedAt": "2026-01-20T09:00:00Z", "grading": "D4", "category": "torture",
             "summary": {"text": "He beat a prisoner.", "marking": "UN CONFIDENTIAL"},
             "source": {"text": "The cook.", "marking": "UN STRICTLY CONFIDENTIAL", "compartments": ["SOURCE"]}}""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile ChangeOutcome changed = new ChangeOutcome.Absent();
    private volatile FindOutcome found = new FindOutcome.Absent();
    private volatile Optional<String> unknown = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        gateway = RunningGateway.watched(home);
        contract = new KeptContract(gateway);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(Future.all(
                bus.answer(Allegations.REPORT, question -> {
                    asked.add(question);
                    return Future.succeededFuture(unknown.<ReportOutcome>map(ReportOutcome.UnknownSubject::new)
                            .orElseGet(() -> new ReportOutcome.Reported(
                                    whole(question.allegation().id()), 7)));
                }),
                bus.answer(Allegations.LIST, question -> {
                    asked.add(question);
                    return Future.succeededFuture(new Allegations.CaseList(List.of(whole("al1"))));
                }),
                bus.answer(Allegations.FIND, question -> {
                    asked.add(question);
                    return Future.succeededFuture(found);
                }),
                bus.answer(Allegations.CORROBORATE, this::taken),
                bus.answer(Allegations.REGRADE, this::taken),
                bus.answer(Allegations.RESOLVE, this::taken)));
    }

    private Future<ChangeOutcome> taken(Object question) {
        asked.add(question);
        return Future.succeededFuture(changed);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Case whole(String id) {
        return new Case(
                new Allegation(
                        id, "RIVER", Optional.of("BN1"), Optional.empty(), AT, AT, new Grading("C3"), Status.OPEN),
                Optional.of("torture"),
                Optional.of("r1"),
                true,
                List.of(new Said(SaidAs.REPORT, statement(id, Optional.of(portion("The cook."))), FOCAL_POINT, AT)),
                List.of(new Event(
                        Happening.REPORTED, Status.OPEN, new Grading("C3"), Optional.of(id), FOCAL_POINT, "", AT, 7)));
    }

    private static Statement statement(String id, Optional<Portion> source) {
        return new Statement(id, new Grading("C3"), Optional.of(portion("He beat a prisoner.")), source);
    }

    private static Portion portion(String text) {
        return new Portion(text, "UN CONFIDENTIAL", Level.CONFIDENTIAL, Set.of("SOURCE"));
    }

    private static Set<String> pointers(HttpResponse<String> answer) {
        Set<String> pointers = new TreeSet<>();
        new JsonObject(answer.body())
                .getJsonArray("errors", new JsonArray())
                .forEach(error -> pointers.add(((JsonObject) error).getString("pointer")));
        return pointers;
    }

    @Test
    void takesAReportWithTextAndSourceApart() {
        HttpResponse<String> answer = gateway.post(FOCAL_POINT, "/allegations", REPORT);
        contract.keeps("reportAllegation", 201, answer);
        Allegations.Report report = (Allegations.Report) asked.getFirst();
        assertEquals("RIVER", report.allegation().assessor());
        assertEquals(report.allegation().id(), report.statement().id());
        assertEquals(new Grading("D4"), report.statement().grading());
        assertEquals(
                Level.CONFIDENTIAL, report.statement().summary().orElseThrow().level());
        assertEquals(
                new Portion("The cook.", "UN STRICTLY CONFIDENTIAL", Level.STRICTLY_CONFIDENTIAL, Set.of("SOURCE")),
                report.statement().source().orElseThrow());
        assertEquals(
                "/api/v1/allegations/" + report.allegation().id(),
                answer.headers().firstValue("Location").orElseThrow());
        assertEquals(
                new Reader("RIVER", FOCAL_POINT, true, Level.CONFIDENTIAL, Set.of("SOURCE")),
                report.by(),
                "a second factor opens Confidential, whatever the account's clearance");
    }

    @Test
    void namesThePlaceOfEveryFault() {
        HttpResponse<String> answer = gateway.post(FOCAL_POINT, "/allegations", """
                {"unit": "BN1", "commander": "X", "allegedAt": "2999-01-01T00:00:00Z", "grading": "G9", "category": "tortur",
                 "summary": {"marking": "UN SECRET", "note": 1}, "source": {"text": "The cook.", "marking": "UN CONFIDENTIAL"}}""");
        contract.keeps("reportAllegation", 422, answer);
        assertEquals(
                Set.of(
                        "/unit",
                        "/allegedAt",
                        "/grading",
                        "/category",
                        "/summary/text",
                        "/summary/marking",
                        "/summary/note",
                        "/source/compartments"),
                pointers(answer));
        assertTrue(answer.body().contains("did you mean torture?"), answer.body());
        assertEquals(
                Set.of("/source/compartments/0"),
                pointers(gateway.post(
                        FOCAL_POINT, "/allegations", REPORT.replace("[\"SOURCE\"]", "[\"NEGOTIATION\"]"))));
        assertEquals(
                Set.of("/source/compartments"),
                pointers(gateway.post(FOCAL_POINT, "/allegations", REPORT.replace("[\"SOURCE\"]", "[]"))));
        assertEquals(
                Set.of("/allegedAt", "/category", "/grading", "/summary", "/unit"),
                pointers(gateway.post(FOCAL_POINT, "/allegations", "{}")));
        assertEquals(List.of(), asked);
        unknown = Optional.of("commander");
        assertEquals(Set.of("/commander"), pointers(gateway.post(FOCAL_POINT, "/allegations", REPORT)));
        unknown = Optional.of(Allegations.ASSESSOR);
        HttpResponse<String> others = gateway.post(FOCAL_POINT, "/allegations", REPORT);
        contract.keeps("reportAllegation", 422, others);
        assertTrue(others.body().contains("UN entity"), others.body());
    }

    @Test
    void aRecordThatTheReporterCannotReadOrThatTellsOfNoAllegationIsNoRecord() {
        gateway.answers.records.put("r1", World.record("r1", Level.CONFIDENTIAL, "an incident"));
        for (String record : List.of("r1", "r9")) {
            HttpResponse<String> answer = gateway.post(
                    FOCAL_POINT, "/allegations", REPORT.replaceFirst("\\{", "{\"record\": \"" + record + "\", "));
            contract.keeps("reportAllegation", 422, answer);
            assertEquals(Set.of("/record"), pointers(answer));
        }
        assertEquals(List.of(), asked);
    }

    @Test
    void theTypeOfARecordWhoseHeadIsHiddenIsNotTold() {
        List<JsonObject> hidden = new ArrayList<>();
        for (String type : List.of("incident", "human-rights-allegation")) {
            hidden.add(contract.keeps("reportAllegation", 422, reported(type, Level.STRICTLY_CONFIDENTIAL)));
        }
        assertEquals(
                hidden.getFirst().copy().putNull("trace"),
                hidden.getLast().copy().putNull("trace"));
        assertEquals(List.of(), asked);
        contract.keeps("reportAllegation", 201, reported("human-rights-allegation", Level.CONFIDENTIAL));
    }

    /** A report that names a record of the reporter's party, whose text they read, and whose head has that level. */
    private HttpResponse<String> reported(String type, Level head) {
        StoredRecord record = Altered.typed(World.record("r1", Level.CONFIDENTIAL, "told in a cell"), type);
        gateway.answers.records.put("r1", Altered.headAt(record, head));
        return gateway.post(FOCAL_POINT, "/allegations", REPORT.replaceFirst("\\{", "{\"record\": \"r1\", "));
    }

    @Test
    void showsASourceOnlyWhereTheServiceToldOneAndALinkOnlyToWhoMayReadIt() {
        found = new FindOutcome.Found(whole("al1"));
        JsonObject shown = contract.keeps("getAllegation", 200, gateway.get(FOCAL_POINT, "/allegations/al1"));
        assertTrue(gateway.answers.notes.stream()
                .anyMatch(note -> note.kind().equals("allegation-opened")
                        && note.subject().equals(FOCAL_POINT)
                        && note.detail().equals("al1")));
        JsonObject said = shown.getJsonArray("statements").getJsonObject(0);
        assertEquals("The cook.", said.getJsonObject("source").getString("text"));
        assertFalse(shown.containsKey("record"), "its target cannot be read");
        Case hidden = whole("al1");
        found = new FindOutcome.Found(new Case(
                hidden.allegation(),
                hidden.category(),
                hidden.record(),
                hidden.holds(),
                List.of(new Said(SaidAs.REPORT, statement("al1", Optional.empty()), FOCAL_POINT, AT)),
                hidden.history()));
        HttpResponse<String> approver = gateway.get("river.approver", "/allegations/al1");
        JsonObject without = contract.keeps("getAllegation", 200, approver);
        assertFalse(without.getJsonArray("statements").getJsonObject(0).containsKey("source"));
        assertFalse(approver.body().contains("source"), approver.body());
        assertEquals(
                new Reader("RIVER", "river.approver", false, Level.CONFIDENTIAL, Set.of("SOURCE")),
                ((Allegations.Find) asked.getLast()).by());
    }

    @Test
    void listsWithoutWhatWasSaid() {
        HttpResponse<String> answer = gateway.get("river.approver", "/allegations");
        JsonObject list = contract.keeps("listAllegations", 200, answer);
        assertTrue(list.getJsonArray("items").getJsonObject(0).getBoolean("holds"));
        assertFalse(answer.body().contains("The cook."), answer.body());
    }

    @Test
    void whoIsNeitherFocalPointNorApproverIsRefusedWhateverKeycloakSays() {
        String reason = "{\"status\": \"UNDER_REVIEW\", \"reason\": \"heard\"}";
        contract.keeps("listAllegations", 403, gateway.get("river.officer", "/allegations"));
        contract.keeps("getAllegation", 403, gateway.get("river.officer", "/allegations/al1"));
        contract.keeps("resolveAllegation", 403, gateway.post("river.officer", "/allegations/al1/resolutions", reason));
        contract.keeps("reportAllegation", 403, gateway.post("river.approver", "/allegations", REPORT));
        assertEquals(List.of(), asked);
    }

    @Test
    void changesAreAnsweredAsTheyTurnOut() {
        String resolution = "{\"status\": \"DISMISSED\", \"reason\": \"retracted\"}";
        String grading = "{\"statement\": \"al1\", \"grading\": \"D4\", \"reason\": \"retracted\"}";
        String further = """
                {"grading": "B2", "summary": {"text": "Seen by a patrol.", "marking": "UN CONFIDENTIAL"}}""";
        contract.keeps("resolveAllegation", 404, gateway.post(FOCAL_POINT, "/allegations/al9/resolutions", resolution));
        changed = new ChangeOutcome.NotPossible("nobody judges what they reported");
        contract.keeps("resolveAllegation", 409, gateway.post(FOCAL_POINT, "/allegations/al1/resolutions", resolution));
        changed = new ChangeOutcome.Changed(whole("al1"), 8);
        contract.keeps(
                "resolveAllegation", 201, gateway.post("river.approver", "/allegations/al1/resolutions", resolution));
        contract.keeps("regradeAllegation", 201, gateway.post("river.approver", "/allegations/al1/gradings", grading));
        contract.keeps(
                "corroborateAllegation", 201, gateway.post(FOCAL_POINT, "/allegations/al1/corroborations", further));
        assertEquals(
                Optional.empty(),
                ((Allegations.Corroborate) asked.getLast()).statement().source());
        assertEquals(
                Set.of("/reason", "/status"),
                pointers(gateway.post(FOCAL_POINT, "/allegations/al1/resolutions", "{\"status\": \"GUILTY\"}")));
        assertEquals(
                Set.of("/grading", "/reason", "/statement"),
                pointers(gateway.post(FOCAL_POINT, "/allegations/al1/gradings", "{}")));
    }
}
