package org.passerelle.gateway.assessments;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Tasks;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** The operations on assessments; an assessment of others is absent. */
public final class AssessmentOperations {
    private static final Set<String> SEES_ALL = Set.of("human-rights-focal-point", "approver", "auditor");

    private AssessmentOperations() {}

    /** @param policy that says who approves at which risk; empty while there is none in force */
    public static List<Operation> of(Bus bus, Clock clock, Supplier<Optional<LeasedBundle>> policy) {
        WholeJson whole = new WholeJson(clock, policy);
        return List.of(
                new ListAssessments(bus, clock),
                new GetAssessment(bus, whole),
                step("draftAssessment", 201, AssessmentSteps::draft, false, whole, bus),
                step("reviseAssessment", 200, AssessmentSteps::revise, true, whole, bus),
                step("submitAssessment", 201, AssessmentSteps::submit, true, whole, bus),
                step("reviewAssessment", 201, AssessmentSteps::review, true, whole, bus),
                step("decideAssessment", 201, AssessmentSteps::decide, true, whole, bus),
                step("remediateAssessment", 201, AssessmentSteps::remediate, false, whole, bus),
                step("completeMitigation", 201, AssessmentSteps::complete, false, whole, bus),
                new ChangeAssessment("suspendAssessment", Screening.Change.Kind.SUSPEND, bus, clock),
                new ChangeAssessment("reinstateAssessment", Screening.Change.Kind.REINSTATE, bus, clock),
                new ChangeAssessment("withdrawAssessment", Screening.Change.Kind.WITHDRAW, bus, clock));
    }

    private static Operation step(
            String id, int status, Function<Call, Step> reading, boolean seen, WholeJson whole, Bus bus) {
        return new ActOnAssessment(id, status, reading, seen, whole, bus);
    }

    /** Whoever holds none of the roles that see every assessment sees those in which they have a part. */
    static Optional<String> writer(Call call) {
        return call.caller().account().roles().stream().anyMatch(SEES_ALL::contains)
                ? Optional.empty()
                : Optional.of(call.caller().subject());
    }

    private record ListAssessments(Bus bus, Clock clock) implements Operation {
        /** Whose tasks those of assessments are. */
        private static final Set<String> TASKS = Set.of("human-rights-focal-point", "approver");

        @Override
        public String id() {
            return "listAssessments";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(
                            Screening.LIST,
                            new Screening.ListAssessments(call.caller().party(), writer(call)))
                    .compose(list -> done(call)
                            .map(done -> Answer.json(
                                    200,
                                    Map.of(
                                            "items",
                                            list.entries().stream()
                                                    .map(entry -> AssessmentJson.entry(entry, done, clock.instant()))
                                                    .toList()))));
        }

        // Exchange keeps what became of tasks.
        private Future<Set<String>> done(Call call) {
            Tasks.TasksOf about = new Tasks.TasksOf(call.caller().party(), TASKS, Tasks.State.DONE);
            return bus.ask(Tasks.LIST, about)
                    .map(list ->
                            list.tasks().stream().map(task -> task.due().id()).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** Suspends, reinstates or withdraws; the answer comes when it is effective at every gateway. */
    private record ChangeAssessment(String id, Screening.Change.Kind kind, Bus bus, Clock clock) implements Operation {
        @Override
        public Future<Answer> answer(Call call) {
            Screening.Change change = new Screening.Change(
                    kind, call.path("id"), call.caller().party(), call.caller().subject(), Reasons.read(call.body()));
            return bus.ask(Screening.CHANGE, change, Policy.PATIENCE).map(outcome -> switch (outcome) {
                case Screening.ChangeOutcome.Changed changed -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("assessment", AssessmentJson.of(changed.assessment(), clock.instant()));
                    json.put("at", changed.at());
                    yield Answer.json(201, json);
                }
                case Screening.ChangeOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                case Screening.ChangeOutcome.NotPossible(String reason) ->
                    throw new Refusal(Problem.of(Problem.Kind.CONFLICT, reason));
            });
        }
    }
}
