package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.ProblemJson;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/**
 * Searches what the caller may see. Label classes that cannot permit are never read; every hit is decided again exactly, and matched on
 * the view; what falls out is replaced by fetching on.
 */
public final class SearchRecords implements Operation {
    private final Disclosure disclosure;
    private final LabelClassList classes;
    private final Cursors cursors;
    private final Bus bus;

    SearchRecords(Disclosure disclosure, LabelClassList classes, Cursors cursors, Bus bus) {
        this.disclosure = disclosure;
        this.classes = classes;
        this.cursors = cursors;
        this.bus = bus;
    }

    @Override
    public String id() {
        return "searchRecords";
    }

    /** One search: found so far, and where to read on. */
    private static final class Search {
        final Caller caller;
        final Ask ask;
        final SearchFilter filter;
        final int limit;
        final List<Judgement> found = new ArrayList<>();
        Optional<Long> before;
        Optional<Long> next = Optional.empty();

        Search(Caller caller, SearchFilter filter, int limit, Optional<Long> before) {
            this.caller = caller;
            this.ask = Custody.read(filter.purpose());
            this.filter = filter;
            this.limit = limit;
            this.before = before;
        }
    }

    @Override
    public Future<Answer> answer(Call call) {
        SearchFilter filter = SearchFilter.read(call);
        int limit = Math.toIntExact(call.numberQuery("limit", 1, 200, 20));
        String binding = filter.binding(call.caller().subject());
        Optional<Long> before = call.query("cursor")
                .map(cursor -> cursors.open(cursor, binding)
                        .orElseThrow(() -> Call.parameter(
                                "cursor", Fault.Code.UNKNOWN_WORD, "is not a cursor of this caller and query")));
        // A retry after a policy change searches afresh, so each attempt has its own state.
        List<Search> attempts = new ArrayList<>();
        return disclosure
                .disclose(call.caller(), Custody.read(filter.purpose()), leased -> {
                    Search search = new Search(call.caller(), filter, limit, before);
                    attempts.add(search);
                    return classes.worthReading(leased, search.ask.by(search.caller))
                            .compose(mayRead -> fill(leased, search, mayRead));
                })
                .map(released -> page(released, attempts.getLast().next.map(next -> cursors.seal(next, binding))));
    }

    private Future<List<Judgement>> fill(LeasedBundle leased, Search search, MayRead mayRead) {
        return bus.ask(Records.SEARCH, query(search, mayRead)).compose(page -> {
            List<String> ids = page.hits().stream()
                    .map(hit -> hit.record().facts().recordId())
                    .toList();
            return disclosure
                    .judging()
                    .judge(
                            leased,
                            search.caller,
                            search.ask,
                            ids,
                            page.hits().stream().map(Records.Hit::record).toList())
                    .compose(judged -> {
                        boolean full = take(search, page.hits(), judged);
                        return full || !page.more()
                                ? Future.succeededFuture(search.found)
                                : fill(leased, search, mayRead);
                    });
        });
    }

    /** Takes what fits; true when there is one more than the page holds, and then the next page begins there. */
    private static boolean take(Search search, List<Records.Hit> hits, List<Judgement> judged) {
        ViewMatch match = new ViewMatch(search.filter);
        for (int i = 0; i < judged.size(); i++) {
            if (match.fits(judged.get(i), hits.get(i).matched())) {
                if (search.found.size() == search.limit) {
                    search.next = search.before;
                    return true;
                }
                search.found.add(judged.get(i));
            }
            search.before = Optional.of(hits.get(i).position());
        }
        return false;
    }

    private static Records.Search query(Search search, MayRead mayRead) {
        SearchFilter filter = search.filter;
        return new Records.Search(
                mayRead,
                filter.text(),
                filter.type(),
                filter.tag(),
                filter.country(),
                filter.widenedBox(),
                filter.from(),
                filter.to(),
                search.before,
                Math.min(200, search.limit + 1));
    }

    private static Answer page(Released released, Optional<String> next) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "items",
                released.visible().stream()
                        .map(judgement ->
                                judgement.rendered().map(RenderedView::json).orElseThrow())
                        .toList());
        next.ifPresent(cursor -> json.put("next", cursor));
        released.receipt().ifPresent(receipt -> json.put("disclosure", receipt.json()));
        json.put("offer", ProblemJson.offer());
        return Answer.json(200, json).within(released.window());
    }
}
