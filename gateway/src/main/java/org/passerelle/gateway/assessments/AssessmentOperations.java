package org.passerelle.gateway.assessments;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** The operations on assessments; an assessment of others is absent. */
public final class AssessmentOperations {
    private AssessmentOperations() {}

    public static List<Operation> of(Bus bus, Clock clock) {
        return List.of(
                new ListAssessments(bus),
                new ChangeAssessment("suspendAssessment", Screening.Change.Kind.SUSPEND, bus),
                new ChangeAssessment("reinstateAssessment", Screening.Change.Kind.REINSTATE, bus),
                new ChangeAssessment("withdrawAssessment", Screening.Change.Kind.WITHDRAW, bus),
                new ReportAllegation(bus, clock));
    }

    private record ListAssessments(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listAssessments";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(
                            Screening.LIST,
                            new Screening.ListAssessments(call.caller().party()))
                    .map(list -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    list.entries().stream()
                                            .map(AssessmentJson::entry)
                                            .toList())));
        }
    }

    /** Suspends, reinstates or withdraws; the answer comes when it is effective at every gateway. */
    private record ChangeAssessment(String id, Screening.Change.Kind kind, Bus bus) implements Operation {
        @Override
        public Future<Answer> answer(Call call) {
            Screening.Change change = new Screening.Change(
                    kind, call.path("id"), call.caller().party(), call.caller().subject(), Reasons.read(call.body()));
            return bus.ask(Screening.CHANGE, change, Policy.PATIENCE).map(outcome -> switch (outcome) {
                case Screening.ChangeOutcome.Changed changed -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("assessment", AssessmentJson.of(changed.assessment()));
                    json.put("policyVersion", changed.barrier());
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
