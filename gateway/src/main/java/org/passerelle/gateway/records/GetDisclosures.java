package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.Map;
import org.passerelle.core.message.Audit;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.platform.bus.Bus;

/** Tells the releaser who received a record. */
public final class GetDisclosures implements Operation {
    private final Disclosure disclosure;
    private final Custody custody;
    private final Bus bus;

    GetDisclosures(Disclosure disclosure, Custody custody, Bus bus) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.bus = bus;
    }

    @Override
    public String id() {
        return "getDisclosures";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String recordId = call.path("id");
        return disclosure
                .policy()
                .compose(leased -> custody.required(leased, call.caller(), recordId))
                .compose(own -> bus.ask(Audit.LEDGER, new Audit.LedgerOf(recordId)))
                .map(ledger -> Answer.json(
                        200,
                        Map.of(
                                "items",
                                ledger.receipts().stream()
                                        .map(LedgerJson::receipt)
                                        .toList())));
    }
}
