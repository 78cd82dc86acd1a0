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

/** Tells the releaser who has been told that what they hold of a record was corrected. */
public final class GetCorrections implements Operation {
    private final Disclosure disclosure;
    private final Custody custody;
    private final Bus bus;

    GetCorrections(Disclosure disclosure, Custody custody, Bus bus) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.bus = bus;
    }

    @Override
    public String id() {
        return "getCorrections";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String recordId = call.path("id");
        return disclosure
                .policy()
                .compose(leased -> custody.required(leased, call.caller(), recordId))
                .compose(own -> bus.ask(
                        Exchange.CORRECTION_CASES,
                        new Exchange.CasesOf(call.caller().party(), Optional.of(recordId))))
                .map(cases -> Answer.json(
                        200,
                        Map.of(
                                "items",
                                cases.cases().stream()
                                        .map(GetCorrections::correction)
                                        .toList())));
    }

    private static Map<String, Object> correction(Exchange.RecallCase correction) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("record", correction.recordId());
        json.put("at", correction.at());
        json.put("notices", LedgerJson.notices(correction.notices()));
        return json;
    }
}
