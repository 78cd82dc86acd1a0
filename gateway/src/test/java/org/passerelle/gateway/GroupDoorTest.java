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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Groups;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;

/** RIVER keeps the group cell, to which MARSH belongs: at no door does LAKE learn who belongs to it, nor that there is one. */
class GroupDoorTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String JOIN = "{\"party\":\"MARSH\",\"reason\":\"agreed\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile Outcome outcome = new Outcome.Absent();

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        contract = new KeptContract(gateway);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(bus.answer(Groups.ADMIT, question -> answer(question, outcome)));
        RunningGateway.await(bus.answer(Groups.RELEASE, question -> answer(question, outcome)));
        RunningGateway.await(bus.answer(Groups.HISTORY, question -> answer(question, new Groups.History(List.of()))));
    }

    private <T> Future<T> answer(Object question, T answer) {
        asked.add(question);
        return Future.succeededFuture(answer);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** What an answer says, but for the name that was asked about and the trace. */
    private static String said(HttpResponse<String> answer, String name) {
        return answer.statusCode() + answer.body().replace(name, "?").replaceAll("\"trace\":\"[0-9a-f]+\"", "");
    }

    @Test
    void isListedWithItsMembersForWhoMayKnowIt() {
        JsonObject cell = contract.keeps("listGroups", 200, gateway.get("river.officer", "/groups"))
                .getJsonArray("items")
                .getJsonObject(0);
        assertEquals("MARSH", cell.getJsonArray("members").getJsonObject(0).getString("party"));
        assertTrue(cell.getBoolean("confidential"));
        assertEquals(cell, contract.keeps("getGroup", 200, gateway.get("marsh.officer", "/groups/cell")));
        JsonObject unseen = contract.keeps("listGroups", 200, gateway.get("lake.officer", "/groups"));
        assertEquals(0, unseen.getJsonArray("items").size());
    }

    @Test
    void everyDoorAnswersAsOfAGroupThatDoesNotExist() {
        for (String path : List.of("/groups/%s", "/groups/%s/versions")) {
            assertEquals(
                    said(gateway.get("lake.officer", path.formatted("bell")), "bell"),
                    said(gateway.get("lake.officer", path.formatted("cell")), "cell"));
        }
        for (String path : List.of("/groups/%s/memberships", "/groups/%s/departures")) {
            assertEquals(
                    said(gateway.post("lake.officer", path.formatted("bell"), JOIN), "bell"),
                    said(gateway.post("lake.officer", path.formatted("cell"), JOIN), "cell"));
        }
        contract.keeps("getGroup", 404, gateway.get("lake.officer", "/groups/cell"));
        contract.keeps("admitMember", 404, gateway.post("lake.officer", "/groups/cell/memberships", JOIN));
    }

    @Test
    void isNoWordOfTheVocabularyForOthers() {
        JsonObject known = contract.keeps("getVocabulary", 200, gateway.get("river.officer", "/vocabulary"));
        assertTrue(known.getJsonArray("groups").contains("cell"));
        HttpResponse<String> unknown = gateway.get("lake.officer", "/vocabulary");
        assertFalse(unknown.body().contains("cell"), unknown.body());
    }

    @Test
    void isNoWordForTheirLabels() {
        String submission = """
                {"type":"incident","language":"en","eventTime":"2026-01-20T09:00:00Z","country":"ML","admin1":["ML-7"],
                 "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER","purposes":["early-warning"],"releasableTo":["%s"]},
                 "portions":[{"field":"body","text":"Two vehicles"}]}
                """;
        assertEquals(
                said(gateway.post("lake.officer", "/records", submission.formatted("bell")), "bell"),
                said(gateway.post("lake.officer", "/records", submission.formatted("cell")), "cell"));
        assertEquals(
                422,
                gateway.post("lake.officer", "/records", submission.formatted("cell"))
                        .statusCode());
        assertEquals(
                201,
                gateway.post("river.officer", "/records", submission.formatted("cell"))
                        .statusCode());
    }

    @Test
    void isNoWordForTheirQuestions() {
        String question = """
                {"recipient":"MARSH","action":"READ","purpose":"early-warning","type":"incident","country":"ML",
                 "admin1":["ML-7"],"label":"UN CONFIDENTIAL//TLP:AMBER//REL %s//PURPOSE early-warning"}
                """;
        assertEquals(
                said(gateway.post("lake.officer", "/decisions", question.formatted("bell")), "bell"),
                said(gateway.post("lake.officer", "/decisions", question.formatted("cell")), "cell"));
        assertEquals(
                200,
                gateway.post("river.officer", "/decisions", question.formatted("cell"))
                        .statusCode());
    }

    /** A party that has agreed on the group and has left it since. */
    @Test
    void isNotTakenApartByImpact() {
        Agreement standing = fromBothToTheCell();
        gateway.answers.supposed = new Agreements.Supposed.Compared(
                standing.in(AgreementState.SUSPENDED).suspended(Set.of("RIVER")),
                Optional.of(standing),
                World.bundle(1, List.of(standing)),
                World.bundle(1, List.of()),
                List.of());
        gateway.answers.records.put("river", World.record("river", Level.CONFIDENTIAL, "the ford is guarded"));
        gateway.answers.records.put("lake", World.released("lake", "LAKE", Level.CONFIDENTIAL, "the shore is"));
        String suspend = "/agreements/river-lake/impact?act=suspend";
        HttpResponse<String> keeper = gateway.get("river.officer", suspend);
        assertTrue(keeper.body().contains("MARSH"), keeper.body());
        HttpResponse<String> other = gateway.get("lake.officer", suspend);
        assertEquals(200, other.statusCode());
        assertFalse(other.body().contains("MARSH"), other.body());
    }

    /** The same party, whose record a member gets. */
    @Test
    void isNotTakenApartByPreviews() throws Exception {
        aMemberGetsOfBoth();
        String audience = "/records/%s/audience?purpose=early-warning&recipients=MARSH&purposes=early-warning";
        HttpResponse<String> keeper = gateway.get("river.officer", audience.formatted("river"));
        assertTrue(keeper.body().contains("\"gets\":true"), keeper.body());
        HttpResponse<String> other = gateway.get("lake.officer", audience.formatted("lake"));
        assertEquals(200, other.statusCode(), other.body());
        assertFalse(other.body().contains("\"gets\":true"), other.body());
        assertTrue(other.body().contains("NO_AGREEMENT"), other.body());
    }

    @Test
    void isNotTakenApartByExplanations() throws Exception {
        aMemberGetsOfBoth();
        String question = """
                {"recipient":"MARSH","action":"READ","purpose":"early-warning","record":"%s"}
                """;
        HttpResponse<String> keeper = gateway.post("river.officer", "/decisions", question.formatted("river"));
        assertEquals("PERMIT", new JsonObject(keeper.body()).getString("verdict"), keeper.body());
        HttpResponse<String> other = gateway.post("lake.officer", "/decisions", question.formatted("lake"));
        assertEquals(200, other.statusCode(), other.body());
        assertEquals("NO_AGREEMENT", new JsonObject(other.body()).getString("primary"), other.body());
    }

    private void aMemberGetsOfBoth() throws Exception {
        gateway.answers.policy = version -> World.bundle(version, List.of(fromBothToTheCell()));
        gateway.answers.policyVersion = 2;
        RunningGateway.until(() -> {
            gateway.assembly().lease().renew();
            return gateway.assembly()
                    .lease()
                    .current()
                    .filter(leased -> leased.bundle().version() == 2)
                    .isPresent();
        });
        gateway.answers.records.put("river", World.record("river", Level.CONFIDENTIAL, "the ford is guarded"));
        gateway.answers.records.put("lake", World.released("lake", "LAKE", Level.CONFIDENTIAL, "the shore is"));
        assertEquals(
                200,
                gateway.get("marsh.officer", "/records/lake?purpose=early-warning")
                        .statusCode());
    }

    private static Agreement fromBothToTheCell() {
        Agreement agreement = World.agreement();
        Clause given = agreement.clauses().getFirst();
        return new Agreement(
                agreement.id(),
                agreement.titles(),
                agreement.parties(),
                agreement.state(),
                1,
                agreement.validFrom(),
                agreement.validUntil(),
                List.of(toTheCell(given, "RIVER"), toTheCell(given, "LAKE")),
                "00",
                Map.of(),
                Set.of());
    }

    private static Clause toTheCell(Clause given, String releaser) {
        return new Clause(
                releaser.toLowerCase(java.util.Locale.ROOT) + "-to-cell",
                given.agreement(),
                releaser,
                "cell",
                Optional.empty(),
                given.recordTypes(),
                given.tags(),
                given.areas(),
                Optional.empty(),
                Optional.empty(),
                given.ceiling(),
                given.compartments(),
                given.purposes(),
                given.actions(),
                given.tlpMax(),
                given.onward(),
                Set.of(),
                Optional.empty(),
                false,
                given.obligations(),
                Optional.empty());
    }

    @Test
    void aChangeAnswersWhenItIsEffective() {
        outcome = new Outcome.Changed(7, AT);
        String body = "{\"party\":\"MARSH\",\"from\":\"2026-03-02T00:00:00Z\",\"reason\":\"agreed\"}";
        HttpResponse<String> admitted = gateway.post("river.officer", "/groups/cell/memberships", body);
        assertEquals(
                new JsonObject().put("at", AT.toString()),
                contract.keeps("admitMember", 201, admitted),
                "the number of the policy counts what others do");
        contract.keeps("releaseMember", 201, gateway.post("river.officer", "/groups/cell/departures", JOIN));
        assertEquals(
                List.of(
                        new Groups.Admit(
                                "cell",
                                "MARSH",
                                Optional.of(Instant.parse("2026-03-02T00:00:00Z")),
                                Optional.empty(),
                                "river.officer",
                                "agreed"),
                        new Groups.Release("cell", "MARSH", Optional.empty(), "river.officer", "agreed")),
                asked);
        outcome = new Outcome.NotPossible("nobody admits their own party");
        contract.keeps("admitMember", 409, gateway.post("river.officer", "/groups/cell/memberships", JOIN));
        contract.keeps("admitMember", 422, gateway.post("river.officer", "/groups/cell/memberships", "{}"));
    }
}
