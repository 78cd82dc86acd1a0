package org.passerelle.gateway.feed;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.message.Exchange;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** Acknowledges a notice; somebody else's notice is absent. */
public final class AcknowledgeNotice implements Operation {
    private final Bus bus;

    AcknowledgeNotice(Bus bus) {
        this.bus = bus;
    }

    @Override
    public String id() {
        return "acknowledgeNotice";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String notice = Bodies.read(call.body(), Set.of("notice"), fields -> {
            fields.require("notice");
            return fields.text("notice", 100).orElse("");
        });
        return bus.ask(
                        Exchange.ACKNOWLEDGE,
                        new Exchange.Acknowledge(
                                notice, call.caller().party(), call.caller().subject()))
                .map(outcome -> switch (outcome) {
                    case Exchange.AcknowledgeOutcome.Acknowledged acknowledged ->
                        Answer.json(201, Map.of("notice", notice, "at", acknowledged.at()));
                    case Exchange.AcknowledgeOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                });
    }
}
