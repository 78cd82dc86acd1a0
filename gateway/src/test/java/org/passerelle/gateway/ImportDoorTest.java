package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Imports;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.json.Json;

/** Pieces of files at the door: judged as single submissions are, in their order. */
class ImportDoorTest {
    private static final String TEXT = "The ford below Tassiga is mined; twelve men guard it.";
    private static final String OWN = "Fishermen were warned off the eastern bank at dawn.";
    private static final String DIGEST = "a".repeat(64);

    private final List<Imports.Store> stores = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    private volatile Optional<Imports.Piece> before = Optional.empty();
    private volatile String format = "ndjson";
    private volatile Optional<String> mapping = Optional.empty();
    private volatile Optional<Instant> closed = Optional.empty();

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, TEXT));
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(bus.answer(Imports.OPEN, order -> Future.succeededFuture(job(1, 0, 0))));
        RunningGateway.await(bus.answer(
                Imports.LOOK,
                look -> Future.succeededFuture(
                        look.id().equals("job") && look.subject().equals("lake.officer")
                                ? new Imports.Looked(
                                        Optional.of(job(1, 0, 0)),
                                        before.filter(piece -> piece.digest().equals(look.digest())))
                                : new Imports.Looked(Optional.empty(), Optional.empty()))));
        RunningGateway.await(bus.answer(Imports.STORE, store -> {
            stores.add(store);
            int items = store.items().size();
            return Future.succeededFuture(new Imports.Stored.Done(
                    new Imports.Piece(store.first(), items, store.digest(), items, 0), job(1 + items, items, 0)));
        }));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void opensAJobAndSaysWhereItStands() {
        KeptContract contract = new KeptContract(gateway);
        HttpResponse<String> answer =
                post("/imports", "{\"name\":\"x.ndjson\",\"format\":\"ndjson\",\"digest\":\"" + DIGEST + "\"}");
        assertEquals(1, contract.keeps("openImport", 202, answer).getInteger("next"));
        assertEquals(
                "/api/v1/imports/job", answer.headers().firstValue("Location").orElse(""));
        assertEquals(
                "/format",
                Json.tree(post("/imports", "{\"name\":\"x\",\"format\":\"xls\",\"digest\":\"" + DIGEST + "\"}")
                                .body())
                        .at("/errors/0/pointer")
                        .asText());
        assertEquals(
                "/mapping/columns/a/to",
                Json.tree(post(
                                        "/imports",
                                        "{\"name\":\"x\",\"format\":\"csv\",\"digest\":\"" + DIGEST
                                                + "\",\"mapping\":{\"columns\":{\"a\":{\"to\":\"nowhere\"}}}}")
                                .body())
                        .at("/errors/0/pointer")
                        .asText());
    }

    @Test
    void aFaultyItemIsReportedWithItsLineAndTheOthersAreStored() {
        HttpResponse<String> answer =
                piece(line(4, submission(OWN)), line(5, "{\"type\":\"incident\""), line(7, submission(TEXT + "!")));
        new KeptContract(gateway).keeps("storeImportPiece", 200, answer);
        List<Imports.Item> items = stores.getFirst().items();
        assertInstanceOf(Imports.Item.Accepted.class, items.get(0));
        Imports.Item.Faulty faulty = assertInstanceOf(Imports.Item.Faulty.class, items.get(1));
        assertEquals(5, faulty.faults().getFirst().line());
        assertEquals("not-json", faulty.faults().getFirst().code());
        assertInstanceOf(Imports.Item.Accepted.class, items.get(2));
    }

    @Test
    void aNameThatNothingCanKeepCostsTheLineInWhichItStands() {
        String odd = "{\"be\\u0000fore\":1," + submission(OWN).substring(1);
        HttpResponse<String> answer = piece(line(4, submission(OWN)), line(5, odd), line(6, submission(TEXT + "!")));
        new KeptContract(gateway).keeps("storeImportPiece", 200, answer);
        List<Imports.Item> items = stores.getFirst().items();
        assertInstanceOf(Imports.Item.Accepted.class, items.get(0));
        Imports.Fault fault = assertInstanceOf(Imports.Item.Faulty.class, items.get(1))
                .faults()
                .getFirst();
        assertEquals(5, fault.line());
        assertEquals("/be fore", fault.pointer());
        assertInstanceOf(Imports.Item.Accepted.class, items.get(2));
    }

    @Test
    void aNumberThatIsNotKeptExactlyCostsTheLineInWhichItStands() {
        String many = submission(OWN).replaceFirst("\\{", "{\"details\":{\"casualties\":9007199254740993},");
        String far = submission(OWN)
                .replaceFirst("\\{", "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[100000000000000000,1]},");
        piece(line(4, many), line(5, far), line(6, submission(OWN)));
        List<Imports.Item> items = stores.getFirst().items();
        assertEquals("/details/casualties", fault(items.get(0)).pointer());
        assertEquals("/geometry/coordinates/0", fault(items.get(1)).pointer());
        assertInstanceOf(Imports.Item.Accepted.class, items.get(2));
        HttpResponse<String> single = post("/records", many);
        assertEquals(422, single.statusCode(), single.body());
        assertEquals(
                "/details/casualties",
                Json.tree(single.body()).at("/errors/0/pointer").asText());
    }

    private static Imports.Fault fault(Imports.Item item) {
        return assertInstanceOf(Imports.Item.Faulty.class, item).faults().getFirst();
    }

    @Test
    void copiesOfWhatThePartyMayReadDeriveFromThereAsSingleOnesDo() {
        assertEquals(
                201, gateway.post("lake.officer", "/records", submission(TEXT)).statusCode());
        NewPortion single = body(gateway.answers.submitted.getLast().portions());
        piece(line(1, submission(TEXT)));
        NewPortion imported = body(accepted(0).portions());
        assertEquals(Set.of("LAKE", "RIVER"), imported.label().originators());
        assertEquals(single.custody(), imported.custody());
        assertEquals(single.derivedFrom(), imported.derivedFrom());
        assertEquals(single.label().originators(), imported.label().originators());
    }

    @Test
    void whatRepeatsAnEarlierItemOfThePieceInheritsWhatThatOneCited() {
        piece(line(1, citing(OWN, "shared")), line(2, submission(OWN)));
        NewPortion cited = body(accepted(0).portions());
        NewPortion repeated = body(accepted(1).portions());
        assertEquals(Set.of("LAKE", "RIVER"), cited.label().originators());
        assertEquals(cited.label().originators(), repeated.label().originators());
        assertEquals(cited.custody(), repeated.custody());
        assertEquals(List.of("shared"), repeated.derivedFrom());
    }

    @Test
    void whatAnItemCitesHasItsLeafBeforeThePieceIsStored() {
        gateway.answers.leaves.clear();
        piece(line(1, citing(OWN, "shared")), line(2, citing(OWN, "nobody")), line(3, submission(OWN)));
        assertEquals(
                List.of("shared"),
                gateway.answers.leaves.stream()
                        .flatMap(leaf -> leaf.items().stream())
                        .map(item -> item.recordId())
                        .toList());
        assertEquals("/derivedFrom/0", fault(stores.getLast().items().get(1)).pointer());
        gateway.answers.auditReachable = false;
        int stored = stores.size();
        ObjectNode piece = (ObjectNode) Json.tree("{\"first\":1,\"items\":[]}");
        piece.withArray("/items").add(line(1, citing(OWN, "shared")));
        assertEquals(503, post("/imports/job/pieces", piece.toString()).statusCode());
        assertEquals(stored, stores.size());
        piece(line(1, citing(OWN, "nobody")), line(2, submission(OWN)));
        assertEquals(stored + 1, stores.size());
    }

    @Test
    void whatARefusedItemEqualsHasItsLeafToo() {
        gateway.answers.leaves.clear();
        piece(line(1, submission(TEXT)));
        assertTrue(gateway.answers.leaves.isEmpty(), "an item that is stored names nothing");
        ObjectNode below = (ObjectNode) Json.tree(submission(TEXT));
        below.putObject("overall").put("marking", "UN UNCLASSIFIED").put("tlp", "AMBER");
        piece(line(1, below.toString()));
        assertEquals(
                "/overall/marking", fault(stores.getLast().items().getFirst()).pointer());
        assertEquals(
                "shared", gateway.answers.leaves.getLast().items().getFirst().recordId());
    }

    @Test
    void ofWhatWasSaidBeforeAndIsHiddenNowAFaultTellsNothing() {
        String below = submission(TEXT)
                .replaceFirst("\\{", "{\"overall\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"},");
        gateway.answers.earlier.put("shared", List.of(World.record("shared", Level.CONFIDENTIAL, TEXT)));
        StoredRecord now = World.record("shared", Level.STRICTLY_CONFIDENTIAL, TEXT);
        gateway.answers.records.put("shared", Altered.facts(now, "version", 2));
        piece(line(1, below), line(2, submission(TEXT)));
        accepted(0);
        assertEquals(Set.of("LAKE"), body(accepted(1).portions()).label().originators());
        assertTrue(gateway.answers.leaves.isEmpty());
    }

    @Test
    void asksTheSameWhetherAnyOfItIsKnownOrNot() {
        gateway.answers.records.put("secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, OWN));
        gateway.answers.asked.clear();
        piece(line(1, submission(OWN)));
        List<String> hidden = List.copyOf(gateway.answers.asked);
        gateway.answers.records.remove("secret");
        gateway.answers.asked.clear();
        piece(line(1, submission(OWN)));
        assertEquals(List.copyOf(gateway.answers.asked), hidden);
        assertEquals(Set.of("LAKE"), body(accepted(0).portions()).label().originators());
    }

    @Test
    void whatManyItemsOfAPieceRepeatIsAskedForOnce() {
        gateway.answers.asked.clear();
        piece(line(1, submission(OWN)));
        List<String> one = List.copyOf(gateway.answers.asked);
        gateway.answers.asked.clear();
        piece(IntStream.rangeClosed(1, 250)
                .mapToObj(number -> line(number, submission(OWN)))
                .toArray(JsonNode[]::new));
        assertEquals(one, List.copyOf(gateway.answers.asked));
        assertEquals(250, stores.getLast().items().size());
    }

    @Test
    void aRepeatedPieceIsAnsweredAndLookedAtNoFurther() {
        HttpResponse<String> first = piece(line(1, submission(OWN)));
        before = Optional.of(new Imports.Piece(1, 1, stores.getFirst().digest(), 1, 0));
        gateway.answers.asked.clear();
        HttpResponse<String> again = piece(line(1, submission(OWN)));
        assertEquals(200, again.statusCode());
        assertEquals(
                Json.tree(first.body()).get("stored"), Json.tree(again.body()).get("stored"));
        assertEquals(1, stores.size());
        assertTrue(gateway.answers.asked.isEmpty(), gateway.answers.asked::toString);
    }

    @Test
    void othersDoNotLearnThatThereIsAJob() {
        assertEquals(404, gateway.get("river.officer", "/imports/job").statusCode());
        assertEquals(404, gateway.get("lake.officer", "/imports/none").statusCode());
    }

    @Test
    void oneThatWasClosedSaysSoAndTakesNothingIn() {
        closed = Optional.of(Instant.EPOCH.plus(Duration.ofDays(31)));
        KeptContract contract = new KeptContract(gateway);
        JsonObject told = contract.keeps("getImport", 200, gateway.get("lake.officer", "/imports/job"));
        assertEquals("closed", told.getString("state"));
        assertEquals("1970-02-01T00:00:00Z", told.getString("closedAt"));
        String next = "{\"first\":1,\"items\":[" + line(1, submission(OWN)) + "]}";
        contract.keeps("storeImportPiece", 409, post("/imports/job/pieces", next));
        assertEquals(List.of(), stores);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(
                bus.answer(Imports.COMPLETE, complete -> Future.succeededFuture(new Imports.Completed.Closed())));
        contract.keeps("completeImport", 409, post("/imports/job/completions", "{\"items\":0}"));
    }

    @Test
    void isForgottenWhenItsAccountSaysSoAndAbsentForOthers() {
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(bus.answer(
                Imports.DELETE,
                delete -> Future.succeededFuture(
                        new Imports.Deleted(delete.equals(new Imports.Delete("job", "lake.officer"))))));
        assertEquals(204, delete("lake.officer", "/imports/job").statusCode());
        KeptContract contract = new KeptContract(gateway);
        contract.keeps("deleteImport", 404, delete("lake.officer", "/imports/none"));
        contract.keeps("deleteImport", 404, delete("river.officer", "/imports/job"));
    }

    private HttpResponse<String> delete(String account, String path) {
        return gateway.send(
                gateway.request(path).header("Test-Account", account).DELETE().build());
    }

    @Test
    void whereTheNextFaultsBeginIsSaidToWhoAskedAndToNobodyElse() {
        List<Long> asked = new ArrayList<>();
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        Imports.Found found = new Imports.Found(3, new Imports.Fault(3, 0, "/type", "missing", "type is missing"));
        RunningGateway.await(bus.answer(Imports.FAULTS, question -> {
            asked.add(question.after());
            return Future.succeededFuture(new Imports.Faults(true, List.of(found), Optional.of(70_123L)));
        }));
        HttpResponse<String> page = gateway.get("lake.officer", "/imports/job/faults");
        String next =
                new KeptContract(gateway).keeps("listImportFaults", 200, page).getString("next");
        assertFalse(page.body().contains("70123"), page::body);
        assertEquals(
                200,
                gateway.get("lake.officer", "/imports/job/faults?after=" + next).statusCode());
        assertEquals(List.of(0L, 70_123L), asked);
        for (String other : List.of("/imports/other/faults?after=" + next, "/imports/job/faults?after=70123")) {
            assertEquals(400, gateway.get("lake.officer", other).statusCode(), other);
        }
        assertEquals(
                400,
                gateway.get("river.officer", "/imports/job/faults?after=" + next)
                        .statusCode());
    }

    @Test
    void aMappingIsShort() {
        String mapping = "{\"columns\":{\"a\":{\"to\":\"country\",\"otherwise\":\"%s\"}}}";
        assertEquals(202, opened(mapping.formatted("x".repeat(60_000))).statusCode());
        HttpResponse<String> refused = opened(mapping.formatted("x".repeat(70_000)));
        assertEquals(422, refused.statusCode(), refused::body);
        assertEquals(
                "/mapping", Json.tree(refused.body()).at("/errors/0/pointer").asText());
    }

    private HttpResponse<String> opened(String mapping) {
        return post(
                "/imports",
                "{\"name\":\"x\",\"format\":\"csv\",\"digest\":\"" + DIGEST + "\",\"mapping\":" + mapping + "}");
    }

    @Test
    void rowsOfATableAreReportedByTheirColumns() {
        format = "csv";
        mapping = Optional.of("""
                {"constants": {"type": "incident", "language": "en", "label": {"marking": "UN UNCLASSIFIED", "tlp": "GREEN"}},
                 "columns": {"where": {"to": "country"}, "what": {"to": "portions.body"}}}
                """);
        JsonNode told = Json.tree(gateway.get("lake.officer", "/imports/job").body());
        assertEquals(Formats.digest(mapping.orElseThrow()), told.path("mapping").asText());
        piece(
                line(2, "{\"where\":\"ML\",\"what\":\"" + OWN + "\"}"),
                line(3, "{\"where\":\"XX\",\"what\":\"" + OWN + "\"}"));
        assertInstanceOf(Imports.Item.Accepted.class, stores.getFirst().items().get(0));
        Imports.Fault fault = assertInstanceOf(
                        Imports.Item.Faulty.class, stores.getFirst().items().get(1))
                .faults()
                .getFirst();
        assertEquals(3, fault.line());
        assertEquals(1, fault.column());
        assertEquals("/country", fault.pointer());
        assertTrue(fault.message().startsWith("column \"where\": "), fault.message());
    }

    @Test
    void whatOthersObtainedByABlockedMethodIsInQuarantine() {
        format = "misp";
        mapping = Optional.of("{\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"}}");
        piece(line(1, event("coerced-statement")), line(2, event("patrol")), line(3, event("beating")));
        assertEquals(
                Optional.of("blocked inbound: collection:method=\"coerced-statement\""),
                accepted(0).quarantineCause());
        assertEquals(Optional.empty(), accepted(1).quarantineCause());
        assertEquals(
                Optional.of("blocked inbound: collection:method"), accepted(2).quarantineCause());
        // The same object by itself.
        ObjectNode single = (ObjectNode) Json.tree("""
                {"type":"foreign-object","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                 "details":{"format":"misp","objectType":"event","objectId":"x"},"portions":[]}""");
        single.withArray("/portions").addObject().put("field", "object").put("text", event("coerced-statement"));
        assertEquals(201, post("/records", single.toString()).statusCode());
        assertEquals(
                accepted(0).quarantineCause(),
                gateway.answers.submitted.getLast().quarantineCause());
    }

    private static String event(String method) {
        return "{\"uuid\":\"5f1b2c3d-1111-4222-8333-444455556666\",\"info\":\"Camp\",\"Attribute\":[{\"value\":\"x\","
                + "\"Tag\":[{\"name\":\"collection:method=\\\"" + method + "\\\"\"}]}]}";
    }

    private Imports.Job job(long next, long stored, long refused) {
        return new Imports.Job(
                "job",
                "LAKE",
                "lake.officer",
                "x",
                format,
                mapping,
                mapping.map(Formats::digest),
                Instant.EPOCH,
                Optional.empty(),
                closed,
                next,
                stored,
                refused);
    }

    private HttpResponse<String> post(String path, String body) {
        return gateway.post("lake.officer", path, body);
    }

    private HttpResponse<String> piece(JsonNode... items) {
        ObjectNode piece = (ObjectNode) Json.tree("{\"first\":1,\"items\":[]}");
        for (JsonNode item : items) {
            piece.withArray("/items").add(item);
        }
        HttpResponse<String> answer = post("/imports/job/pieces", piece.toString());
        assertEquals(200, answer.statusCode(), answer.body());
        return answer;
    }

    private static JsonNode line(long line, String text) {
        return ((ObjectNode) Json.tree("{}")).put("line", line).put("text", text);
    }

    private Records.Submit accepted(int index) {
        return assertInstanceOf(
                        Imports.Item.Accepted.class, stores.getLast().items().get(index))
                .submit();
    }

    private static NewPortion body(List<NewPortion> portions) {
        return portions.stream()
                .filter(portion -> portion.field().equals("body"))
                .findFirst()
                .orElseThrow();
    }

    private static String citing(String text, String source) {
        ObjectNode submission = (ObjectNode) Json.tree(submission(text));
        submission.withArray("/derivedFrom").add(source);
        return submission.toString();
    }

    private static String submission(String text) {
        ObjectNode submission = (ObjectNode)
                Json.tree(
                        "{\"type\":\"incident\",\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"},\"portions\":[]}");
        submission.withArray("/portions").addObject().put("field", "body").put("text", text);
        return submission.toString();
    }
}
