package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Links;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;

/** Links at the door: what is hidden changes neither what is told of the others nor what can be done with them. */
class RelatedDoorTest {
    private static final String RELATED = "/records/own/related?purpose=";
    private static final int PAGE = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    private final List<Links.Link> links = new CopyOnWriteArrayList<>();
    private final List<Links.Change> changes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        store("own", Level.CONFIDENTIAL);
        store("seen", Level.CONFIDENTIAL);
        store("hidden", Level.STRICTLY_CONFIDENTIAL);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(bus.answer(Links.OF, question -> Future.succeededFuture(page(question))));
        RunningGateway.await(bus.answer(Links.CHANGE, change -> {
            changes.add(change);
            return Future.succeededFuture(new Links.ChangeOutcome.Changed());
        }));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void store(String id, Level level) {
        gateway.answers.records.put(id, World.released(id, "LAKE", level, "what was seen"));
    }

    private void linked(String other, Level level, boolean outgoing) {
        links.add(new Links.Link(
                Links.Relation.RELATED,
                outgoing,
                World.released(other, "LAKE", level, "what was seen").facts()));
    }

    private Links.Linked page(Links.Of question) {
        int from = question.after().map(Long::intValue).orElse(0);
        int to = Math.min(from + PAGE, links.size());
        return new Links.Linked(
                links.subList(from, to), to < links.size() ? Optional.of((long) to) : Optional.empty());
    }

    private JsonObject related() {
        return new KeptContract(gateway)
                .keeps("getRelated", 200, gateway.get("lake.officer", RELATED + "early-warning"));
    }

    @Test
    void whoMayReadFewIsToldThemHoweverManyAreHidden() {
        for (int more = 0; more < 300; more++) {
            linked("hidden-" + more, Level.STRICTLY_CONFIDENTIAL, false);
        }
        linked("seen", Level.CONFIDENTIAL, true);
        JsonObject told = related();
        assertEquals(1, told.getJsonArray("items").size(), told::encode);
        assertEquals("seen", told.getJsonArray("items").getJsonObject(0).getString("record"));
        assertTrue(told.getBoolean("complete"));
        assertFalse(gateway.answers.asked.contains("records.gather"), "no content is opened");
        assertEquals(
                List.of("own", "seen"),
                gateway.answers.leaves.getFirst().items().stream()
                        .map(item -> item.recordId())
                        .toList());
    }

    @Test
    void moreThanAreToldAreSaidNotToBeAll() {
        List<String> expected = new ArrayList<>();
        for (int more = 0; more < 201; more++) {
            store("other-" + more, Level.CONFIDENTIAL);
            linked("other-" + more, Level.CONFIDENTIAL, false);
            expected.add("other-" + more);
        }
        JsonObject told = related();
        assertFalse(told.getBoolean("complete"));
        assertEquals(
                expected.subList(0, 200),
                told.getJsonArray("items").stream()
                        .map(item -> ((JsonObject) item).getString("record"))
                        .toList());
    }

    @Test
    void whatIsHiddenIsNeitherTakenAwayNorCounted() {
        linked("seen", Level.CONFIDENTIAL, true);
        linked("hidden", Level.STRICTLY_CONFIDENTIAL, true);
        HttpResponse<String> answer = gateway.post(
                "lake.officer", RELATED + "early-warning", "{\"remove\":[\"hidden\",\"seen\",\"none\"]}");
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(List.of("seen"), changes.getFirst().remove());
        assertEquals(Set.of("hidden"), changes.getFirst().uncounted());
    }

    @Test
    void aPurposeThatIsRefusedIsRefusedForWhatIsHiddenAndWhatIsAbsentAlike() {
        for (String record : List.of("hidden", "none")) {
            String path = "/records/" + record + "/related?purpose=targeting";
            assertEquals(403, gateway.get("lake.officer", path).statusCode());
            assertEquals(403, gateway.post("lake.officer", path, "{}").statusCode());
        }
    }
}
