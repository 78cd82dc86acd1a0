package org.passerelle.gateway.tasks;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.message.Tasks;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/** The operations on tasks: of the own party, and for one of the own roles; every other is absent. */
public final class TaskOperations {
    private TaskOperations() {}

    public static List<Operation> of(Bus bus) {
        return List.of(new ListTasks(bus), new CompleteTask(bus));
    }

    private record ListTasks(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listTasks";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Tasks.TasksOf about = new Tasks.TasksOf(
                    call.caller().party(), call.caller().account().roles(), state(call));
            return bus.ask(Tasks.LIST, about)
                    .map(list -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    list.tasks().stream()
                                            .map(TaskOperations::json)
                                            .toList())));
        }

        private static Tasks.State state(Call call) {
            String asked = call.query("state").orElse(Tasks.State.OPEN.name());
            return Stream.of(Tasks.State.values())
                    .filter(state -> state.name().equals(asked))
                    .findFirst()
                    .orElseThrow(
                            () -> Call.parameter("state", Fault.Code.UNKNOWN_WORD, "must be OPEN, DONE or SETTLED"));
        }
    }

    private record CompleteTask(Bus bus) implements Operation {
        @Override
        public String id() {
            return "completeTask";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Tasks.Complete complete = new Tasks.Complete(
                    call.path("id"),
                    call.caller().party(),
                    call.caller().account().roles(),
                    call.caller().subject(),
                    Reasons.read(call.body()));
            return bus.ask(Tasks.COMPLETE, complete).map(outcome -> switch (outcome) {
                case Tasks.CompleteOutcome.Completed(Tasks.Task task) -> Answer.json(201, json(task));
                case Tasks.CompleteOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                case Tasks.CompleteOutcome.Settled settled ->
                    throw new Refusal(Problem.of(Problem.Kind.CONFLICT, "there is nothing left to do"));
            });
        }
    }

    private static Map<String, Object> json(Tasks.Task task) {
        Tasks.Due due = task.due();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", due.id());
        json.put("kind", due.kind().word());
        if (!due.about().isEmpty()) {
            json.put("about", due.about());
        }
        json.put("roles", new TreeSet<>(due.roles()));
        json.put("dueAt", due.dueAt());
        json.put("openedAt", task.openedAt());
        json.put("state", task.state().name());
        task.closed().ifPresent(closed -> {
            json.put("closedBy", closed.subject());
            json.put("closedAt", closed.at());
            json.put("reason", closed.reason());
        });
        return json;
    }
}
