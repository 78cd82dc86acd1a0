package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
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
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.ImportOutcome;
import org.passerelle.core.message.Sanctions.RuleOutcome;
import org.passerelle.core.message.Sanctions.State;
import org.passerelle.core.names.Name;
import org.passerelle.core.names.NameMatcher;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.platform.bus.Bus;

/** What the door to sanctions lists answers, and that it is what the OpenAPI file says. */
final class SanctionsDoorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Sanctions.Version VERSION = new Sanctions.Version(2, "2026-01-10", "00", 2, 1, 1, 0, 1, NOW);

    private static final Sanctions.Refusal REFUSAL =
            new Sanctions.Refusal("an invalid XML character was found", 53, 11, "river.platform", NOW);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    @SuppressWarnings("NullAway.Init")
    private volatile ImportOutcome imported;

    @SuppressWarnings("NullAway.Init")
    private volatile RuleOutcome ruled;

    private final List<Integer> cleared = new CopyOnWriteArrayList<>();

    private final List<Optional<Integer>> confirmed = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(5));
        RunningGateway.await(Future.all(
                bus.answer(Sanctions.IMPORT, ask -> {
                    confirmed.add(ask.confirmedDelistings());
                    return Future.succeededFuture(imported);
                }),
                bus.answer(
                        Sanctions.LISTS,
                        ask -> Future.succeededFuture(new Sanctions.Lists(List.of(VERSION), Optional.of(REFUSAL)))),
                bus.answer(Sanctions.MATCHES, ask -> {
                    cleared.add(ask.clearance().number());
                    return Future.succeededFuture(new Sanctions.Matches(List.of(match(State.OPEN))));
                }),
                bus.answer(Sanctions.RULE, ask -> Future.succeededFuture(ruled))));
        contract = new KeptContract(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Sanctions.Match match(State state) {
        ListEntry entry = new ListEntry(
                "9001",
                "XXi.001",
                ListEntry.Kind.INDIVIDUAL,
                "Invented",
                List.of(new ListEntry.ListedName("Idriss Fiktif", "Good")),
                List.of(),
                Set.of(),
                Optional.empty());
        return new Sanctions.Match(
                "m1",
                Sanctions.SubjectKind.COMMANDER,
                "BDE",
                Optional.of("Colonel Idrissa Fictif"),
                entry,
                "Idriss Fiktif",
                0.98765,
                Optional.of(NameMatcher.compare(Name.of("Colonel Idrissa Fictif"), Name.of("Idriss Fiktif"))),
                state,
                state == State.OPEN
                        ? Optional.empty()
                        : Optional.of(new Sanctions.Ruling(state, "lake.officer", "Born elsewhere.", NOW)),
                NOW,
                NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void tellsWhichListIsInForceAndWhoseNamesAreLikeListedOnes() {
        JsonObject lists = contract.keeps("listSanctionsLists", 200, gateway.get("lake.officer", "/sanctions/lists"));
        assertEquals(53, lists.getJsonObject("refused").getInteger("line"));
        HttpResponse<String> matches = gateway.get("lake.officer", "/sanctions/matches");
        contract.keeps("listSanctionsMatches", 200, matches);
        JsonObject first = new JsonObject(matches.body()).getJsonArray("items").getJsonObject(0);
        assertEquals(0.988, first.getDouble("score"));
        assertEquals(
                "VARIANT",
                first.getJsonObject("explanation").getJsonArray("meetings").stream()
                        .map(JsonObject.class::cast)
                        .filter(meeting -> meeting.getJsonArray("listed").equals(new JsonArray().add("idriss")))
                        .findFirst()
                        .orElseThrow()
                        .getString("why"));
    }

    @Test
    void namesThePlaceOfAListsFault() {
        imported = new ImportOutcome.Refused("an invalid XML character was found", 53, 11);
        HttpResponse<String> refused = gateway.post("lake.officer", "/sanctions/lists", "{\"document\":\"QUJD\"}");
        contract.keeps("importSanctionsList", 422, refused);
        JsonObject error = new JsonObject(refused.body()).getJsonArray("errors").getJsonObject(0);
        assertEquals("/document", error.getString("pointer"));
        assertEquals(53, error.getInteger("line"));
        assertEquals(11, error.getInteger("column"));
    }

    @Test
    void saysHowManyWouldBeDelistedAndHandsOnWhoConfirmsIt() {
        imported = new ImportOutcome.Unconfirmed(312, 1018);
        HttpResponse<String> refused = gateway.post("lake.officer", "/sanctions/lists", "{\"document\":\"QUJD\"}");
        contract.keeps("importSanctionsList", 422, refused);
        JsonObject error = new JsonObject(refused.body()).getJsonArray("errors").getJsonObject(0);
        assertEquals("/confirmDelistings", error.getString("pointer"));
        assertEquals(
                "312 of the 1018 entries in force would be delisted; if that is meant, say 312 here",
                error.getString("message"));
        imported = new ImportOutcome.Imported(VERSION);
        contract.keeps("importSanctionsList", 201, confirming("312"));
        assertEquals(List.of(Optional.empty(), Optional.of(312)), confirmed);
        for (String wrong : List.of("-1", "\"312\"", "3.5", "true", "1000001")) {
            contract.keeps("importSanctionsList", 422, confirming(wrong));
        }
        assertEquals(2, confirmed.size());
    }

    private HttpResponse<String> confirming(String number) {
        return gateway.post(
                "lake.officer", "/sanctions/lists", "{\"document\":\"QUJD\",\"confirmDelistings\":" + number + "}");
    }

    @Test
    void answersWhatBecameOfAList() {
        imported = new ImportOutcome.Imported(VERSION);
        contract.keeps(
                "importSanctionsList",
                201,
                gateway.post("lake.officer", "/sanctions/lists", "{\"document\":\"QUJD\"}"));
        imported = new ImportOutcome.Unchanged(VERSION);
        contract.keeps(
                "importSanctionsList",
                200,
                gateway.post("lake.officer", "/sanctions/lists", "{\"document\":\"QUJD\"}"));
        contract.keeps("importSanctionsList", 422, gateway.post("lake.officer", "/sanctions/lists", "{}"));
    }

    @Test
    void takesARulingWithItsReason() {
        ruled = new RuleOutcome.Ruled(match(State.NO_MATCH));
        String path = "/sanctions/matches/m1/rulings";
        contract.keeps(
                "ruleSanctionsMatch",
                201,
                gateway.post("lake.officer", path, "{\"same\":false,\"reason\":\"Born elsewhere.\"}"));
        contract.keeps("ruleSanctionsMatch", 422, gateway.post("lake.officer", path, "{\"same\":false}"));
        for (String contradiction :
                List.of("{\"reason\":\"x\"}", "{\"same\":true,\"unclear\":true,\"reason\":\"x\"}")) {
            contract.keeps("ruleSanctionsMatch", 422, gateway.post("lake.officer", path, contradiction));
        }
        ruled = new RuleOutcome.Ruled(match(State.OPEN));
        contract.keeps(
                "ruleSanctionsMatch",
                201,
                gateway.post("lake.officer", path, "{\"unclear\":true,\"reason\":\"No date of birth.\"}"));
        ruled = new RuleOutcome.Absent();
        contract.keeps(
                "ruleSanctionsMatch",
                404,
                gateway.post("lake.officer", path, "{\"same\":true,\"reason\":\"The same.\"}"));
        ruled = new RuleOutcome.Closed(State.LAPSED);
        contract.keeps(
                "ruleSanctionsMatch",
                409,
                gateway.post("lake.officer", path, "{\"same\":true,\"reason\":\"The same.\"}"));
    }

    @Test
    void showsMatchesUpToWhatTheSignInAllows() {
        JsonObject me = contract.keeps("getMe", 200, gateway.get("lake.officer", "/me"));
        assertTrue(me.getInteger("effectiveClearance") < me.getInteger("clearance"));
        contract.keeps("listSanctionsMatches", 200, gateway.get("lake.officer", "/sanctions/matches"));
        assertEquals(List.of(me.getInteger("effectiveClearance")), cleared);
    }
}
