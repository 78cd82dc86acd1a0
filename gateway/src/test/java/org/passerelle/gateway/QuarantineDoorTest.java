package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.FindOutcome;
import org.passerelle.core.message.Quarantines.ListOf;
import org.passerelle.core.message.Quarantines.QuarantineOutcome;
import org.passerelle.core.message.Quarantines.RuleOutcome;
import org.passerelle.core.message.Quarantines.Ruled;
import org.passerelle.core.message.Quarantines.Ruling;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;

/** Quarantine at the door: whoever may not know finds nothing, and answers are as the OpenAPI file says. */
class QuarantineDoorTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REASON = "{\"reason\": \"obtained in custody\"}";
    private static final String DESTROY = "{\"ruling\": \"destroy\", \"reason\": \"he was beaten\"}";
    private static final String FOCAL_POINT = "river.focal-point";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private final List<Object> asked = new CopyOnWriteArrayList<>();
    /** The case of whoever was faster. */
    private volatile Optional<Case> first = Optional.empty();

    private volatile FindOutcome found = new FindOutcome.Absent();
    private volatile RuleOutcome ruled = new RuleOutcome.Absent();

    @BeforeEach
    void open() throws Exception {
        gateway = RunningGateway.watched(home);
        contract = new KeptContract(gateway);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(Future.all(
                bus.answer(Quarantines.QUARANTINE, question -> {
                    asked.add(question);
                    return Future.succeededFuture(new QuarantineOutcome.Quarantined(
                            first.orElse(flagged("RIVER", question.party(), question.subject()))));
                }),
                bus.answer(Quarantines.LIST, question -> {
                    asked.add(question);
                    return Future.succeededFuture(new Quarantines.CaseList(
                            List.of(open("RIVER"), flagged("RIVER", "LAKE", "lake.focal-point"))));
                }),
                bus.answer(Quarantines.FIND, question -> {
                    asked.add(question);
                    return Future.succeededFuture(found);
                }),
                bus.answer(Quarantines.RULE, question -> {
                    asked.add(question);
                    return Future.succeededFuture(ruled);
                }),
                bus.answer(
                        Audit.LEDGER,
                        question -> Future.succeededFuture(new Audit.Ledger(List.of(new Audit.Receipt(
                                "d1",
                                question.recordId(),
                                1,
                                "LAKE",
                                "lake.officer",
                                Action.READ,
                                "early-warning",
                                AT))))),
                bus.answer(
                        Exchange.RECALL_CASES,
                        question -> Future.succeededFuture(new Exchange.RecallCases(List.of(new Exchange.RecallCase(
                                "r1",
                                "destroyed after review",
                                AT,
                                List.of(new Exchange.NoticeState("n1", "LAKE", "d1", "pending", AT)))))))));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Case open(String releaser) {
        return flagged(releaser, "RIVER", FOCAL_POINT);
    }

    private static Case flagged(String releaser, String party, String subject) {
        return new Case(
                "q1",
                "r1",
                releaser,
                "river.officer",
                "UN CONFIDENTIAL",
                "obtained in custody",
                party,
                subject,
                AT,
                Optional.empty());
    }

    private static Case destroyed() {
        Case open = open("RIVER");
        return new Case(
                open.id(),
                open.recordId(),
                open.releaser(),
                open.submitter(),
                open.marking(),
                open.cause(),
                open.party(),
                open.subject(),
                open.at(),
                Optional.of(new Ruled(Ruling.DESTROY, "river.approver", "he was beaten", Optional.of("00ff"), AT, 8)));
    }

    private JsonObject refused(int status, String account, String record) {
        return contract.keeps(
                "quarantineRecord", status, gateway.post(account, "/records/" + record + "/quarantines", REASON));
    }

    @Test
    void flagsWhatTheFocalPointCanReadAndNothingElse() {
        gateway.answers.records.put("r1", World.record("r1", Level.CONFIDENTIAL, "told in a cell"));
        gateway.answers.records.put("r2", World.record("r2", Level.STRICTLY_CONFIDENTIAL, "told in a cell"));
        contract.keeps("quarantineRecord", 201, gateway.post(FOCAL_POINT, "/records/r1/quarantines", REASON));
        assertEquals(List.of(new Quarantines.Quarantine("r1", "RIVER", FOCAL_POINT, "obtained in custody")), asked);
        JsonObject hidden = refused(404, FOCAL_POINT, "r2");
        JsonObject absent = refused(404, FOCAL_POINT, "r9");
        assertEquals(absent.copy().putNull("trace"), hidden.copy().putNull("trace"), "hidden and absent are alike");
        contract.keeps("quarantineRecord", 422, gateway.post(FOCAL_POINT, "/records/r1/quarantines", "{}"));
        assertEquals(1, asked.size());
    }

    @Test
    void onlyFocalPointsOfTheReleaserAndOfUnEntitiesThatReceivedItFlag() {
        gateway.answers.records.put("r1", World.record("r1", Level.CONFIDENTIAL, "told in a cell"));
        refused(403, "river.officer", "r1");
        refused(403, "marsh.officer", "r1");
        assertEquals(List.of(), asked);
        contract.keeps("quarantineRecord", 201, gateway.post("lake.focal-point", "/records/r1/quarantines", REASON));
    }

    @Test
    void whatIsNotTheirsToFlagIsAbsentToThoseWhoReadIt() throws Exception {
        gateway.change(World::watchedByExperts);
        gateway.answers.records.put("r1", World.record("r1", Level.CONFIDENTIAL, "told in a cell"));
        assertEquals(
                200,
                gateway.get("lake.focal-point", "/records/r1?purpose=early-warning")
                        .statusCode());
        JsonObject read = refused(404, "lake.focal-point", "r1");
        JsonObject absent = refused(404, "lake.focal-point", "r9");
        assertEquals(absent.copy().putNull("trace"), read.copy().putNull("trace"));
        assertEquals(1, gateway.answers.leaves.size(), "that of the reading");
        assertEquals(List.of(), asked);
    }

    @Test
    void thatARecordOfOthersIsThereIsRecordedBeforeItIsFlagged() {
        gateway.answers.records.put("r1", World.record("r1", Level.CONFIDENTIAL, "told in a cell"));
        gateway.answers.auditReachable = false;
        refused(503, "lake.focal-point", "r1");
        assertEquals(List.of(), asked);
        gateway.answers.auditReachable = true;
        contract.keeps("quarantineRecord", 201, gateway.post("lake.focal-point", "/records/r1/quarantines", REASON));
        contract.keeps("quarantineRecord", 201, gateway.post(FOCAL_POINT, "/records/r1/quarantines", REASON));
        assertEquals(1, gateway.answers.leaves.size(), "none of what the own party released");
        Audit.Item item = gateway.answers.leaves.getFirst().items().getFirst();
        assertEquals("r1", item.recordId());
        assertEquals(List.of("RIVER"), item.originators());
        assertTrue(item.notice());
    }

    @Test
    void whoeverFlagsWhatTheyReceivedLearnsNothingOfTheRest() {
        gateway.answers.records.put("r1", World.record("r1", Level.CONFIDENTIAL, "told in a cell"));
        JsonObject own =
                contract.keeps("quarantineRecord", 201, gateway.post(FOCAL_POINT, "/records/r1/quarantines", REASON));
        assertTrue(own.containsKey("marking") && own.containsKey("submitter"), own::encode);
        found = new FindOutcome.Found(flagged("RIVER", "LAKE", "lake.focal-point"));
        JsonObject listed = contract.keeps("listQuarantines", 200, gateway.get("lake.focal-point", "/quarantines"));
        for (JsonObject received : List.of(
                contract.keeps(
                        "quarantineRecord", 201, gateway.post("lake.focal-point", "/records/r1/quarantines", REASON)),
                contract.keeps("getQuarantine", 200, gateway.get("lake.focal-point", "/quarantines/q1")),
                listed.getJsonArray("items").getJsonObject(1))) {
            assertEquals("obtained in custody", received.getString("cause"));
            assertFalse(received.containsKey("marking") || received.containsKey("submitter"), received::encode);
        }
    }

    @Test
    void whoeverIsOvertakenLearnsNothingOfWhoWasFaster() {
        gateway.answers.records.put("r1", World.record("r1", Level.CONFIDENTIAL, "told in a cell"));
        first = Optional.of(open("RIVER"));
        refused(404, "lake.focal-point", "r1");
        first = Optional.of(flagged("RIVER", "LAKE", "lake.focal-point"));
        JsonObject reviewer =
                contract.keeps("quarantineRecord", 201, gateway.post(FOCAL_POINT, "/records/r1/quarantines", REASON));
        assertEquals("lake.focal-point", reviewer.getString("by"));
    }

    @Test
    void reviewersKnowCasesOfTheRecordsThatTheirPartyReviews() {
        contract.keeps("listQuarantines", 200, gateway.get(FOCAL_POINT, "/quarantines"));
        assertEquals(
                List.of(new ListOf(Set.of("RIVER", "FORCES"), "RIVER")), asked, "its own, and of whom it assesses");
        contract.keeps("listQuarantines", 403, gateway.get("river.officer", "/quarantines"));
        contract.keeps("getQuarantine", 403, gateway.get("river.officer", "/quarantines/q1"));
        contract.keeps("ruleQuarantine", 403, gateway.post("river.officer", "/quarantines/q1/rulings", DESTROY));
        contract.keeps("getQuarantine", 404, gateway.get(FOCAL_POINT, "/quarantines/q9"));
    }

    @Test
    void theLedgerIsTheReleasersAlone() {
        found = new FindOutcome.Found(destroyed());
        JsonObject own = contract.keeps("getQuarantine", 200, gateway.get(FOCAL_POINT, "/quarantines/q1"));
        assertEquals("LAKE", own.getJsonArray("disclosures").getJsonObject(0).getString("recipient"));
        assertEquals("pending", own.getJsonArray("notices").getJsonObject(0).getString("state"));
        assertEquals("00ff", own.getJsonObject("ruled").getString("saltedHash"));
        found = new FindOutcome.Found(open("FORCES"));
        JsonObject others = contract.keeps("getQuarantine", 200, gateway.get(FOCAL_POINT, "/quarantines/q1"));
        assertFalse(others.containsKey("disclosures"));
        assertFalse(others.containsKey("notices"));
    }

    @Test
    void takesARulingWithItsReason() {
        String path = "/quarantines/q1/rulings";
        contract.keeps("ruleQuarantine", 404, gateway.post(FOCAL_POINT, path, DESTROY));
        ruled = new RuleOutcome.NotPossible("nobody rules on what they flagged");
        contract.keeps("ruleQuarantine", 409, gateway.post(FOCAL_POINT, path, DESTROY));
        ruled = new RuleOutcome.Done(destroyed());
        contract.keeps("ruleQuarantine", 201, gateway.post("river.approver", path, DESTROY));
        assertEquals(
                new Quarantines.Rule(
                        "q1", Set.of("RIVER", "FORCES"), "RIVER", "river.approver", Ruling.DESTROY, "he was beaten"),
                asked.getLast());
        HttpResponse<String> faulty = gateway.post(FOCAL_POINT, path, "{\"ruling\": \"burn\"}");
        JsonObject problem = contract.keeps("ruleQuarantine", 422, faulty);
        assertEquals(2, problem.getJsonArray("errors").size());
    }
}
