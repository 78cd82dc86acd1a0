package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Matches;
import org.passerelle.gateway.world.World;

/** Questions whether another party holds something alike, at the door: as the OpenAPI file says, one bit, and nothing unless it is recorded. */
class MatchDoorTest {
    private static final String TEXT = "a convoy without plates was seen at the ford by night";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        contract = new KeptContract(gateway);
        gateway.answers.records.put("own", World.released("own", "LAKE", Level.CONFIDENTIAL, TEXT));
        agree(true);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void agree(boolean back) throws Exception {
        gateway.answers.policy = version -> World.bundle(version, List.of(World.agreement(), World.matches(back)));
        long version = gateway.answers.policyVersion + 1;
        gateway.answers.policyVersion = version;
        gateway.answers.barrier = version;
        RunningGateway.until(() -> {
            gateway.assembly().lease().renew();
            return gateway.assembly()
                    .lease()
                    .current()
                    .filter(leased -> leased.bundle().version() == version)
                    .isPresent();
        });
    }

    private HttpResponse<String> ask(String party, String record) {
        return gateway.post(
                "lake.officer",
                "/matches",
                "{\"party\":\"%s\",\"purpose\":\"early-warning\",\"record\":\"%s\"}".formatted(party, record));
    }

    @Test
    void answersOneBitOfOneSizeAfterItsLeaf() {
        HttpResponse<String> missed = ask("RIVER", "own");
        gateway.answers.records.put("theirs", World.record("theirs", Level.CONFIDENTIAL, TEXT));
        HttpResponse<String> met = ask("RIVER", "own");
        assertEquals(new JsonObject().put("hit", false), contract.keeps("askMatch", 200, missed));
        assertEquals(new JsonObject().put("hit", true), contract.keeps("askMatch", 200, met));
        assertEquals(
                missed.headers().firstValue("Content-Length"), met.headers().firstValue("Content-Length"));
        assertEquals(missed.headers().map().keySet(), met.headers().map().keySet());
        assertEquals(2, gateway.answers.leaves.size());
        for (Audit.Append leaf : gateway.answers.leaves) {
            assertEquals(Action.MATCH, leaf.action());
            assertEquals(
                    List.of("RIVER"),
                    leaf.items().stream().map(Audit.Item::releaser).toList());
            assertEquals(
                    List.of("lake-match", "river-match"),
                    leaf.items().getFirst().clauses());
            assertEquals(List.of(), leaf.items().getFirst().portions());
        }
        gateway.answers.auditReachable = false;
        contract.keeps("askMatch", 503, ask("RIVER", "own"));
    }

    @Test
    void whatIsNotPermittedForMatchIsNotCompared() {
        gateway.answers.records.put("above", World.record("above", Level.STRICTLY_CONFIDENTIAL, TEXT));
        gateway.answers.records.put("others", World.released("others", "MARSH", Level.CONFIDENTIAL, TEXT));
        List<List<String>> questions = new ArrayList<>();
        for (String hidden : List.of("above", "others", "none")) {
            gateway.answers.asked.clear();
            assertFalse(contract.keeps("askMatch", 200, ask("RIVER", "own")).getBoolean("hit"), hidden);
            questions.add(List.copyOf(gateway.answers.asked));
            gateway.answers.records.remove(hidden);
        }
        assertEquals(1, questions.stream().distinct().count(), questions::toString);
    }

    @Test
    void withoutTermsBothWaysEverythingIsRefusedAlike() throws Exception {
        gateway.answers.records.put("theirs", World.record("theirs", Level.CONFIDENTIAL, TEXT));
        assertTrue(contract.keeps("askMatch", 200, ask("RIVER", "own")).getBoolean("hit"));
        JsonObject stranger = contract.keeps("askMatch", 403, ask("MARSH", "own"));
        JsonObject nobody = contract.keeps("askMatch", 403, ask("NOBODY", "never"));
        agree(false);
        JsonObject oneWay = contract.keeps("askMatch", 403, ask("RIVER", "own"));
        for (JsonObject refusal : List.of(stranger, nobody, oneWay)) {
            refusal.remove("trace");
            assertEquals(stranger, refusal);
        }
        assertEquals(1, gateway.answers.leaves.size());
        assertEquals(
                List.of("match-refused"),
                gateway.answers.notes.stream().map(Audit.Note::kind).distinct().toList());
    }

    @Test
    void onlyOwnRecordsAreAskedAbout() {
        gateway.answers.records.put("theirs", World.record("theirs", Level.CONFIDENTIAL, TEXT));
        contract.keeps("askMatch", 404, ask("RIVER", "theirs"));
        contract.keeps("askMatch", 404, ask("RIVER", "never"));
        assertEquals(List.of(), gateway.answers.leaves);
    }

    @Test
    void beyondTheLimitNothingIsLookedAt() {
        gateway.answers.spending = new Matches.Spending.Exhausted();
        gateway.answers.asked.clear();
        JsonObject refused = contract.keeps("askMatch", 429, ask("RIVER", "own"));
        assertFalse(refused.containsKey("detail"));
        assertFalse(gateway.answers.asked.contains("records.like"), () -> gateway.answers.asked.toString());
        assertEquals(List.of(), gateway.answers.leaves);
    }

    @Test
    void faultsAreNamedWithTheirPlaces() {
        JsonObject faulty = contract.keeps(
                "askMatch", 422, gateway.post("lake.officer", "/matches", "{\"party\":1,\"text\":\"the ford\"}"));
        assertEquals(
                List.of("/party", "/purpose", "/record", "/text"),
                faulty.getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("pointer"))
                        .sorted()
                        .toList());
        contract.keeps(
                "askMatch",
                403,
                gateway.post(
                        "lake.officer",
                        "/matches",
                        "{\"party\":\"RIVER\",\"purpose\":\"targeting\",\"record\":\"own\"}"));
    }
}
