package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Holds;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.keys.ViewTags;

/** Reads one record. Hidden and absent are one answer, after the same questions. */
public final class GetRecord implements Operation {
    private final Disclosure disclosure;
    private final Custody custody;
    private final Notes notes;
    private final Holds holds;
    private final ViewTags tags;

    GetRecord(Disclosure disclosure, Custody custody, Notes notes, Holds holds, ViewTags tags) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.notes = notes;
        this.holds = holds;
        this.tags = tags;
    }

    @Override
    public String id() {
        return "getRecord";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String id = call.path("id");
        Ask ask = Custody.read(call.requiredQuery("purpose"));
        return disclosure
                .disclose(call.caller(), ask, leased -> custody.judged(leased, call.caller(), ask, id))
                .compose(released -> released.receipt()
                        .map(receipt -> Future.succeededFuture(found(call, ask, released, receipt)))
                        .orElseGet(() -> notFound(call, ask, id, released)));
    }

    private Answer found(Call call, Ask ask, Released released, Released.Receipt receipt) {
        RenderedView view = released.visible().getFirst().rendered().orElseThrow();
        String tag = tags.of(view);
        Runnable after = () -> holds.open(call.caller(), ask, released.judged());
        if (call.header("If-None-Match").filter(tag::equals).isPresent()) {
            return Answer.empty(304)
                    .header("ETag", tag)
                    .within(released.window())
                    .then(after);
        }
        Map<String, Object> json = new LinkedHashMap<>(view.json());
        json.put("disclosure", receipt.json());
        return Answer.json(200, json)
                .header("ETag", tag)
                .within(released.window())
                .then(after);
    }

    private Future<Answer> notFound(Call call, Ask ask, String id, Released released) {
        return notes.withheld(call.caller(), ask, id, released.judged()).compose(noted -> {
            holds.open(call.caller(), ask, released.judged());
            return Future.failedFuture(new Refusal(Problem.Kind.NOT_FOUND));
        });
    }
}
