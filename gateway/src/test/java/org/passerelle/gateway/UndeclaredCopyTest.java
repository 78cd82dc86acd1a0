package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Grid;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** What a party knows stays foreign when it is submitted as new; what it never got is as if it did not exist. */
class UndeclaredCopyTest {
    private static final String TEXT = "The ford below Tassiga is mined; twelve men guard it.";
    private static final String RETYPED = "the ford  below TASSIGA is mined - twelve men guard it";
    private static final String HIDDEN = "The informant sleeps at the mill behind the market.";
    private static final String NOWHERE = "The informant sleeps at the farm behind the market.";
    private static final Receipt FROM_RIVER =
            new Receipt("RIVER", "LAKE", "river-to-lake", "incident", Audience.nobody());
    private static final Geometry PLACE =
            new Geometry(Geometry.Kind.POINT, List.of(new Geometry.Position(-0.30412, 16.26671)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, TEXT));
        gateway.answers.records.put("secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, HIDDEN));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void inheritsFromWhatTheSubmitterMayRead() {
        JsonNode answer = submitted(RETYPED);
        NewPortion body = stored();
        assertEquals(Set.of("LAKE", "RIVER"), body.label().originators());
        assertEquals(Level.CONFIDENTIAL, body.label().level());
        assertEquals(List.of(FROM_RIVER), body.custody());
        assertEquals(List.of("shared"), body.derivedFrom());
        assertEquals(
                Json.tree("[{\"portion\":\"/portions/0\",\"field\":\"body\",\"derivedFrom\":[\"shared\"]}]"),
                answer.get("derived"));
    }

    @Test
    void namesASourceOnlyWithItsLeaf() {
        JsonNode told = submitted(RETYPED).get("sources").get(0);
        assertEquals("shared", told.get("record").asText());
        assertEquals("early-warning", told.get("purpose").asText());
        Audit.Append leaf = leaf(told.at("/disclosure/id").asText());
        assertEquals("early-warning", leaf.purpose());
        Audit.Item item = leaf.items().getFirst();
        assertEquals(
                List.of("shared", "RIVER", List.of("river-to-lake"), true),
                List.of(item.recordId(), item.releaser(), item.clauses(), item.notice()));
    }

    @Test
    void namesACitedSourceOnlyWithItsLeaf() {
        ObjectNode json = (ObjectNode) Json.tree(body(NOWHERE));
        json.withArray("derivedFrom").add("shared");
        JsonNode told = Json.tree(submit(json.toString()).body());
        assertEquals(
                "shared",
                leaf(told.at("/sources/0/disclosure/id").asText())
                        .items()
                        .getFirst()
                        .recordId());
    }

    @Test
    void tellsNothingOfSourcesThatCannotBeRecorded() {
        gateway.answers.auditReachable = false;
        JsonNode answer = submitted(RETYPED);
        assertEquals(List.of("shared"), stored().derivedFrom());
        List.of("label", "derived", "sources").forEach(name -> assertFalse(answer.has(name), answer::toString));
        assertEquals("GREEN", submitted(NOWHERE).at("/label/tlp").asText());
    }

    @Test
    void previewsNothingThatCannotBeRecorded() {
        JsonNode told = Json.tree(
                gateway.post("lake.officer", "/previews", body(RETYPED)).body());
        assertEquals(
                "shared",
                leaf(told.at("/sources/0/disclosure/id").asText())
                        .items()
                        .getFirst()
                        .recordId());
        gateway.answers.auditReachable = false;
        assertEquals(
                503, gateway.post("lake.officer", "/previews", body(RETYPED)).statusCode());
        assertEquals(
                200, gateway.post("lake.officer", "/previews", body(NOWHERE)).statusCode());
    }

    /** The portion says the low label itself: that it is above it tells how the record is marked that has the same text. */
    @Test
    void refusesWhatOnlyAnInheritedLabelMakesFaultyWithTheLeafOfItsSource() {
        for (String door : List.of("/previews", "/records")) {
            int before = gateway.answers.leaves.size();
            HttpResponse<String> refused = gateway.post("lake.officer", door, low(RETYPED));
            assertEquals(422, refused.statusCode(), refused.body());
            assertEquals(
                    "below-join", Json.tree(refused.body()).at("/errors/0/code").asText(), refused.body());
            assertEquals(before + 1, gateway.answers.leaves.size());
            Audit.Item told = gateway.answers.leaves.getLast().items().getFirst();
            assertEquals("shared", told.recordId());
            assertTrue(told.notice());
            gateway.answers.auditReachable = false;
            assertEquals(503, gateway.post("lake.officer", door, low(RETYPED)).statusCode());
            gateway.answers.auditReachable = true;
        }
        assertEquals(List.of(), gateway.answers.submitted);
    }

