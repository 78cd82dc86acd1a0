package org.passerelle.gateway.standing;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing;
import org.passerelle.gateway.agreements.ActProblems;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** Suspends and reinstates accounts and parties; each answer comes when it is effective everywhere. */
public final class StandingOperations {
    private StandingOperations() {}

    public static List<Operation> of(Bus bus) {
        return List.of(
                new ChangeAccount("suspendAccount", false, bus),
                new ChangeAccount("reinstateAccount", true, bus),
                new ChangeParty("suspendParty", false, bus),
                new ChangeParty("reinstateParty", true, bus));
    }

    private record ChangeAccount(String id, boolean enabled, Bus bus) implements Operation {
        @Override
        public Future<Answer> answer(Call call) {
            Standing.ChangeAccount change = new Standing.ChangeAccount(
                    call.path("id"), enabled, call.caller().subject(), Reasons.read(call.body()));
            return bus.ask(Standing.ACCOUNT, change, Policy.PATIENCE).map(StandingOperations::changed);
        }
    }

    private record ChangeParty(String id, boolean active, Bus bus) implements Operation {
        @Override
        public Future<Answer> answer(Call call) {
            Standing.ChangeParty change = new Standing.ChangeParty(
                    call.path("id"), active, call.caller().subject(), Reasons.read(call.body()));
            return bus.ask(Standing.PARTY, change, Policy.PATIENCE).map(StandingOperations::changed);
        }
    }

    /** The answer to a change whose body cannot be at fault any more. */
    static Answer changed(Standing.Outcome outcome) {
        return changed(outcome, "{}");
    }

    /**
     * The time alone: which version of the policy it made counts what others do.
     *
     * @param body in which what is at fault has its place
     */
    static Answer changed(Standing.Outcome outcome, String body) {
        return switch (outcome) {
            case Standing.Outcome.Changed changed -> Answer.json(201, Map.of("at", changed.at()));
            case Standing.Outcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Standing.Outcome.Faulty(var faults) -> throw new Refusal(ActProblems.misread(faults, body));
            case Standing.Outcome.NotPossible(String reason) ->
                throw new Refusal(Problem.of(Problem.Kind.CONFLICT, reason));
        };
    }
}
