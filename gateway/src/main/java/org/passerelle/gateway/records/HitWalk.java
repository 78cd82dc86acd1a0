package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Searching;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.platform.bus.Bus;

/** Goes through what a search may find, page by page: every hit is decided exactly and matched on its view. */
final class HitWalk {
    private final Bus bus;
    private final Judging judging;
    private final LeasedBundle leased;
    private final Caller caller;
    private final Ask ask;
    private final SearchFilter filter;

    HitWalk(Bus bus, Judging judging, LeasedBundle leased, Caller caller, Ask ask, SearchFilter filter) {
        this.bus = bus;
        this.judging = judging;
        this.leased = leased;
        this.caller = caller;
        this.ask = ask;
        this.filter = filter;
    }

    /** Takes what the caller finds, in order. */
    interface Taking {
        /**
         * @param last where the hit before this one stood; empty for the first of all
         * @return false to go no further, and then this one counts as not taken
         */
        boolean take(Judgement found, Optional<Searching.Place> last);
    }

    /** @param limit of one page */
    Future<Void> walk(Searching.Sight sight, Optional<Searching.Place> after, int limit, Taking taking) {
        Searching.Search search = new Searching.Search(
                sight, filter.stored(caller.party()), filter.byRelevance(), after, Math.min(200, limit));
        return bus.ask(Searching.SEARCH, search).compose(page -> {
            List<String> ids = page.hits().stream()
                    .map(hit -> hit.record().facts().recordId())
                    .toList();
            return judging.judge(
                            leased,
                            caller,
                            ask,
                            ids,
                            page.hits().stream().map(Searching.Hit::record).toList())
                    .compose(judged -> take(page.hits(), judged, after, taking) && page.more()
                            ? walk(sight, Optional.of(page.hits().getLast().place()), limit, taking)
                            : Future.succeededFuture());
        });
    }

    private boolean take(
            List<Searching.Hit> hits, List<Judgement> judged, Optional<Searching.Place> after, Taking taking) {
        ViewMatch match = new ViewMatch(filter);
        Optional<Searching.Place> last = after;
        for (int i = 0; i < judged.size(); i++) {
            if (match.fits(judged.get(i), hits.get(i)) && !taking.take(judged.get(i), last)) {
                return false;
            }
            last = Optional.of(hits.get(i).place());
        }
        return true;
    }
}
