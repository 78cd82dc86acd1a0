package org.passerelle.gateway.records;

import io.vertx.core.Future;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;

/** Takes an order for an export, if the caller may export for that purpose at all. */
final class OpenExport implements Operation {
    private final Disclosure disclosure;

    OpenExport(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public String id() {
        return "openExport";
    }

    @Override
    public Future<Answer> answer(Call call) {
        return disclosure.policy().compose(leased -> {
            ExportOrder order = ExportOrder.read(call.caller().subject(), call.body(), SearchWords.of(leased.bundle()));
            return disclosure
                    .judging()
                    .stand(leased, call.caller(), order.ask())
                    .map(stands -> accepted(order));
        });
    }

    private static Answer accepted(ExportOrder order) {
        String id = order.id();
        return Answer.json(202, order.json(id)).header("Location", "/api/v1/exports/" + id);
    }
}
