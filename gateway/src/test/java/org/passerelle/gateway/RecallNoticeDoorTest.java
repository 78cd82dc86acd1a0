package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        StoredRecord plain = World.released(id, party, level, "what was made of it");
        gateway.answers.records.put(
                id, new StoredRecord(plain.facts(), plain.contents(), plain.versionAt(), List.of("source")));
    }

    @Test
    void ofTheFeed() {
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
                        List.of("product", "hidden", "foreign"),
                        Instant.EPOCH));
        HttpResponse<String> answer = gateway.get("lake.officer", "/feed?purpose=early-warning&wait=0");
        JsonNode notice = Json.tree(answer.body()).at("/items/0");
        assertEquals(Json.tree("[\"product\"]"), notice.path("affected"), answer::body);
    }

    @Test
    void ofTheAnswerToARecall() {
        gateway.answers.records.put("source", World.released("source", "LAKE", Level.CONFIDENTIAL, "what was wrong"));
        RunningGateway.await(new Bus(gateway.vertx, Duration.ofSeconds(1))
                .answer(
                        Records.RECALL,
                        question -> Future.succeededFuture(new Records.RecallOutcome.Recalled("recall", 1L))));
        HttpResponse<String> answer =
                gateway.post("lake.officer", "/records/source/recalls", "{\"reason\":\"a mistake\"}");
        assertEquals(201, answer.statusCode(), answer::body);
        assertEquals(Json.tree("[\"product\"]"), Json.tree(answer.body()).path("derivedRecords"), answer::body);
    }
}
