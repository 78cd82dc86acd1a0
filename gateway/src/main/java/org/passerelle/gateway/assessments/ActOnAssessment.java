package org.passerelle.gateway.assessments;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.core.message.Assessments;
import org.passerelle.core.message.Assessments.Act;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.message.Policy;
import org.passerelle.gateway.agreements.ActProblems;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.ProblemCode;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/**
 * Somebody takes a step in the life of an assessment of their party; what decisions depend on answers when it is effective at every
 * gateway.
 *
 * @param reading the step from the call
 * @param seen whether the caller must say which state of the assessment was seen
 */
record ActOnAssessment(String id, int status, Function<Call, Step> reading, boolean seen, WholeJson json, Bus bus)
        implements Operation {

    @Override
    public Future<Answer> answer(Call call) {
        boolean first = id.equals("draftAssessment");
        Optional<String> match = call.header("If-Match").map(tag -> tag.replaceAll("^\"|\"$", ""));
        if (seen && match.isEmpty()) {
            throw new Refusal(Problem.Kind.PRECONDITION_REQUIRED);
        }
        Act act = new Act(
                first ? Optional.empty() : Optional.of(call.path("id")),
                call.caller().party(),
                call.caller().subject(),
                AssessmentOperations.writer(call),
                reading.apply(call),
                match);
        return bus.ask(Assessments.ACT, act, Policy.PATIENCE).map(outcome -> answer(outcome, call));
    }

    private Answer answer(Outcome outcome, Call call) {
        return switch (outcome) {
            case Outcome.Done done -> answer(done);
            case Outcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Outcome.Refused refused -> throw new Refusal(problem(refused));
            case Outcome.Faulty(var faults) -> throw new Refusal(ActProblems.misread(faults, call.body()));
            case Outcome.Moved moved -> throw new Refusal(Problem.Kind.PRECONDITION_FAILED);
        };
    }

    private Answer answer(Outcome.Done done) {
        Map<String, Object> body = json.of(done.whole());
        body.put("effective", done.barrier().isPresent());
        body.put("at", done.at());
        Answer.Body answer = Answer.json(status, body).header("ETag", WholeJson.tag(done.whole()));
        boolean another = id.equals("draftAssessment") || id.equals("remediateAssessment");
        return another
                ? answer.header(
                        "Location",
                        "/api/v1/assessments/" + done.whole().assessment().id())
                : answer;
    }

    private static Problem problem(Outcome.Refused refused) {
        Problem.Kind kind = switch (refused.refusal()) {
            case ROLE, OWN_WORK, SAME_PERSON, BENEFICIARY -> Problem.Kind.FORBIDDEN;
            case STATE, SUCCESSOR, CONTENT -> Problem.Kind.CONFLICT;
        };
        return new Problem(
                kind,
                Optional.of(refused.reason()),
                Optional.of(ProblemCode.of(refused.refusal())),
                List.of(),
                Optional.empty());
    }
}
