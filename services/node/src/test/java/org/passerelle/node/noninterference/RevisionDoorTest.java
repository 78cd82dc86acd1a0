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

    private static String attachment(HttpResponse<String> attached) {
        return Json.tree(attached.body()).path("id").asText();
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
