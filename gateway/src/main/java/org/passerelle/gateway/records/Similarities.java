package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.Resemblance;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.platform.bus.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the records that a submission may repeat, among those that its submitter may read, by what they see of them. What is hidden is
 * gathered with the rest and comes no further: the questions are the same whether there is any. That something is similar is a disclosure.
 */
public final class Similarities {
    private static final Logger LOG = LoggerFactory.getLogger(Similarities.class);

    /** For each purpose; who has so many has seen enough. */
    private static final int MOST = 50;

    private static final int PAGE = 200;

    private static final Comparator<Judgement> NEWEST = Comparator.comparing(
                    (Judgement judgement) -> judgement.record().facts().createdAt())
            .reversed()
            .thenComparing(judgement -> judgement.record().facts().recordId());

    private static final String ALLEGATION = "human-rights-allegation";

    private final Disclosure disclosure;
    private final SearchSights sights;
    private final Bus bus;
    private final Clock clock;

    private Similarities(Disclosure disclosure, SearchSights sights, Bus bus, Clock clock) {
        this.disclosure = disclosure;
        this.sights = sights;
        this.bus = bus;
        this.clock = clock;
    }

    public static Similarities over(Vertx vertx, Bus bus, Clock clock, Disclosure disclosure) {
        SearchSights sights =
                new SearchSights(vertx, bus, clock, disclosure.judging().compiled());
        return new Similarities(disclosure, sights, bus, clock);
    }

    /** What is compared, for one caller. */
    private record Search(Caller caller, Collection<Content> submitted, Set<String> except, List<Integer> sketch) {}

    /**
     * Never fails: that nothing could be compared keeps nobody from submitting.
     *
     * @param except ids of records that are not told: the submitted itself, and what its submitter says that they wrote it from
     */
    public Future<Similar> of(Caller caller, Collection<Content> submitted, Set<String> except) {
        Search search = new Search(caller, submitted, except, Likely.sketch(submitted));
        return disclosure
                .policy()
                .compose(leased -> each(search, Custody.purposes(leased, caller, clock.instant())))
                .recover(failure -> {
                    LOG.warn("a submission was not compared: {}", failure.getMessage());
                    return Future.succeededFuture(Similar.NOT_COMPARED);
                });
    }

    /** What may be read for several purposes is told for the first of them. */
    private Future<Similar> each(Search search, List<String> purposes) {
        Future<Similar> all = Future.succeededFuture(Similar.NONE);
        for (String purpose : purposes) {
            all = all.compose(before ->
                    found(search, Custody.read(purpose), before.records()).map(before::and));
        }
        return all;
    }

    private Future<Similar> found(Search search, Ask ask, Set<String> told) {
        // A retry after a policy change looks afresh, so each attempt has its own state.
        List<Map<String, Map<String, Object>>> attempts = new ArrayList<>();
        return disclosure
                .tell(
                        search.caller(),
                        ask,
                        leased -> seen(leased, search, ask, told).map(seen -> {
                            Map<String, Map<String, Object>> items = new LinkedHashMap<>();
                            List<Notice> notices = new ArrayList<>();
                            for (Judgement judgement : seen) {
                                String id = judgement.record().facts().recordId();
                                Set<Resemblance> why = why(search, judgement);
                                if (!why.isEmpty() && !told.contains(id) && !items.containsKey(id)) {
                                    Map<String, Object> item = json(search.caller(), ask, judgement, why);
                                    items.put(id, item);
                                    notices.add(Notice.hint(item, judgement));
                                }
                            }
                            attempts.add(items);
                            return new Disclosure.Told(List.of(), notices);
                        }))
                .map(released -> Similar.of(attempts.getLast(), released));
    }

