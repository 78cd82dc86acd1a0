package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** A new version is what it says together with the attachments that stay; one of a recalled record is found by nobody. */
final class RevisionDoorTest {
    private static final String AUTHOR = "minusma-system";
    private static final String PARTNER = "unowa-system";
    private static final String PURPOSE = "?purpose=early-warning";

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

    private static String record(String overall, String text) {
        return """
            {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
             "geometry":{"type":"Point","coordinates":[-0.3,16.2]},"label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},%s
             "portions":[{"field":"body","text":"%s"}]}""".formatted(overall, text);
    }

    private String submitted(String text) {
        HttpResponse<String> answer = house.post(AUTHOR, "/records", record("", text));
        assertEquals(201, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("id").asText();
    }

    private HttpResponse<String> revise(String id, String body) {
        HttpResponse<String> read = house.get(AUTHOR, "/records/" + id + PURPOSE);
        return house.put(
                AUTHOR,
                "/records/" + id,
                body,
                "If-Match",
                read.headers().firstValue("ETag").orElseThrow());
    }

    @Test
    void anAttachmentThatStaysIsPartOfItsLabel() {
        String id = submitted("The ferry has not run since the morning.");
        String label = URLEncoder.encode("UN CONFIDENTIAL//TLP:AMBER", StandardCharsets.UTF_8);
        HttpResponse<String> attached = house.send(
                AUTHOR,
                "/records/" + id + "/attachments?name=log.txt&label=" + label,
                "text/plain",
                "as the ferryman wrote it".getBytes(StandardCharsets.UTF_8));
        assertEquals(201, attached.statusCode(), attached::body);
        HttpResponse<String> below = revise(
                id,
                record("\"overall\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"},", "The ferry runs again."));
        assertEquals(422, below.statusCode(), below::body);
        JsonNode fault = Json.tree(below.body()).at("/errors/0");
        assertEquals("/overall/marking", fault.path("pointer").asText(), below::body);
        assertTrue(fault.path("message").asText().contains("an attachment that stays"), below::body);
        HttpResponse<String> stored = revise(id, record("", "The ferry runs again."));
        assertEquals(200, stored.statusCode(), stored::body);
        assertEquals(2, Json.tree(stored.body()).at("/label/level").asInt(), stored::body);
        HttpResponse<String> attachmentless = house.put(
                AUTHOR,
                "/records/" + id + "?without=" + attachment(attached),
                record("\"overall\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"},", "The ferry runs again."),
                "If-Match",
                house.get(AUTHOR, "/records/" + id + PURPOSE)
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow());
        assertEquals(200, attachmentless.statusCode(), attachmentless::body);
    }

    @Test
    void whatIsToGoAndIsNotListedIsRefusedWhetherItIsHiddenOrNotThere() {
        String id = submitted("The ferry has not run since the morning.");
        String seen = attachment(attach(AUTHOR, id, "seen.txt", "UN CONFIDENTIAL//TLP:AMBER"));
        String hidden = attachment(
                attach("minusma.officer", id, "hidden.txt", "UN CONFIDENTIAL//TLP:AMBER//EYES minusma.officer"));
        String never = refusedWithout(id, "a-" + seen);
        assertEquals(never, refusedWithout(id, hidden));
        assertEquals(never, refusedWithout(id, seen + "%2C" + hidden));
        JsonNode view = Json.tree(house.get(AUTHOR, "/records/" + id + PURPOSE).body());
        assertEquals(1, view.path("attachments").size(), view::toString);
        assertEquals(200, without(id, seen).statusCode());
        view = Json.tree(house.get(AUTHOR, "/records/" + id + PURPOSE).body());
        assertTrue(view.path("attachments").isMissingNode(), view::toString);
    }

    private HttpResponse<String> attach(String account, String id, String name, String label) {
        HttpResponse<String> attached = house.send(
                account,
                "/records/" + id + "/attachments?name=" + name + "&label="
                        + URLEncoder.encode(label, StandardCharsets.UTF_8),
                "text/plain",
                ("as it stands in " + name).getBytes(StandardCharsets.UTF_8));
        assertEquals(201, attached.statusCode(), attached::body);
        return attached;
    }

    private HttpResponse<String> without(String id, String attachments) {
        return house.put(
                AUTHOR,
                "/records/" + id + "?without=" + attachments,
                record("", "The ferry runs again."),
                "If-Match",
                house.get(AUTHOR, "/records/" + id + PURPOSE)
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow());
    }

    /** The fault, of which the answer tells nothing else. */
    private String refusedWithout(String id, String attachments) {
        HttpResponse<String> answer = without(id, attachments);
        assertEquals(400, answer.statusCode(), answer::body);
        JsonNode faults = Json.tree(answer.body()).path("errors");
        assertEquals("without", faults.at("/0/pointer").asText(), answer::body);
        return faults.toString();
    }

    private static String attachment(HttpResponse<String> attached) {
        return Json.tree(attached.body()).path("id").asText();
    }

    @Test
    void aShorterRetentionIsToldToWhoeverAsksAgain() {
        HttpResponse<String> stored = house.post(AUTHOR, "/records", retained("2199-12-01T00:00:00Z"));
        assertEquals(201, stored.statusCode(), stored::body);
        String id = Json.tree(stored.body()).path("id").asText();
        house.settle();
        String tag = tag(id);
        HttpResponse<String> revised = revise(id, retained("2199-07-01T00:00:00Z"));
        assertEquals(200, revised.statusCode(), revised::body);
        house.settle();
        HttpResponse<String> again = house.get(PARTNER, "/records/" + id + PURPOSE, "If-None-Match", tag);
        assertEquals(200, again.statusCode(), again::body);
        assertEquals(
                "2199-07-01T00:00:00Z",
                Json.tree(again.body()).path("retainUntil").asText());
        assertNotEquals(tag, tag(id));
    }

    private static String retained(String until) {
        return record("", "The ferry has not run since the morning.")
                .replace("\"tlp\":\"GREEN\"", "\"tlp\":\"GREEN\",\"retainUntil\":\"%s\"".formatted(until));
    }

    private String tag(String id) {
        HttpResponse<String> read = house.get(PARTNER, "/records/" + id + PURPOSE);
        assertEquals(200, read.statusCode(), read::body);
        return read.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void aNewVersionOfWhatWasRecalledIsCountedByNobody() {
        String question = "/records" + PURPOSE + "&count=true&facets=country";
        String before = counts(question);
        String id = submitted("The ferry has not run since the morning.");
        assertNotEquals(before, counts(question), "the partner sees such a record");
        HttpResponse<String> recalled = house.post(AUTHOR, "/records/" + id + "/recalls", "{\"reason\":\"mistaken\"}");
        assertEquals(201, recalled.statusCode(), recalled::body);
        assertEquals(before, counts(question));
        HttpResponse<String> revised = revise(id, record("", "The ferry runs again."));
        assertEquals(200, revised.statusCode(), revised::body);
        assertEquals(before, counts(question));
    }

    private String counts(String question) {
        HttpResponse<String> answer = house.get(PARTNER, question);
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body()).path("counts").toString();
    }
}
