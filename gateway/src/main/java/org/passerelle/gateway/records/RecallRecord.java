package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** Recalls a record of the caller's party; a second recall answers the first. */
public final class RecallRecord implements Operation {
    private final Disclosure disclosure;
    private final Custody custody;
    private final Dependents dependents;
    private final Bus bus;

    RecallRecord(Disclosure disclosure, Custody custody, Dependents dependents, Bus bus) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.dependents = dependents;
        this.bus = bus;
    }

    @Override
    public String id() {
        return "recallRecord";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String recordId = call.path("id");
        String reason = Reasons.read(call.body());
        return disclosure
                .policy()
                .compose(leased -> custody.requireOwn(leased, call.caller(), recordId))
                .compose(own -> bus.ask(
                        Records.RECALL,
                        new Records.Recall(
                                recordId, call.caller().party(), call.caller().subject(), reason),
                        Policy.PATIENCE))
                .map(RecallRecord::recalled)
                // Only now: nothing that has to be looked for holds up a recall.
                .compose(recall -> dependents.told(call.caller(), recordId).map(told -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("recall", recall);
                    json.put("record", recordId);
                    json.putAll(told);
                    return Answer.json(201, json);
                }));
    }

    private static String recalled(Records.RecallOutcome outcome) {
        return switch (outcome) {
            case Records.RecallOutcome.Recalled recalled -> recalled.recallId();
            case Records.RecallOutcome.AlreadyRecalled already -> already.recallId();
            case Records.RecallOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
        };
    }
}
