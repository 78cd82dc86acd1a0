package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Exchange;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.platform.bus.Bus;

/** Tells the releaser how far a recall has come. */
public final class GetRecalls implements Operation {
    private final Disclosure disclosure;
    private final Custody custody;
    private final Dependents dependents;
    private final Bus bus;

    GetRecalls(Disclosure disclosure, Custody custody, Dependents dependents, Bus bus) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.dependents = dependents;
        this.bus = bus;
    }

    @Override
    public String id() {
        return "getRecalls";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String recordId = call.path("id");
        return disclosure
                .policy()
                .compose(leased -> custody.requireOwn(leased, call.caller(), recordId))
                .compose(own -> dependents.told(call.caller(), recordId))
                .compose(told -> bus.ask(
                                Exchange.RECALL_CASES,
                                new Exchange.CasesOf(call.caller().party(), Optional.of(recordId)))
                        .map(cases -> Answer.json(
                                200,
                                Map.of(
                                        "items",
                                        cases.cases().stream()
                                                .map(recall -> recallCase(recall, told))
                                                .toList()))));
    }

    private static Map<String, Object> recallCase(Exchange.RecallCase recall, Map<String, Object> dependent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("record", recall.recordId());
        json.put("reason", recall.reason());
        json.put("at", recall.at());
        json.putAll(dependent);
        json.put("notices", LedgerJson.notices(recall.notices()));
        return json;
    }
}
