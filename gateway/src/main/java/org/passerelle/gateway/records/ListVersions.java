package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;

/** Lists the changes of a record that the caller can see; a version that looks like the one before it is not listed. */
public final class ListVersions implements Operation {
    private final Disclosure disclosure;
    private final Notes notes;
    private final VisibleChanges changes;

    ListVersions(Disclosure disclosure, Notes notes, VisibleChanges changes) {
        this.disclosure = disclosure;
        this.notes = notes;
        this.changes = changes;
    }

    @Override
    public String id() {
        return "listVersions";
    }

    @Override
    public Future<Answer> answer(Call call) {
        String recordId = call.path("id");
        Ask ask = Custody.read(call.requiredQuery("purpose"));
        return disclosure
                .disclose(call.caller(), ask, leased -> changes.of(leased, call.caller(), ask, recordId))
                .compose(released -> released.receipt()
                        .map(receipt -> Future.<Answer>succeededFuture(list(released, receipt)))
                        .orElseGet(() -> notes.withheld(call.caller(), ask, recordId, released.judged())
                                .compose(noted -> Future.failedFuture(new Refusal(Problem.Kind.NOT_FOUND)))));
    }

    private static Answer list(Released released, Released.Receipt receipt) {
        List<Object> items = new ArrayList<>();
        for (Judgement change : released.visible()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("at", change.record().versionAt());
            item.put("view", change.rendered().map(RenderedView::json).orElseThrow());
            items.add(item);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items);
        json.put("disclosure", receipt.json());
        return Answer.json(200, json).within(released.window());
    }
}