    private Future<List<Judgement>> seen(LeasedBundle leased, Search search, Ask ask, Set<String> told) {
        return sights.look(
                        leased,
                        search.caller(),
                        ask.by(search.caller()),
                        Likely.texts(ask.purpose(), Optional.empty()),
                        false)
                .compose(look -> texts(leased, search, ask, told, look.sight().sight(), Optional.empty(), List.of()))
                .compose(texts -> events(leased, search, ask)
                        .map(events -> Stream.concat(
                                        texts.stream(), events.stream().filter(Judgement::visible))
                                .toList()));
    }

    // Of what is seen beforehand only what shares most is looked at; of what must be decided one by one everything: how
    // much a record shares that may be hidden must not decide which others are told of.
    private Future<List<Judgement>> texts(
            LeasedBundle leased,
            Search search,
            Ask ask,
            Set<String> told,
            Searching.Sight sight,
            Optional<Searching.LikePlace> after,
            List<Judgement> before) {
        return bus.ask(Searching.LIKE, new Searching.LikeOf(search.sketch(), sight, after))
                .compose(like -> {
                    List<StoredRecord> alike = like.records().stream()
                            .filter(record -> !told.contains(record.facts().recordId()))
                            .toList();
                    List<String> ids = alike.stream()
                            .map(record -> record.facts().recordId())
                            .toList();
                    return disclosure
                            .judging()
                            .judge(leased, search.caller(), ask, ids, alike)
                            .compose(judged -> {
                                List<Judgement> all = Stream.concat(
                                                before.stream(),
                                                judged.stream()
                                                        .filter(one -> one.visible()
                                                                && !why(search, one)
                                                                        .isEmpty())
                                                        .map(Judgement::withoutHidden))
                                        .sorted(NEWEST)
                                        .limit(MOST)
                                        .toList();
                                return like.next()
                                        .map(next -> texts(leased, search, ask, told, sight, Optional.of(next), all))
                                        .orElseGet(() -> Future.succeededFuture(all));
                            });
                });
    }

    /** The newest events of the type at about the time and the place, as far as a search would find them. */
    private Future<List<Judgement>> events(LeasedBundle leased, Search search, Ask ask) {
        Optional<SearchFilter> filter = Likely.near(search.submitted(), ask.purpose(), Optional.empty());
        if (filter.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        List<Judgement> events = new ArrayList<>();
        HitWalk walk = new HitWalk(bus, disclosure.judging(), leased, search.caller(), ask, filter.get());
        return sights.look(leased, search.caller(), ask.by(search.caller()), filter.get(), true)
                .compose(look -> walk.walk(look.sight().sight(), Optional.empty(), PAGE, (found, last) -> {
                    if (!why(search, found).isEmpty()) {
                        events.add(found);
                    }
                    return events.size() < MOST;
                }))
                .map(walked -> events);
    }

    private static Set<Resemblance> why(Search search, Judgement judgement) {
        return search.except().contains(judgement.record().facts().recordId())
                ? Set.of()
                : judgement
                        .view()
                        .map(view -> Resemblance.of(search.submitted(), view))
                        .orElse(Set.of());
    }

    private static Map<String, Object> json(Caller caller, Ask ask, Judgement judgement, Set<Resemblance> why) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("record", judgement.record().facts().recordId());
        json.put("purpose", ask.purpose());
        json.put("why", why.stream().sorted().map(Resemblance::name).toList());
        if (recalled(judgement.record().facts())) {
            json.put("recalled", true);
        }
        json.put("offers", offers(judgement, caller));
        return json;
    }

    private static boolean recalled(RecordFacts record) {
        return record.state() == RecordState.RECALLED;
    }

    /** What may be done instead of repeating; nothing with what was taken back. */
    private static List<String> offers(Judgement judgement, Caller caller) {
        RecordFacts record = judgement.record().facts();
        if (recalled(record)) {
            return List.of();
        }
        List<String> offers = new ArrayList<>(List.of("LINK"));
        if (record.releaser().equals(caller.party())) {
            offers.add("REVISE");
        }
        if (judgement.type().filter(ALLEGATION::equals).isPresent()) {
            offers.add("CORROBORATE");
        }
        return offers;
    }
}
