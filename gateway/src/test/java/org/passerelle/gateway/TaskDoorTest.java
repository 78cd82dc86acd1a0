package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.message.Tasks.CompleteOutcome;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.message.Tasks.State;
import org.passerelle.core.message.Tasks.Task;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;

/** Tasks and reminders at the door: who asks is told by the policy, and answers are as the OpenAPI file says. */
class TaskDoorTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<String> OFFICER = World.EVERY_ROLE;
    private static final Due CONSENT = Due.of(Kind.GRANT_END, "hold-1", "LAKE", OFFICER, AT);
    private static final String REASON = "{\"reason\":\"renewed\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile CompleteOutcome outcome = new CompleteOutcome.Absent();

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        contract = new KeptContract(gateway);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(bus.answer(Tasks.LIST, question -> {
            asked.add(question);
            return Future.succeededFuture(new Tasks.TaskList(List.of(task(State.OPEN))));
        }));
        RunningGateway.await(bus.answer(Tasks.COMPLETE, question -> {
            asked.add(question);
            return Future.succeededFuture(outcome);
        }));
        RunningGateway.await(bus.answer(Exchange.DELIVERED, question -> Future.succeededFuture(new Done())));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Task task(State state) {
        return new Task(
                CONSENT,
                AT,
                state,
                Optional.of(new Tasks.Closed("lake.officer", "renewed", AT)).filter(closed -> state != State.OPEN));
    }

    @Test
    void listsThoseOfTheOwnPartyForTheOwnRoles() {
        JsonObject list = contract.keeps("listTasks", 200, gateway.get("lake.officer", "/tasks"));
        assertEquals("hold-1", list.getJsonArray("items").getJsonObject(0).getString("about"));
        contract.keeps("listTasks", 200, gateway.get("lake.officer", "/tasks?state=DONE"));
        assertEquals(
                List.of(new Tasks.TasksOf("LAKE", OFFICER, State.OPEN), new Tasks.TasksOf("LAKE", OFFICER, State.DONE)),
                asked);
        contract.keeps("listTasks", 400, gateway.get("lake.officer", "/tasks?state=open"));
    }

    @Test
    void takesDownWhoHasSeenToOne() {
        contract.keeps("completeTask", 404, gateway.post("lake.officer", "/tasks/x/completions", REASON));
        assertEquals(List.of(new Tasks.Complete("x", "LAKE", OFFICER, "lake.officer", "renewed")), asked);
        outcome = new CompleteOutcome.Completed(task(State.DONE));
        JsonObject done =
                contract.keeps("completeTask", 201, gateway.post("lake.officer", "/tasks/x/completions", REASON));
        assertEquals("lake.officer", done.getString("closedBy"));
        outcome = new CompleteOutcome.Settled(task(State.SETTLED));
        contract.keeps("completeTask", 409, gateway.post("lake.officer", "/tasks/x/completions", REASON));
        contract.keeps("completeTask", 422, gateway.post("lake.officer", "/tasks/x/completions", "{}"));
    }

    @Test
    void remindersNameAgreementsAndNothingElse() {
        gateway.answers.feed = read -> List.of(
                new Exchange.Item.TaskNotice(
                        1, "n1", "t1", Kind.AGREEMENT_END, "river-lake", Set.of("agreement-administrator"), AT, false),
                new Exchange.Item.TaskNotice(
                        2, "n2", "t2", Kind.MITIGATION_DUE, "has-bn33", Set.of("human-rights-focal-point"), AT, true));
        HttpResponse<String> answer = gateway.get("lake.officer", "/feed?purpose=early-warning");
        JsonObject page = contract.keeps("readFeed", 200, answer);
        JsonObject named = page.getJsonArray("items").getJsonObject(0);
        assertEquals("approaching", named.getString("verb"));
        assertEquals("agreement-end", named.getString("subject"));
        assertEquals("river-lake", named.getString("agreement"));
        JsonObject discreet = page.getJsonArray("items").getJsonObject(1);
        assertEquals("due", discreet.getString("verb"));
        assertEquals("t2", discreet.getString("task"));
        assertFalse(answer.body().contains("has-bn33") || answer.body().contains("mitigation"), answer.body());
        assertEquals(1, gateway.answers.leaves.size(), "a reminder is recorded as every notice is");
    }
}
