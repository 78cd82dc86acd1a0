package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * released it, as far as every version since shows the reader as much of it: to others an earlier version may never have gone, and it was changed for a reason.
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
        List<Told> attempts = new ArrayList<>();
        return disclosure
                .disclose(
                        call.caller(),
                        ask,
                        leased -> changes.versions(leased, call.caller(), ask, recordId)
                                .map(versions -> new Told(
                                        changes.visible(versions),
                                        Liftings.of(leased.bundle(), call.caller(), versions)))
                                .onSuccess(attempts::add)
                                .map(told -> shown(call.caller(), told.seen())))
                .compose(released -> released.receipt()
                        .map(receipt -> Future.<Answer>succeededFuture(
                                list(call.caller(), attempts.getLast(), released, receipt)))
                        .orElseGet(() -> notes.withheld(call.caller(), ask, recordId, released.judged())
                                .compose(noted -> Future.failedFuture(new Refusal(Problem.Kind.NOT_FOUND)))));
    }

    /** The changes that the caller sees, and what was lifted with versions, whether they look like a change or not. */
    private record Told(VisibleChanges.Seen seen, List<Map<String, Object>> liftings) {}

    private static List<Judgement> shown(Caller caller, VisibleChanges.Seen seen) {
        List<Judgement> shown = new ArrayList<>();
        int last = seen.changes().size() - 1;
        // What others may see depends on the present alone, and so does how long it takes.
        Set<Integer> showable =
                seen.changes().stream().anyMatch(change -> isOwn(caller, change)) ? seen.showable() : Set.of();
        for (int index = 0; index <= last; index++) {
            Judgement change = seen.changes().get(index);
            if (index == last || (isOwn(caller, change) && showable.contains(VisibleChanges.Seen.number(change)))) {
                shown.add(change);
            }
        }
        return shown;
    }

    private static boolean isOwn(Caller caller, Judgement change) {
        return change.record().facts().releaser().equals(caller.party());
    }

    private static Answer list(Caller caller, Told told, Released released, Released.Receipt receipt) {
        Map<Integer, Object> views = new HashMap<>();
        released.visible()
                .forEach(change -> views.put(
                        change.record().facts().version(),
                        change.rendered().map(RenderedView::json).orElseThrow()));
        List<Object> items = new ArrayList<>();
        for (Judgement change : told.seen().changes()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("at", change.record().versionAt());
            Optional.ofNullable(views.get(change.record().facts().version())).ifPresent(view -> item.put("view", view));
            items.add(item);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items);
        if (told.seen().changes().stream().anyMatch(change -> isOwn(caller, change))) {
            json.put("liftings", told.liftings());
        }
        json.put("disclosure", receipt.json());
        return Answer.json(200, json).within(released.window());
    }
}
