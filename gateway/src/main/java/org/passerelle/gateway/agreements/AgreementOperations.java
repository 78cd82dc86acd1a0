package org.passerelle.gateway.agreements;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Policy;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** The operations on agreements; an agreement of others is absent. */
public final class AgreementOperations {
    private AgreementOperations() {}

    public static List<Operation> of(Bus bus) {
        return List.of(new ListAgreements(bus), new SuspendAgreement(bus), new ReinstateAgreement(bus));
    }

    private record ListAgreements(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listAgreements";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(Policy.LIST, new Policy.ListAgreements(call.caller().party()))
                    .map(list -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    list.agreements().stream()
                                            .map(AgreementJson::of)
                                            .toList())));
        }
    }

    /** Either party suspends alone; the answer comes when it is effective at every gateway. */
    private record SuspendAgreement(Bus bus) implements Operation {
        @Override
        public String id() {
            return "suspendAgreement";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Policy.Suspend suspend = new Policy.Suspend(
                    call.path("id"), call.caller().party(), call.caller().subject(), Reasons.read(call.body()));
            return bus.ask(Policy.SUSPEND, suspend, Policy.PATIENCE).map(AgreementOperations::changed);
        }
    }

    private record ReinstateAgreement(Bus bus) implements Operation {
        @Override
        public String id() {
            return "reinstateAgreement";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Policy.Reinstate reinstate = new Policy.Reinstate(
                    call.path("id"), call.caller().party(), call.caller().subject(), Reasons.read(call.body()));
            return bus.ask(Policy.REINSTATE, reinstate, Policy.PATIENCE).map(AgreementOperations::changed);
        }
    }

    private static Answer changed(Policy.ChangeOutcome outcome) {
        return switch (outcome) {
            case Policy.ChangeOutcome.Changed changed -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("agreement", AgreementJson.of(changed.agreement()));
                json.put("policyVersion", changed.barrier());
                json.put("at", changed.at());
                yield Answer.json(201, json);
            }
            case Policy.ChangeOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case Policy.ChangeOutcome.Faulty faulty -> throw new Refusal(Problem.atFault(faulty.faults()));
            case Policy.ChangeOutcome.NotPossible notPossible ->
                throw new Refusal(Problem.of(
                        Problem.Kind.CONFLICT, notPossible.reason().orElse("the agreement is " + notPossible.state())));
        };
    }
}
