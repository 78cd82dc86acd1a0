package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** That a record which a submission cites is there is told with its leaf or not at all, whatever becomes of the submission. */
class CitedSourceTest {
    private static final String OFFICER = "lake.officer";
    private static final String TEXT = "The ford below Tassiga is mined; twelve men guard it.";
    private static final String OWN = "Fishermen were warned off the eastern bank at dawn.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, TEXT));
        gateway.answers.records.put("secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, TEXT));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aRefusalForAnotherSourceComesAfterTheLeaf() {
        HttpResponse<String> refused = submit(citing(OWN, "shared", "nobody"));
        assertEquals(Set.of("/derivedFrom/1"), pointers(refused));
        Audit.Item item = gateway.answers.leaves.getLast().items().getFirst();
        assertEquals(List.of("shared", "RIVER", true), List.of(item.recordId(), item.releaser(), item.notice()));
        assertTrue(gateway.answers.submitted.isEmpty());
    }

    @Test
    void aRefusalThatShowsHowASourceIsMarkedComesAfterTheLeaf() {
        HttpResponse<String> cited = submit(below(citing(OWN, "shared")));
        assertTrue(pointers(cited).contains("/overall/marking"), cited.body());
        assertEquals(
                "shared", gateway.answers.leaves.getLast().items().getFirst().recordId());
        gateway.answers.leaves.clear();
        HttpResponse<String> copied = submit(below(citing(TEXT)));
        assertTrue(pointers(copied).contains("/overall/marking"), copied.body());
        assertEquals(
                "shared", gateway.answers.leaves.getLast().items().getFirst().recordId());
    }

    @Test
    void nothingIsStoredOrSaidWhereTheLeafCannotBeWritten() {
        gateway.answers.auditReachable = false;
        for (String body : List.of(
                citing(OWN, "shared"),
                citing(OWN, "shared", "nobody"),
                below(citing(OWN, "shared")),
                below(citing(TEXT)))) {
            assertEquals(503, submit(body).statusCode(), body);
            assertEquals(503, gateway.post(OFFICER, "/previews", body).statusCode(), body);
        }
        assertTrue(gateway.answers.submitted.isEmpty());
        assertEquals(Set.of("/derivedFrom/0"), pointers(submit(citing(OWN, "nobody"))));
        assertEquals(201, submit(citing(OWN)).statusCode());
    }

    @Test
    void hiddenAndAbsentAreRefusedByTheSameBytesAfterTheSameQuestions() {
        gateway.answers.asked.clear();
        String hidden = told(submit(citing(OWN, "secret")));
        List<String> askedForHidden = List.copyOf(gateway.answers.asked);
        gateway.answers.records.remove("secret");
        gateway.answers.asked.clear();
        assertEquals(told(submit(citing(OWN, "secret"))), hidden);
        assertEquals(List.copyOf(gateway.answers.asked), askedForHidden);
        assertTrue(hidden.startsWith("422"), hidden);
        assertTrue(gateway.answers.leaves.isEmpty());
    }

    @Test
    void whatIsToldOfASubmissionThatIsStoredIsRecordedOnce() {
        HttpResponse<String> stored = submit(citing(OWN, "shared"));
        assertEquals(201, stored.statusCode(), stored.body());
        List<Audit.Append> leaves = gateway.answers.leaves.stream()
                .filter(leaf -> leaf.disclosureId()
                        .equals(Json.tree(stored.body())
                                .at("/sources/0/disclosure/id")
                                .asText()))
                .toList();
        assertEquals(1, leaves.size());
        int asked = gateway.answers.asked.indexOf("records.submit");
        assertFalse(gateway.answers.asked.subList(0, asked).isEmpty());
        assertTrue(gateway.answers.asked.subList(0, asked).contains(Audit.APPEND.name()));
    }

    /** No leaf can be written of what the submitter may not read: a 503 for its sake would never end, and tell that it is there. */
    @Test
    void whatEqualsOnlyWhatWasSaidBeforeIsAnsweredAsIfNobodyHadSaidIt() {
        String before = "Three boats were seen below the old pier at noon.";
        List<String> bodies = List.of(below(citing(before)), citing(before), citing(before, "nobody"));
        List<String> absent = bodies.stream().map(body -> told(submit(body))).toList();
        assertTrue(absent.get(0).startsWith("201"), absent::toString);
        assertTrue(absent.get(2).startsWith("422"), absent::toString);
        StoredRecord now = World.record("revised", Level.STRICTLY_CONFIDENTIAL, "The market was closed for a week.");
        gateway.answers.records.put("revised", Altered.facts(now, "version", 2));
        gateway.answers.earlier.put("revised", List.of(World.record("revised", Level.CONFIDENTIAL, before)));
        assertEquals(absent, bodies.stream().map(body -> told(submit(body))).toList());
        assertEquals(Set.of("LAKE"), originators());
        assertTrue(gateway.answers.leaves.isEmpty(), gateway.answers.leaves::toString);
    }

    @Test
    void whatWasReceivedBeforeItWasMarkedUpStaysForeignAndIsNotNamed() {
        String read = "/records/shared?purpose=early-warning";
        assertEquals(200, gateway.get(OFFICER, read).statusCode());
        gateway.answers.earlier.put("shared", List.of(World.record("shared", Level.CONFIDENTIAL, TEXT)));
        StoredRecord now = World.record("shared", Level.STRICTLY_CONFIDENTIAL, TEXT);
        gateway.answers.records.put("shared", Altered.facts(now, "version", 2));
        assertEquals(404, gateway.get(OFFICER, read).statusCode());
        assertEquals(Set.of("/derivedFrom/0"), pointers(submit(citing(TEXT, "nobody"))));
        HttpResponse<String> stored = submit(citing(TEXT));
        assertEquals(201, stored.statusCode(), stored.body());
        assertFalse(stored.body().contains("shared"), stored.body());
        assertEquals(Set.of("LAKE", "RIVER"), originators());
    }

    /** Of the body that was stored last. */
    private Set<String> originators() {
        return gateway.answers.submitted.getLast().portions().stream()
                .filter(portion -> portion.field().equals("body"))
                .findFirst()
                .orElseThrow()
                .label()
                .originators();
    }

    private HttpResponse<String> submit(String body) {
        return gateway.post(OFFICER, "/records", body);
    }

    private static Set<String> pointers(HttpResponse<String> refused) {
        assertEquals(422, refused.statusCode(), refused.body());
        return Set.copyOf(Json.tree(refused.body()).findValuesAsText("pointer"));
    }

    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body().replaceAll("\"trace\":\"[0-9a-f]+\"", "");
    }

    private static String citing(String text, String... sources) {
        ObjectNode json = (ObjectNode) Json.tree("""
                {"type":"incident","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN",
                 "purposes":["early-warning"]},"portions":[{"field":"body","text":"%s"}]}""".formatted(text));
        for (String source : sources) {
            json.withArray("/derivedFrom").add(source);
        }
        return json.toString();
    }

    private static String below(String body) {
        JsonNode json = Json.tree(body);
        ((ObjectNode) json)
                .putObject("overall")
                .put("marking", "UN UNCLASSIFIED")
                .put("tlp", "AMBER");
        return json.toString();
    }
}
