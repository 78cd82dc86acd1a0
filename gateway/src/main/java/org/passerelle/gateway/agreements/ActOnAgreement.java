package org.passerelle.gateway.agreements;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Act;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Policy;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.StepUp;
import org.passerelle.platform.bus.Bus;

/**
 * Somebody does something for their party in the life of an agreement; the answer comes when it is effective at every gateway.
 *
 * @param deed what, from the body
 * @param seen whether the caller must say which state of the agreement was seen
 * @param stepUp asked of whoever approves or signs
 */
record ActOnAgreement(
        String id, int status, Function<String, Deed> deed, boolean seen, Optional<StepUp> stepUp, Bus bus)
        implements Operation {
    private static final int LONGEST_KEY = 100;

    @Override
    public Future<Answer> answer(Call call) {
        stepUp.ifPresent(asked -> asked.require(call.caller()));
        Optional<String> agreement = id.equals("draftAgreement") ? Optional.empty() : Optional.of(call.path("id"));
        Optional<String> key = call.header("Idempotency-Key");
        if (key.filter(text -> text.isBlank() || text.length() > LONGEST_KEY).isPresent()) {
            throw new Refusal(Problem.of(Problem.Kind.MALFORMED, "Idempotency-Key has one to 100 characters"));
        }
        Optional<String> match = call.header("If-Match").map(tag -> tag.replaceAll("^\"|\"$", ""));
        if (seen && match.isEmpty()) {
            throw new Refusal(Problem.Kind.PRECONDITION_REQUIRED);
        }
        String body = call.body();
        Act act = new Act(agreement, call.caller().party(), call.caller().subject(), deed.apply(body), key, match);
        return bus.ask(Agreements.ACT, act, Policy.PATIENCE).map(outcome -> answer(outcome, body));
    }

    private Answer answer(Outcome outcome, String body) {
        return switch (outcome) {
            case Outcome.Done done -> {
                Answer.Body answer = Answer.json(
                                status,
                                LifeJson.done(
                                        done.view(),
                                        done.version(),
                                        done.barrier().isPresent(),
                                        done.at()))
                        .header("ETag", "\"" + done.view().tag() + "\"");
                yield id.equals("draftAgreement")
                        ? answer.header(
                                "Location", "/api/v1/agreements/" + done.view().id())
                        : answer;
            }
            case Outcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Outcome.Refused refused -> throw new Refusal(ActProblems.of(refused));
            case Outcome.Faulty faulty -> throw new Refusal(Problem.atFault(faulty.faults()));
            case Outcome.Unreadable unreadable -> throw new Refusal(ActProblems.of(unreadable, body));
            case Outcome.NotSigned unsigned -> throw new Refusal(ActProblems.of(unsigned));
            case Outcome.Moved moved -> throw new Refusal(Problem.Kind.PRECONDITION_FAILED);
            case Outcome.KeyReused reused -> throw new Refusal(ActProblems.keyReused());
        };
    }
}
