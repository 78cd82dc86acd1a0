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
    private final TearLines tearLines;
    private final OwnDerivatives derivatives;
    private final Bus bus;

    RecallRecord(Disclosure disclosure, Custody custody, TearLines tearLines, OwnDerivatives derivatives, Bus bus) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.tearLines = tearLines;
        this.derivatives = derivatives;
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
                .compose(leased -> custody.required(leased, call.caller(), recordId)
                        .compose(own -> tearLines.told(leased, call.caller(), recordId))
                        .compose(summaries -> derivatives
                                .told(leased, call.caller(), recordId)
                                .map(derived -> Map.of("tearLines", summaries, "derivedRecords", derived))))
                .compose(told -> bus.ask(
                                Records.RECALL,
                                new Records.Recall(
                                        recordId,
                                        call.caller().party(),
                                        call.caller().subject(),
                                        reason),
                                Policy.PATIENCE)
                        .map(outcome -> {
                            Map<String, Object> json = new LinkedHashMap<>();
                            json.put("recall", recalled(outcome));
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
