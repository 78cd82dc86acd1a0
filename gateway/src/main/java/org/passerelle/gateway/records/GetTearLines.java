package org.passerelle.gateway.records;

import io.vertx.core.Future;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;

/** Tells the author's party which tear-lines a record has, and of which it is one; no view does. */
final class GetTearLines implements Operation {
    private final Disclosure disclosure;
    private final Custody custody;
    private final TearLines tearLines;

    GetTearLines(Disclosure disclosure, Custody custody, TearLines tearLines) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.tearLines = tearLines;
    }

    @Override
    public String id() {
        return "getTearLines";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String recordId = call.path("id");
        return disclosure
                .policy()
                .compose(leased -> custody.required(leased, call.caller(), recordId)
                        .compose(own -> tearLines.json(leased, call.caller(), recordId)))
                .map(json -> Answer.json(200, json));
    }
}
