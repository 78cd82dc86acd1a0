package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** Affiliations are statements with a source; what was stored as plain texts is read on, and not taken again. */
class StatementDoorTest {
    private static final String TEXT = "The ford below Tassiga is mined; twelve men guard it.";
    private static final String STATED =
            "{\"relation\":\"split-from\",\"party\":\"Elders\",\"from\":\"2014-03-18\",\"source\":\"%s\",\"grading\":\"B3\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, TEXT));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> submit(String affiliations) {
        return gateway.post("lake.officer", "/records", """
                {"type":"incident","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN","purposes":["early-warning"]},
                 "details":{"affiliations":%s},"portions":[{"field":"body","text":"A body."}]}""".formatted(affiliations));
    }

    private NewPortion head() {
        return gateway.answers.submitted.getLast().portions().getFirst();
    }

    private static StoredRecord affiliated(String id, Object affiliations) {
        return Altered.head(
                World.released(id, "LAKE", Level.CONFIDENTIAL, "text"),
                head -> With.with(head, "details", Map.of("affiliations", affiliations)));
    }

    @Test
    void theyAreStoredAsTheyWereSaidAndShownSo() {
        assertEquals(201, submit("[" + STATED.formatted("their letter") + "]").statusCode());
        Object stored =
                assertInstanceOf(Content.Head.class, head().content()).details().get("affiliations");
        JsonNode said = Json.tree("[" + STATED.formatted("their letter") + "]");
        assertEquals(said, Json.tree(Objects.requireNonNull(stored)));
        gateway.answers.records.put("own", affiliated("own", stored));
        HttpResponse<String> read = gateway.get("lake.officer", "/records/own?purpose=early-warning");
        new KeptContract(gateway).keeps("getRecord", 200, read);
        assertEquals(said, Json.tree(read.body()).at("/details/affiliations"));
        HttpResponse<String> page = gateway.get("lake.officer", "/records/own/document?purpose=early-warning&lang=en");
        assertTrue(
                page.body().contains("split-from Elders (from 2014-03-18, source: their letter, graded B3)"),
                page.body());
    }

    @Test
    void aFaultIsNamedAtItsPlaceInTheStatement() {
        HttpResponse<String> answer =
                submit("[" + STATED.formatted("x") + ",{\"relation\":\"foe-of\",\"party\":\"x\"}]");
        assertEquals(422, answer.statusCode());
        assertEquals(
                Set.of("/details/affiliations/1/relation", "/details/affiliations/1/source"),
                Set.copyOf(Json.tree(answer.body()).findValuesAsText("pointer")));
        assertTrue(gateway.answers.submitted.isEmpty());
    }

    @Test
    void plainTextsOfOlderRecordsAreShownAsTheyAreAndNoLongerTaken() {
        gateway.answers.records.put("old", affiliated("old", List.of("MNLA", "MAA")));
        HttpResponse<String> read = gateway.get("lake.officer", "/records/old?purpose=early-warning");
        new KeptContract(gateway).keeps("getRecord", 200, read);
        assertEquals(Json.tree("[\"MNLA\",\"MAA\"]"), Json.tree(read.body()).at("/details/affiliations"));
        String page = gateway.get("lake.officer", "/records/old/document?purpose=early-warning&lang=en")
                .body();
        assertTrue(page.contains("MNLA, MAA"), page);
        HttpResponse<String> answer = submit("[\"MNLA\"]");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("relation, party and source"), answer.body());
        assertFalse(answer.body().contains("MNLA"), answer.body());
    }

    @Test
    void aCopyOfWhatThePartyReceivedIsOneAlsoInAStatement() {
        assertEquals(201, submit("[" + STATED.formatted(TEXT) + "]").statusCode());
        assertEquals(List.of("shared"), head().derivedFrom());
        assertEquals(201, submit("[" + STATED.formatted("their letter") + "]").statusCode());
        assertEquals(List.of(), head().derivedFrom());
    }
}
