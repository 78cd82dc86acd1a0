package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.json.Json;

/** Of a party's own records that derive from what was taken back a member is told those that they may read. */
class RecallNoticeDoorTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        store("product", "LAKE", Level.CONFIDENTIAL);
        store("hidden", "LAKE", Level.STRICTLY_CONFIDENTIAL);
        store("foreign", "RIVER", Level.CONFIDENTIAL);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void store(String id, String party, Level level) {
        store(id, party, level, "source");
    }

    private void store(String id, String party, Level level, String source) {
        StoredRecord plain = World.released(id, party, level, "what was made of it");
        gateway.answers.records.put(
                id, new StoredRecord(plain.facts(), plain.contents(), plain.versionAt(), List.of(source)));
    }

    private HttpResponse<String> feed() {
        gateway.answers.feed = read -> read.after() > 0
                ? List.of()
                : List.of(new Exchange.Item.Notice(
                        1,
                        "notice",
                        "disclosure",
                        "recalled",
                        "source",
                        1,
                        "RIVER",
                        "lake.officer",
                        List.of("beyond", "behind", "product", "hidden", "foreign"),
                        Instant.EPOCH));
        return gateway.get("lake.officer", "/feed?purpose=early-warning&wait=0");
    }

    /** @param before what had been asked when it was recalled */
    private HttpResponse<String> recall(List<String> before) {
        gateway.answers.records.put("source", World.released("source", "LAKE", Level.CONFIDENTIAL, "what was wrong"));
        RunningGateway.await(new Bus(gateway.vertx, Duration.ofSeconds(1)).answer(Records.RECALL, question -> {
            before.addAll(gateway.answers.asked);
            return Future.succeededFuture(new Records.RecallOutcome.Recalled("recall", 1L));
        }));
        return gateway.post("lake.officer", "/records/source/recalls", "{\"reason\":\"a mistake\"}");
    }

    @Test
    void ofTheFeed() {
        HttpResponse<String> answer = feed();
        JsonNode notice = Json.tree(answer.body()).at("/items/0");
        assertEquals(Json.tree("[\"product\"]"), notice.path("affected"), answer::body);
    }

    /** That somebody's record derives from what was taken back is for whoever may read that one. */
    @Test
    void aChainIsToldToWhoeverMayReadEveryLinkOfIt() {
        store("unread", "RIVER", Level.STRICTLY_CONFIDENTIAL);
        store("behind", "LAKE", Level.CONFIDENTIAL, "unread");
        store("beyond", "LAKE", Level.CONFIDENTIAL, "foreign");
        HttpResponse<String> answer = feed();
        assertEquals(
                Json.tree("[\"beyond\",\"product\"]"), Json.tree(answer.body()).at("/items/0/affected"), answer::body);
        HttpResponse<String> recalled = recall(new ArrayList<>());
        assertEquals(
                Json.tree("[\"beyond\",\"product\"]"),
                Json.tree(recalled.body()).path("derivedRecords"),
                recalled::body);
    }

    @Test
    void aNoticeLeavesWhereThatCannotBeFoundOut() {
        gateway.answers.factsReachable = false;
        JsonObject page = new KeptContract(gateway).keeps("readFeed", 200, feed());
        JsonObject notice = page.getJsonArray("items").getJsonObject(0);
        assertEquals("notice", notice.getString("id"), page::encode);
        assertFalse(notice.containsKey("affected"), page::encode);
        assertEquals(1, gateway.answers.leaves.size());
    }

    @Test
    void ofTheAnswerToARecall() {
        HttpResponse<String> answer = recall(new ArrayList<>());
        assertEquals(201, answer.statusCode(), answer::body);
        assertEquals(Json.tree("[\"product\"]"), Json.tree(answer.body()).path("derivedRecords"), answer::body);
    }

    @Test
    void aRecallIsMadeBeforeAnyOfThemIsLookedForAndWithoutOpeningAnyRecord() {
        List<String> before = new CopyOnWriteArrayList<>();
        for (int more = 0; more < 300; more++) {
            store("product-" + more, "LAKE", Level.CONFIDENTIAL);
        }
        HttpResponse<String> answer = recall(before);
        assertEquals(301, Json.tree(answer.body()).path("derivedRecords").size(), answer::body);
        assertFalse(before.contains("records.tear-lines"), before::toString);
        assertFalse(before.contains("records.derivatives"), before::toString);
        assertFalse(gateway.answers.asked.contains("records.gather"), "no content is opened");
    }

    @Test
    void aRecallIsMadeWhereTheyCannotBeFoundOut() {
        gateway.answers.derivativesReachable = false;
        JsonObject recalled = new KeptContract(gateway).keeps("recallRecord", 201, recall(new ArrayList<>()));
        assertEquals("recall", recalled.getString("recall"));
        assertFalse(recalled.containsKey("derivedRecords"), recalled::encode);
        assertFalse(recalled.containsKey("tearLines"), recalled::encode);
    }

    @Test
    void theCaseOfARecallIsToldWhereTheyCannotBeFoundOut() {
        gateway.answers.records.put("source", World.released("source", "LAKE", Level.CONFIDENTIAL, "what was wrong"));
        RunningGateway.await(new Bus(gateway.vertx, Duration.ofSeconds(1))
                .answer(
                        Exchange.RECALL_CASES,
                        question -> Future.succeededFuture(new Exchange.RecallCases(
                                List.of(new Exchange.RecallCase("source", "a mistake", Instant.EPOCH, List.of()))))));
        gateway.answers.derivativesReachable = false;
        JsonObject cases = new KeptContract(gateway)
                .keeps("getRecalls", 200, gateway.get("lake.officer", "/records/source/recalls"));
        assertEquals(1, cases.getJsonArray("items").size());
        assertFalse(cases.getJsonArray("items").getJsonObject(0).containsKey("derivedRecords"), cases::encode);
    }

    @Test
    void aNewVersionIsStoredWhereTheyCannotBeFoundOut() {
        gateway.answers.records.put("source", World.released("source", "LAKE", Level.CONFIDENTIAL, "what was wrong"));
        RunningGateway.await(new Bus(gateway.vertx, Duration.ofSeconds(1))
                .answer(
                        Records.REVISE,
                        question -> Future.succeededFuture(new Records.ReviseOutcome.Stored("source", 2))));
        gateway.answers.derivativesReachable = false;
        String etag = gateway.get("lake.officer", "/records/source?purpose=early-warning")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpResponse<String> answer = gateway.send(gateway.request("/records/source?lifting=true")
                .header("Test-Account", "lake.officer")
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .PUT(HttpRequest.BodyPublishers.ofString("""
                        {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                         "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"]},
                         "portions":[{"field":"body","text":"what is right"}]}"""))
                .build());
        JsonObject stored = new KeptContract(gateway).keeps("reviseRecord", 200, answer);
        assertFalse(stored.containsKey("version"), "it would count the versions that are hidden");
        assertFalse(stored.containsKey("derivedRecords"), stored::encode);
    }
}
