package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a submitter from which records that they may read a submission derives. A submission may show that it equals a record which its
 * submitter never named, and its label shows how that is marked: that is a disclosure of the record, recorded before the answer leaves.
 */
public final class SourceTelling {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTelling.class);

    private final Disclosure disclosure;
    private final Custody custody;
    private final Clock clock;

    public SourceTelling(Disclosure disclosure, Custody custody, Clock clock) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.clock = clock;
    }

    /** Never fails: what is stored is stored, and its submitter can read of it what is not told here. */
    Future<ToldSources> ofStored(Caller caller, List<Citations.Resolved> portions) {
        return recorded(caller, readable(portions)).recover(failure -> {
            LOG.warn("the sources of a submission are not told: {}", failure.getMessage());
            return Future.succeededFuture(ToldSources.NOT_RECORDED);
        });
    }

    /** The same of what is not stored; fails where it cannot be recorded. */
    public Future<ToldSources> ofDraft(Caller caller, List<Citations.Resolved> portions) {
        return recorded(caller, readable(portions))
                .compose(told -> told.recorded()
                        ? Future.succeededFuture(told)
                        : Future.failedFuture(new Refusal(Problem.stalePolicy())));
    }

    /** The same of records of which a refusal tells something: it leaves thereafter, and otherwise not at all. */
    Future<Void> ofRefused(Caller caller, Set<String> named) {
        return recorded(caller, named)
                .map(ToldSources::leaving)
                .compose(told -> told.recorded()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new Refusal(Problem.stalePolicy())));
    }

    /** Those of the sources of these that their submitter may read. */
    static Set<String> readable(List<Citations.Resolved> portions) {
        Set<String> named = new TreeSet<>();
        portions.forEach(portion -> named.addAll(portion.readable()));
        return named;
    }

    private Future<ToldSources> recorded(Caller caller, Set<String> named) {
        // What the submitter may read no longer has no leaf, and then nothing that was inherited is told.
        return ofReadable(caller, named)
                .map(told -> told.items().size() == named.size() ? told : ToldSources.NOT_RECORDED);
    }

    /** Those of the records that the caller may read, each recorded as told; without those, nothing is asked. */
    public Future<ToldSources> ofReadable(Caller caller, Set<String> named) {
        if (named.isEmpty()) {
            return Future.succeededFuture(ToldSources.NONE);
        }
        return disclosure.policy().compose(leased -> {
            Future<ToldSources> all = Future.succeededFuture(ToldSources.NONE);
            for (String purpose : Custody.purposes(leased, caller, clock.instant())) {
                all = all.compose(before -> more(caller, purpose, named, before));
            }
            return all;
        });
    }

    /** Those that have no leaf yet and may be read for the purpose. */
    private Future<ToldSources> more(Caller caller, String purpose, Set<String> named, ToldSources before) {
        Set<String> left = new TreeSet<>(named);
        before.items().forEach(item -> left.remove(String.valueOf(item.get("record"))));
        if (left.isEmpty()) {
            return Future.succeededFuture(before);
        }
        // A retry after a policy change looks afresh, so each attempt has its own state.
        List<Collection<Map<String, Object>>> attempts = new ArrayList<>();
        return disclosure
                .tell(
                        caller,
                        Custody.read(purpose),
                        leased -> seen(leased, caller, purpose, left).map(seen -> {
                            Map<String, Map<String, Object>> items = new TreeMap<>();
                            List<Notice> notices = new ArrayList<>();
                            for (Judgement judgement : seen) {
                                Map<String, Object> item = new LinkedHashMap<>();
                                item.put("record", judgement.record().facts().recordId());
                                item.put("purpose", purpose);
                                items.put(judgement.record().facts().recordId(), item);
                                notices.add(Notice.hint(item, judgement));
                            }
                            attempts.add(items.values());
                            return new Disclosure.Told(List.of(), notices);
                        }))
                .map(released -> with(before, attempts.getLast(), released));
    }

    private Future<List<Judgement>> seen(LeasedBundle leased, Caller caller, String purpose, Set<String> ids) {
        Future<List<Judgement>> seen = Future.succeededFuture(new ArrayList<>());
        for (String id : ids) {
            seen = seen.compose(before -> custody.judged(leased, caller, Custody.read(purpose), id)
                    .map(judged -> {
                        judged.stream().filter(Judgement::visible).forEach(before::add);
                        return before;
                    }));
        }
        return seen;
    }

    private static ToldSources with(ToldSources before, Collection<Map<String, Object>> found, Released released) {
        Optional<Released.Receipt> receipt = released.receipt();
        if (receipt.isEmpty()) {
            return before;
        }
        List<Map<String, Object>> items = new ArrayList<>(before.items());
        for (Map<String, Object> item : found) {
            Map<String, Object> json = new LinkedHashMap<>(item);
            json.put("disclosure", receipt.get().json());
            items.add(json);
        }
        var windows = new ArrayList<>(before.windows());
        windows.add(released.window());
        return new ToldSources(true, items, windows);
    }
}
