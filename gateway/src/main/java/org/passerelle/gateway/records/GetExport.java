package org.passerelle.gateway.records;

import io.vertx.core.Future;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;

/** Says what was ordered. */
final class GetExport implements Operation {

    @Override
    public String id() {
        return "getExport";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String id = call.path("id", ExportOrder.LONGEST_ID);
        return Future.succeededFuture(
                Answer.json(200, ExportOrder.of(id, call.caller().subject()).json(id)));
    }
}
