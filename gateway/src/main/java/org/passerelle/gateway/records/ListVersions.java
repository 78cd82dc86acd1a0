package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Records;
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
import org.passerelle.gateway.keys.ViewTags;
import org.passerelle.platform.bus.Bus;

/** Lists the changes of a record that the caller can see; a version that looks like the one before it is not listed. */
public final class ListVersions implements Operation {
    private final Disclosure disclosure;
    private final Notes notes;
    private final ViewTags tags;
    private final Bus bus;

    ListVersions(Disclosure disclosure, Notes notes, ViewTags tags, Bus bus) {
        this.disclosure = disclosure;
        this.notes = notes;
        this.tags = tags;
        this.bus = bus;
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
                .disclose(call.caller(), ask, leased -> changes(leased, call.caller(), ask, recordId))
                .compose(released -> released.receipt()
                        .map(receipt -> Future.<Answer>succeededFuture(list(released, receipt)))
                        .orElseGet(() -> notes.withheld(call.caller(), ask, recordId, released.judged())
                                .compose(noted -> Future.failedFuture(new Refusal(Problem.Kind.NOT_FOUND)))));
    }

    private Future<List<Judgement>> changes(LeasedBundle leased, Caller caller, Ask ask, String recordId) {
        return bus.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(recordId))
                .compose(versions ->
                        disclosure.judging().judge(leased, caller, ask, List.of(recordId), versions.versions()))
                .map(this::visibleChanges);
    }

    private List<Judgement> visibleChanges(List<Judgement> versions) {
        List<Judgement> changes = new ArrayList<>();
        String last = "";
        for (Judgement version : versions) {
            String tag = version.rendered().map(tags::of).orElse("");
            if (!tag.equals(last) && version.visible()) {
                changes.add(version);
                last = tag;
            }
        }
        return changes;
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