    @Test
    void refusesWhatIsFaultyByItselfWithoutALeaf() {
        String above =
                low(NOWHERE).replaceFirst("UN UNCLASSIFIED", "UN CONFIDENTIAL").replaceFirst("GREEN", "AMBER");
        gateway.answers.auditReachable = false;
        HttpResponse<String> refused = submit(above);
        assertEquals(422, refused.statusCode(), refused.body());
    }

    @Test
    void namesWhatIsNoLongerCitedOnlyWithItsLeaf() {
        StoredRecord own = World.released("own", "LAKE", Level.CONFIDENTIAL, "At the ford, says the river.");
        gateway.answers.records.put(
                "own",
                new StoredRecord(
                        own.facts(),
                        own.contents(),
                        own.versionAt(),
                        List.of("shared"),
                        Map.of("2", List.of("shared"))));
        String tag = gateway.get("lake.officer", "/records/own?purpose=early-warning")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        gateway.answers.leaves.clear();
        HttpResponse<String> refused = revise(tag);
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("no longer names shared"), refused.body());
        assertEquals(
                List.of("shared"),
                gateway.answers.leaves.stream()
                        .flatMap(leaf -> leaf.items().stream())
                        .map(Audit.Item::recordId)
                        .toList());
        gateway.answers.auditReachable = false;
        HttpResponse<String> unrecorded = revise(tag);
        assertEquals(503, unrecorded.statusCode(), unrecorded.body());
        assertFalse(unrecorded.body().contains("shared"), unrecorded.body());
    }

    private HttpResponse<String> revise(String tag) {
        String body = body("At the bridge, says nobody.")
                .replace("UN UNCLASSIFIED", "UN CONFIDENTIAL")
                .replace("GREEN", "AMBER");
        return gateway.send(gateway.request("/records/own")
                .header("Test-Account", "lake.officer")
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Stated to be unclassified as a whole. */
    private static String low(String text) {
        return body(text)
                .replace(
                        "\"portions\"", "\"overall\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"},\"portions\"");
    }

    @Test
    void inheritsFromWhatThePartyReceivedAndMayReadNoLonger() {
        assertEquals(
                200,
                gateway.get("lake.officer", "/records/shared?purpose=early-warning")
                        .statusCode());
        recall("shared");
        assertEquals(
                404,
                gateway.get("lake.officer", "/records/shared?purpose=early-warning")
                        .statusCode());
        JsonNode answer = submitted(RETYPED);
        assertEquals(List.of(FROM_RIVER), stored().custody());
        assertEquals(Set.of("LAKE", "RIVER"), stored().label().originators());
        assertEquals(List.of("shared"), stored().derivedFrom());
        assertEquals(
                Json.tree("[{\"portion\":\"/portions/0\",\"field\":\"body\",\"derivedFrom\":[]}]"),
                answer.get("derived"));
    }

    @Test
    void isIndependentOfWhatThePartyNeverGotAndTellsNothingOfIt() {
        gateway.answers.asked.clear();
        JsonNode hidden = submitted(HIDDEN);
        List<String> askedForHidden = List.copyOf(gateway.answers.asked);
        NewPortion equal = stored();
        gateway.answers.asked.clear();
        JsonNode absent = submitted(NOWHERE);
        assertEquals(absent, hidden);
        assertEquals(List.copyOf(gateway.answers.asked), askedForHidden);
        assertEquals(Set.of("LAKE"), equal.label().originators());
        assertEquals(List.of(), equal.custody());
        assertEquals(List.of(), equal.derivedFrom());
        assertEquals(0, hidden.get("derived").size());
    }

    @Test
    void isIndependentOfAnExactPlaceOfWhichThePartyWasToldACoarseOne() {
        gateway.answers.records.put("seen", withPlace("seen"));
        recall("seen");
        gateway.answers.leaves.add(received("seen", GeometryTier.KM_10));
        submit(head(PLACE));
        assertEquals(
                List.of(),
                gateway.answers.submitted.getLast().portions().getFirst().custody());
        submit(head(Grid.coarsened(PLACE, GeometryTier.KM_10).orElseThrow()));
        assertEquals(
                List.of(FROM_RIVER),
                gateway.answers.submitted.getLast().portions().getFirst().custody());
    }

    @Test
    void keepsTheCustodyOfThePartysOwnDerivedPortions() {
        gateway.answers.records.put("own", derived("own", "Twelve men guard a ford that is mined, says the river."));
        submitted("twelve men guard a ford that is mined says the river");
        assertEquals(List.of(FROM_RIVER), stored().custody());
        assertEquals(List.of("shared"), stored().derivedFrom());
    }

    @Test
    void leavesAPartyItsOwnWords() {
        JsonNode answer = Json.tree(submit("river.officer", body(TEXT)).body());
        assertEquals(Set.of("RIVER"), stored().label().originators());
        assertEquals(0, answer.get("derived").size());
    }

    @Test
    void storesNothingWhenItCannotLearnWhatThePartyReceived() {
        gateway.answers.ledgerReachable = false;
        assertEquals(503, submit("lake.officer", body(RETYPED)).statusCode());
        assertFalse(gateway.answers.asked.contains("records.submit"));
    }

    @Test
    void storesNothingWhenThePolicyRunsOutWhileItCompares() {
        gateway.answers.leaseMillis = 600;
        gateway.answers.comparingMillis = 900;
        RunningGateway.await(gateway.assembly().lease().renew());
        assertEquals(503, submit("lake.officer", body(RETYPED)).statusCode());
        assertEquals(503, submit("lake.officer", body(NOWHERE)).statusCode());
        assertFalse(gateway.answers.asked.contains("records.submit"));
    }

    private Audit.Append leaf(String id) {
        return gateway.answers.leaves.stream()
                .filter(leaf -> leaf.disclosureId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private NewPortion stored() {
        return gateway.answers.submitted.getLast().portions().getLast();
    }

    private JsonNode submitted(String text) {
        HttpResponse<String> answer = submit(body(text));
        // On a slow machine a lease runs out under a request now and then.
        for (int again = 0; again < 5 && answer.statusCode() == 503; again++) {
            answer = submit(body(text));
        }
        assertEquals(201, answer.statusCode(), answer.body());
        return Json.tree(answer.body());
    }

    private HttpResponse<String> submit(String body) {
        return submit("lake.officer", body);
    }

    private HttpResponse<String> submit(String account, String body) {
        return gateway.post(account, "/records", body);
    }

    private static String body(String text) {
        return """
                {"type":"incident","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN",
                 "purposes":["early-warning"]},"portions":[{"field":"body","text":"%s"}]}""".formatted(text);
    }

    private static String head(Geometry place) {
        Geometry.Position position = place.positions().getFirst();
        ObjectNode json = (ObjectNode) Json.tree(body("Another text than any that was stored before."));
        json.put("eventTime", World.BEGIN.toString());
        json.put("country", "ML");
        ObjectNode geometry = json.putObject("geometry");
        geometry.put("type", "Point");
        geometry.putArray("coordinates").add(position.longitude()).add(position.latitude());
        return json.toString();
    }

    private void recall(String id) {
        StoredRecord record = Objects.requireNonNull(gateway.answers.records.get(id));
        StoredRecord river = Altered.facts(record, "releaser", "RIVER");
        gateway.answers.records.put(id, Altered.facts(river, "state", RecordState.RECALLED));
    }

    private static StoredRecord withPlace(String id) {
        return Altered.head(
                World.record(id, Level.CONFIDENTIAL, "short"), head -> With.with(head, "geometry", Optional.of(PLACE)));
    }

    private static StoredRecord derived(String id, String text) {
        StoredRecord plain = World.record(id, Level.CONFIDENTIAL, text);
        List<PortionFacts> portions = plain.facts().portions().stream()
                .map(portion -> With.with(portion, "custody", List.of(FROM_RIVER)))
                .toList();
        StoredRecord copied = Altered.facts(Altered.facts(plain, "releaser", "LAKE"), "portions", portions);
        return new StoredRecord(copied.facts(), copied.contents(), Instant.EPOCH, List.of("shared"));
    }

    private static Audit.Append received(String id, GeometryTier tier) {
        Audit.Portion head = new Audit.Portion("1", "river-to-lake", Audience.nobody(), tier, List.of());
        return new Audit.Append(
                "d",
                1,
                1,
                "LAKE",
                Optional.empty(),
                "lake.officer",
                Action.READ,
                "early-warning",
                List.of(new Audit.Item(
                        id,
                        1,
                        "RIVER",
                        List.of("RIVER"),
                        List.of("river-to-lake"),
                        List.of(),
                        List.of(),
                        "00",
                        false,
                        List.of(head))));
    }
}
