package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.Map;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.ProblemJson;
import org.passerelle.platform.bus.Bus;

/** Lists what the caller's party submitted above its hosting ceiling. */
public final class ListCases implements Operation {
    private final Bus bus;

    ListCases(Bus bus) {
        this.bus = bus;
    }

    @Override
    public String id() {
        return "listCases";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return bus.ask(Records.CASES, new Records.CasesOf(call.caller().party()))
                .map(cases -> Answer.json(
                        200,
                        Map.of(
                                "items",
                                cases.cases().stream()
                                        .map(ProblemJson::rejection)
                                        .toList())));
    }
}
