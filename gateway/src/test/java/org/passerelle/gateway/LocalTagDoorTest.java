package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.LocalTags.ChangeOutcome;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;

/** Tags that a party keeps for itself, at the door: for whoever of it can read the record, and of no other record is anything told. */
class LocalTagDoorTest {
    private static final String TAG = "lake-case:number=\"17\"";
    private static final LocalTags.Tags TAGS =
            new LocalTags.Tags(List.of(new LocalTags.Tagged(TAG, "lake.officer", Instant.EPOCH)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile ChangeOutcome outcome = new ChangeOutcome.Changed(TAGS);

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        contract = new KeptContract(gateway);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "the ford is guarded"));
        gateway.answers.records.put("secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, "the ford"));
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(bus.answer(LocalTags.OF, question -> {
            asked.add(question);
            return Future.succeededFuture(TAGS);
        }));
        RunningGateway.await(bus.answer(LocalTags.CHANGE, question -> {
            asked.add(question);
            return Future.succeededFuture(outcome);
        }));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> change(String record, String body) {
        return gateway.post("lake.officer", "/records/" + record + "/tags", body.replace('\'', '"'));
    }

    @Test
    void areAskedForThePartyOfTheCallerAlone() {
        JsonObject told = contract.keeps("getLocalTags", 200, gateway.get("lake.officer", "/records/shared/tags"));
        assertEquals(TAG, told.getJsonArray("items").getJsonObject(0).getString("tag"));
        gateway.get("river.officer", "/records/shared/tags");
        assertEquals(List.of(new LocalTags.Of("shared", "LAKE"), new LocalTags.Of("shared", "RIVER")), asked);
    }

    @Test
    void areChangedByWhoeverCanReadTheRecord() {
        contract.keeps(
                "changeLocalTags",
                200,
                change(
                        "shared",
                        "{'add':['lake-case:number=\\'17\\''],'remove':['lake-case:open']}".replace("\\'", "\\\"")));
        assertEquals(
                List.of(new LocalTags.Change(
                        "shared", "LAKE", "lake.officer", List.of(TAG), List.of("lake-case:open"), 50)),
                asked);
        outcome = new ChangeOutcome.TooMany(50);
        contract.keeps("changeLocalTags", 409, change("shared", "{'add':['lake-case:open']}"));
        outcome = new ChangeOutcome.Absent();
        contract.keeps("changeLocalTags", 404, change("shared", "{'add':['lake-case:open']}"));
    }

    @Test
    void ofARecordThatIsHiddenNothingIsToldAndNothingKept() {
        String body = "{'add':['lake-case:open']}";
        assertEquals(
                said(gateway.get("lake.officer", "/records/none/tags")),
                said(gateway.get("lake.officer", "/records/secret/tags")));
        assertEquals(said(change("none", body)), said(change("secret", body)));
        contract.keeps("getLocalTags", 404, gateway.get("lake.officer", "/records/secret/tags"));
        contract.keeps("changeLocalTags", 404, change("secret", body));
        assertEquals(List.of(), asked);
    }

    @Test
    void thatARecordOfOthersIsThereIsRecordedBeforeItIsTold() {
        String body = "{'add':['lake-case:open']}";
        contract.keeps("getLocalTags", 200, gateway.get("lake.officer", "/records/shared/tags"));
        contract.keeps("changeLocalTags", 200, change("shared", body));
        contract.keeps("getLocalTags", 200, gateway.get("river.officer", "/records/shared/tags"));
        assertEquals(2, gateway.answers.leaves.size(), "none of what the own party released");
        for (Audit.Append leaf : gateway.answers.leaves) {
            Audit.Item item = leaf.items().getFirst();
            assertEquals("shared", item.recordId());
            assertEquals(List.of("RIVER"), item.originators());
            assertTrue(item.notice());
        }
        asked.clear();
        gateway.answers.auditReachable = false;
        contract.keeps("getLocalTags", 503, gateway.get("lake.officer", "/records/shared/tags"));
        contract.keeps("changeLocalTags", 503, change("shared", body));
        assertEquals(List.of(), asked);
    }

    @Test
    void whatThePolicyOfTheLeafHidesIsAbsent() {
        HttpResponse<String> absent = gateway.get("lake.officer", "/records/none/tags");
        gateway.answers.onceGathered = () -> {
            gateway.answers.policy = version -> World.bundle(version, List.of());
            gateway.answers.policyVersion = 2;
            gateway.answers.barrier = 2;
        };
        assertEquals(said(absent), said(gateway.get("lake.officer", "/records/shared/tags")));
        assertEquals(List.of(), asked);
        assertEquals(List.of(), gateway.answers.leaves);
    }

    @Test
    void theNamespaceIsNoneThatIsShared() {
        String shared = World.bundle(1).vocabulary().tags().keySet().iterator().next();
        HttpResponse<String> refused = change("shared", "{'add':['lake-case:open','" + shared + "','Not a tag']}");
        contract.keeps("changeLocalTags", 422, refused);
        assertTrue(refused.body().contains("/add/1"), refused.body());
        assertTrue(refused.body().contains("/add/2"), refused.body());
        assertFalse(refused.body().contains("/add/0"), refused.body());
        assertEquals(List.of(), asked);
    }

    @Test
    void noViewHasThemAndASearchAsksForThoseOfTheCaller() {
        HttpResponse<String> view = gateway.get("lake.officer", "/records/shared?purpose=early-warning");
        assertEquals(200, view.statusCode(), view.body());
        assertFalse(view.body().contains("lake-case"), view.body());
        gateway.get("lake.officer", "/records?purpose=early-warning&localTag=lake-case:open");
        assertEquals(
                Set.of(Optional.of(new LocalTags.Named("LAKE", "lake-case:open"))),
                Set.copyOf(gateway.answers.localTags));
    }

    private static String said(HttpResponse<String> answer) {
        return answer.statusCode()
                + answer.headers().map().keySet().toString()
                + answer.body().replaceAll("\"trace\":\"[0-9a-f]+\"", "");
    }
}
