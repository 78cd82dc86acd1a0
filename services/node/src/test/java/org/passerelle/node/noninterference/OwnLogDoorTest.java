package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.audit.note.NoteKey;
import org.passerelle.audit.verify.ApiSource;
import org.passerelle.audit.verify.AuditVerification;
import org.passerelle.audit.verify.Expected;
import org.passerelle.audit.verify.LogResult;
import org.passerelle.audit.verify.Memory;
import org.passerelle.audit.verify.Report;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.json.Json;

/** A party's own log tells a member nothing of records that colleagues received, and is verified by every member all the same. */
final class OwnLogDoorTest {
    private static final String READER = "minusma.officer";
    private static final String COLLEAGUE = "minusma.administrator";
    private static final String SYSTEM = "minusma-system";
    private static final String AUDITOR = "minusma.auditor";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @Test
    void whatAColleagueReadIsForThemAndForAuditors() throws IOException {
        try (House house = new House(home)) {
            HttpResponse<String> stored = house.post(SYSTEM, "/records", body());
            assertEquals(201, stored.statusCode(), stored::body);
            String id = Json.tree(stored.body()).path("id").asText();
            String read = "/records/" + id + "?purpose=early-warning";
            assertEquals(200, house.get(READER, read).statusCode());
            assertEquals(404, house.get(COLLEAGUE, read).statusCode());
            // The leaf of a read within the originating party may become durable afterwards.
            assertTrue(Waiting.until(() -> told(house, READER, id) == 1, PATIENCE), "the reader opens it");
            assertEquals(1, told(house, AUDITOR, id));
            for (String other : List.of(COLLEAGUE, SYSTEM)) {
                assertFalse(house.get(other, "/audit/entries").body().contains(id), other);
                assertEquals(1, closed(house, other), other);
                LogResult log = verified(house, other);
                assertTrue(log.agrees(), log.toString());
                assertEquals(1, log.closed(), other);
            }
            assertEquals(0, verified(house, AUDITOR).closed());
        }
    }

    private static String body() {
        return """
                {"type":"incident","language":"en","country":"ML","admin1":["ML-7"],"eventTime":"2015-01-20T09:00:00Z",
                 "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","eyesOnly":["%s"]},
                 "portions":[{"field":"body","text":"Twelve men"}]}
                """.formatted(READER);
    }

    private static List<JsonNode> entries(House house, String account) {
        HttpResponse<String> answer = house.get(account, "/audit/entries");
        assertEquals(200, answer.statusCode(), answer::body);
        return StreamSupport.stream(Json.tree(answer.body()).path("entries").spliterator(), false)
                .toList();
    }

    private static long told(House house, String account, String record) {
        return entries(house, account).stream()
                .filter(entry -> entry.path("body").asText().contains(record))
                .count();
    }

    private static long closed(House house, String account) {
        return entries(house, account).stream()
                .filter(entry -> !entry.has("body") && !entry.has("salt") && !entry.has("at"))
                .count();
    }

    private LogResult verified(House house, String account) throws IOException {
        ApiSource api = new ApiSource(path -> house.get(account, path).body(), new Memory(home.resolve(account)));
        assertEquals(account.equals(AUDITOR), api.auditor());
        Expected expected = new Expected(!account.equals(AUDITOR), Set.of());
        Report report = AuditVerification.verify(api, NoteKey.parse(api.publishedKey()), expected);
        return report.logs().stream()
                .filter(log -> log.log().equals("MINUSMA"))
                .findFirst()
                .orElseThrow();
    }
}
