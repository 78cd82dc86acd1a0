package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.platform.json.Json;

/** A portion that is permitted and then taken out makes no difference to whoever reads the rest. */
final class StrippedPortionDoorTest {
    private static final String AUTHOR = "minusma-system";

    /** Of the author's party; what came from the partner they have under its clause, which takes out sources. */
    private static final String COLLEAGUE = "minusma.officer";

    private static final String PARTNER = "french-system";
    private static final String PURPOSE = "force-protection";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private House house;

    @BeforeEach
    void open() {
        house = new House(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void leavesFilesTagsAndCountsOfTheOwnPartyAsTheyWere() {
        String theirs = submitted(PARTNER, record("FR NON PROTÉGÉ", "Six men at the ford, says a driver."));
        ObjectNode own = record("UN UNCLASSIFIED", "The ferry has not run since the morning.");
        own.putArray("tags").add("collection:method=\"patrol\"");
        String id = submitted(AUTHOR, own);
        String file = attached(id);
        house.settle();
        List<String> before = answers(id, file);
        assertTrue(before.getFirst().contains("collection:method"), before.getFirst());
        assertTrue(before.get(1).startsWith("200"), before.get(1));
        own.withArray("/portions")
                .addObject()
                .put("field", "source")
                .put("text", "A driver of theirs.")
                .putArray("derivedFrom")
                .add(theirs);
        revise(id, own);
        house.settle();
        assertEquals(4, permitted(id), "the head, the text, the file and what came from the partner");
        assertEquals(before, answers(id, file));
        assertEquals(1, leavesOf(id, theirs), "nothing of the partner's content left but what was read by itself");
    }

    /** How many leaves the partner's log takes when the colleague reads the one and then the other. */
    private int leavesOf(String own, String theirs) {
        int before = leaves();
        for (String id : List.of(own, theirs)) {
            HttpResponse<String> read = house.get(COLLEAGUE, "/records/" + id + "?purpose=" + PURPOSE);
            assertEquals(200, read.statusCode(), read::body);
        }
        return leaves() - before;
    }

    private int leaves() {
        HttpResponse<String> entries = house.get(PARTNER, "/audit/entries?limit=1000");
        assertEquals(200, entries.statusCode(), entries::body);
        return Json.tree(entries.body()).path("entries").size();
    }

    private static ObjectNode record(String marking, String text) {
        return (ObjectNode) Json.tree("""
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "geometry":{"type":"Point","coordinates":[-0.3,16.2]},"label":{"marking":"%s","tlp":"AMBER"},
                 "portions":[{"field":"body","text":"%s"}]}""".formatted(marking, text));
    }

    private String submitted(String account, ObjectNode body) {
        HttpResponse<String> answer = house.post(account, "/records", body.toString());
        assertEquals(201, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("id").asText();
    }

    private String attached(String id) {
        HttpResponse<String> answer = house.send(
                AUTHOR,
                "/records/" + id + "/attachments?name=log.txt&label=" + encoded("UN UNCLASSIFIED//TLP:AMBER"),
                "text/plain",
                "as the ferryman wrote it".getBytes(StandardCharsets.UTF_8));
        assertEquals(201, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("id").asText();
    }

    private void revise(String id, ObjectNode body) {
        HttpResponse<String> read = house.get(AUTHOR, "/records/" + id + "?purpose=early-warning");
        HttpResponse<String> answer = house.put(
                AUTHOR,
                "/records/" + id,
                body.toString(),
                "If-Match",
                read.headers().firstValue("ETag").orElseThrow());
        assertEquals(200, answer.statusCode(), answer::body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<String> answers(String id, String file) {
        Doors doors = new Doors(house, COLLEAGUE, PURPOSE);
        return Stream.concat(
                        Stream.of("", "/attachments/" + file).map(question -> doors.answer(question, id)),
                        Stream.of(
                                        "/records?limit=5",
                                        "/records?limit=5&count=true&facets=tag,originator,level",
                                        "/records?limit=5&tag=" + encoded("collection:method=\"patrol\""),
                                        "/records?limit=5&bbox=-1,16,0,17")
                                .map(doors::answer))
                .toList();
    }

    /** How many portions of the record are permitted to the colleague. */
    private long permitted(String id) {
        RecordFacts facts = assertInstanceOf(
                        Records.Gathered.Found.class,
                        house.ask(Records.GATHER, new Records.Gather(id, Optional.empty())))
                .record()
                .facts();
        Request request = new Request(COLLEAGUE, Strength.SECOND_FACTOR, Action.READ, PURPOSE, Set.of());
        return assertInstanceOf(Decision.Judged.class, Decide.decide(house.policy(), request, facts, Instant.now()))
                .portions()
                .stream()
                .filter(portion -> portion.verdict() == Verdict.PERMIT)
                .count();
    }
}
