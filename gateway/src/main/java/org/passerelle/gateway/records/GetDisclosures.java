package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Audit;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/** Tells the releaser who received a record, page by page from the newest on: whoever reads it makes a receipt each time. */
public final class GetDisclosures implements Operation {
    private static final int MOST = 1_000;
    private static final int USUAL = 200;

    private final Disclosure disclosure;
    private final Custody custody;
    private final Cursors cursors;
    private final Bus bus;

    GetDisclosures(Disclosure disclosure, Custody custody, Cursors cursors, Bus bus) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.cursors = cursors;
        this.bus = bus;
    }

    @Override
    public String id() {
        return "getDisclosures";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String recordId = call.path("id");
        int limit = (int) call.numberQuery("limit", 1, MOST, USUAL);
        String binding = String.join("\n", id(), call.caller().subject(), recordId);
        Optional<Long> before = call.query("cursor")
                .map(cursor -> cursors.open(cursor, binding)
                        .orElseThrow(() -> Call.parameter(
                                "cursor", Fault.Code.UNKNOWN_WORD, "is not a cursor of this caller and record")));
        return disclosure
                .policy()
                .compose(leased -> custody.required(leased, call.caller(), recordId))
                .compose(own -> bus.ask(Audit.LEDGER, new Audit.LedgerOf(recordId, before, limit)))
                .map(ledger -> Answer.json(200, json(ledger, binding)));
    }

    private Map<String, Object> json(Audit.Ledger ledger, String binding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", ledger.receipts().stream().map(LedgerJson::receipt).toList());
        ledger.next().ifPresent(next -> json.put("next", cursors.seal(next, binding)));
        return json;
    }
}
