package org.passerelle.gateway.holds;

import io.vertx.core.Future;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Policy;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** Takes back a consent; the answer comes when nothing can be released under it any more. */
record WithdrawRuling(Bus bus) implements Operation {
    @Override
    public String id() {
        return "withdrawRuling";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Exchange.Withdraw withdraw = new Exchange.Withdraw(
                call.path("id"),
                call.caller().subject(),
                call.caller().party(),
                HoldOperations.roles(call),
                Reasons.read(call.body()));
        return bus.ask(Exchange.WITHDRAW, withdraw, Policy.PATIENCE).map(outcome -> switch (outcome) {
            case Exchange.RuleOutcome.Ruled ruled -> Answer.json(201, HoldOperations.json(ruled.hold()));
            case Exchange.RuleOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Exchange.RuleOutcome.NotPossible(String reason) ->
                throw new Refusal(Problem.of(Problem.Kind.CONFLICT, reason));
        });
    }
}
