package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
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

/**
 * Lists the changes of a record that the caller can see; a version that looks like the one before it is not listed. What it said before is for the party that
 * released it, as far as the reader still sees as much of it: to others an earlier version may never have gone, and it was changed for a reason.
 */
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
        // Decided afresh when the policy has moved on; the last attempt is the one that was recorded.
        List<List<Judgement>> attempts = new ArrayList<>();
        return disclosure
                .disclose(
                        call.caller(),
                        ask,
                        leased -> changes.of(leased, call.caller(), ask, recordId)
                                .onSuccess(found -> attempts.add(found.changes()))
                                .map(found -> shown(call.caller(), found)))
                .compose(released -> released.receipt()
                        .map(receipt -> Future.<Answer>succeededFuture(list(attempts.getLast(), released, receipt)))
                        .orElseGet(() -> notes.withheld(call.caller(), ask, recordId, released.judged())
                                .compose(noted -> Future.failedFuture(new Refusal(Problem.Kind.NOT_FOUND)))));
    }

    private static List<Judgement> shown(Caller caller, VisibleChanges.Seen seen) {
        List<Judgement> shown = new ArrayList<>();
        int last = seen.changes().size() - 1;
        for (int index = 0; index <= last; index++) {
            Judgement change = seen.changes().get(index);
            boolean own = change.record().facts().releaser().equals(caller.party());
            if (index == last || (own && seen.showable(change))) {
                shown.add(change);
            }
        }
        return shown;
    }

    private static Answer list(List<Judgement> changes, Released released, Released.Receipt receipt) {
        Map<Integer, Object> views = new HashMap<>();
        released.visible()
                .forEach(change -> views.put(
                        change.record().facts().version(),
                        change.rendered().map(RenderedView::json).orElseThrow()));
        List<Object> items = new ArrayList<>();
        for (Judgement change : changes) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("at", change.record().versionAt());
            Optional.ofNullable(views.get(change.record().facts().version())).ifPresent(view -> item.put("view", view));
            items.add(item);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items);
        json.put("disclosure", receipt.json());
        return Answer.json(200, json).within(released.window());
    }
}
