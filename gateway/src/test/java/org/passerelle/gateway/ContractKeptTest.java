package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Place;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Agreements;
import org.passerelle.gateway.edge.Contract;
import org.passerelle.gateway.world.World;

/** What the gateway answers is what the OpenAPI file says. */
class ContractKeptTest {
    private static final String SUBMISSION = """
            {"type":"incident","language":"en","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"},
             "portions":[{"field":"body","text":"the ford is guarded"}]}""";
    private static final String QUESTION = """
            {"recipient":"lake.officer","action":"READ","purpose":"early-warning","record":"shared"}""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "the ford is guarded"));
        contract = new KeptContract(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void ofTheCaller() {
        contract.keeps("getMe", 200, gateway.get("lake.officer", "/me"));
        contract.keeps("getMe", 403, gateway.get("stranger", "/me"));
        contract.keeps("getVocabulary", 200, gateway.get("lake.officer", "/vocabulary"));
    }

    @Test
    void ofRecords() {
        contract.keeps("getRecord", 200, gateway.get("lake.officer", "/records/shared?purpose=early-warning"));
        contract.keeps("getRecord", 404, gateway.get("lake.officer", "/records/absent?purpose=early-warning"));
        contract.keeps("getRecord", 400, gateway.get("lake.officer", "/records/absent"));
        contract.keeps("searchRecords", 200, gateway.get("lake.officer", "/records?purpose=early-warning"));
        contract.keeps("submitRecord", 201, gateway.post("river.officer", "/records", SUBMISSION));
        contract.keeps("submitRecord", 422, gateway.post("river.officer", "/records", "{}"));
        contract.keeps("submitRecord", 400, gateway.post("river.officer", "/records", "{"));
    }

    @Test
    void ofDecisions() {
        contract.keeps("explainDecision", 200, gateway.post("river.officer", "/decisions", QUESTION));
        String targeting = QUESTION.replace("early-warning", "targeting");
        contract.keeps("explainDecision", 200, gateway.post("river.officer", "/decisions", targeting));
        contract.keeps("explainDecision", 404, gateway.post("lake.officer", "/decisions", QUESTION));
    }

    /** It counts what others do; a released leaf names the policy, and so does the record of due diligence that is made of it (I11). */
    @Test
    void onlyTheRecordOfDueDiligenceNumbersThePolicy() {
        JsonObject schemas =
                Contract.load().forRouter().getJsonObject("components").getJsonObject("schemas");
        assertEquals(
                Set.of("DueDiligence"),
                schemas.stream()
                        .filter(schema -> String.valueOf(schema.getValue()).contains("\"policyVersion\""))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    /** An agreement at fault is told to whoever reinstates it, with both clauses. */
    @Test
    void ofAnAgreementAtFault() {
        Place.OfAgreement standing = new Place.OfAgreement("01-one", Optional.of("01-out"), "/clauses/0");
        Place.OfAgreement offered = new Place.OfAgreement("02-two", Optional.of("02-out"), "/clauses/1");
        gateway.answers.acted = new Agreements.Outcome.Faulty(List.of(
                new Fault(
                        Fault.Code.AMBIGUOUS_CLAUSES,
                        new Place.TwoClauses(standing, offered),
                        "clauses 01-out and 02-out do not go together"),
                new Fault(
                        Fault.Code.UNSIGNED,
                        new Place.OfAgreement("02-two", Optional.empty(), "/signatures/LAKE"),
                        "it lacks a valid signature of LAKE")));
        HttpResponse<String> answer =
                gateway.post("lake.officer", "/agreements/02-two/reinstatements", "{\"reason\":\"resolved\"}");
        contract.keeps("reinstateAgreement", 422, answer);
        assertEquals(new JsonArray("""
                [{"pointer":"/clauses/1","agreement":"02-two","clause":"02-out",
                  "other":{"pointer":"/clauses/0","agreement":"01-one","clause":"01-out"},
                  "code":"ambiguous-clauses","message":"clauses 01-out and 02-out do not go together"},
                 {"pointer":"/signatures/LAKE","agreement":"02-two",
                  "code":"unsigned","message":"it lacks a valid signature of LAKE"}]
                """), new JsonObject(answer.body()).getJsonArray("errors"));
        gateway.answers.acted = new Agreements.Outcome.Absent();
        contract.keeps(
                "reinstateAgreement",
                404,
                gateway.post("lake.officer", "/agreements/02-two/reinstatements", "{\"reason\":\"resolved\"}"));
    }

    /** Taxonomies can be added to the vocabulary, so the file has no closed list of tags; the door has, and says what it lacks. */
    @Test
    void aTagThatIsWrittenAsOneIsForTheDoorToRefuse() {
        String tagged = SUBMISSION.replace("\"language\":", "\"tags\":[\"added:later=\\\"x\\\"\"],\"language\":");
        assertTrue(contract.takes("submitRecord", new JsonObject(tagged)));
        JsonObject refused = contract.keeps("submitRecord", 422, gateway.post("river.officer", "/records", tagged));
        JsonObject error = refused.getJsonArray("errors").getJsonObject(0);
        assertEquals("/tags/0", error.getString("pointer"));
        assertEquals("unknown-word", error.getString("code"));
        assertFalse(
                contract.takes("submitRecord", new JsonObject(SUBMISSION).put("tags", new JsonArray().add("later"))));
    }

    @Test
    void theFileTakesTheSubmissionsThatTheGatewayTakesAndNoUnknownField() {
        assertTrue(contract.takes("submitRecord", new JsonObject(SUBMISSION)));
        assertFalse(contract.takes("submitRecord", new JsonObject(SUBMISSION).put("lable", "x")));
    }
}
