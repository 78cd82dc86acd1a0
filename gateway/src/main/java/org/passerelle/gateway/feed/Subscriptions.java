package org.passerelle.gateway.feed;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Holds;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.disclosure.Versions;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.records.Chains;
import org.passerelle.gateway.records.Custody;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a subscription's feed: the decision is taken at delivery; what is denied then never comes back, but for what only an embargo or
 * a delay kept.
 */
final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** Where a reader without a cursor begins: exchange offers no record older than the subscription, but older notices. */
    private static final long BEGINNING = 0;

    /** How long a page waits for what is said beside its notices. */
    private static final long AFFECTED_MILLIS = 1000;

    private final Disclosure disclosure;
    private final Chains chains;
    private final Cursors cursors;
    private final Holds holds;
    private final Bus bus;
    private final Clock clock;

    Subscriptions(Disclosure disclosure, Cursors cursors, Bus bus, Clock clock) {
        this.disclosure = disclosure;
        this.chains = new Chains(bus, new Custody(bus, disclosure.judging()));
        this.cursors = cursors;
        this.holds = new Holds(bus);
        this.bus = bus;
        this.clock = clock;
    }

    /** One caller's subscription for one purpose. */
    record Reader(Caller caller, Ask ask, long subscription, long from) {
        String binding() {
            return "feed\n" + caller.subject() + "\n" + ask.purpose() + "\n" + subscription;
        }
    }

    /** Finds the subscription and where to read on; refuses what the request gates refuse. */
    Future<Reader> reader(Call call, Optional<String> cursor) {
        Caller caller = call.caller();
        Ask ask = new Ask(Action.PUSH, call.requiredQuery("purpose"));
        return disclosure
                .policy()
                .compose(leased -> disclosure.judging().stand(leased, caller, ask))
                .compose(stands -> bus.ask(
                        Exchange.SUBSCRIBE,
                        new Exchange.Subscribe(
                                caller.subject(),
                                caller.party(),
                                caller.account().unit(),
                                ask.purpose())))
                .map(subscription -> {
                    Reader begin = new Reader(caller, ask, subscription.id(), BEGINNING);
                    return cursor.map(text -> new Reader(caller, ask, subscription.id(), position(begin, text)))
                            .orElse(begin);
                });
    }

    private long position(Reader reader, String cursor) {
        long position = cursors.open(cursor, reader.binding())
                .orElseThrow(() ->
                        Call.parameter("after", Fault.Code.UNKNOWN_WORD, "is not a cursor of this caller and purpose"));
        return Math.max(reader.from(), position);
    }

    String cursor(Reader reader, long position) {
        return cursors.seal(position, reader.binding());
    }

    /** Looks at the next item after a position, and discloses it where it may leave. */
    Future<Delivery> look(Reader reader, long after) {
        return read(reader, after, 1).compose(items -> disclosed(reader, after, items, !items.isEmpty()));
    }

    /**
     * Looks at what comes after a position, and discloses the first {@code limit} items that may leave: a page that ended after so many
     * items hidden or not would tell how many are hidden.
     */
    Future<Delivery> page(Reader reader, long after, int limit) {
        return leaving(reader, after, limit, List.of())
                .compose(items -> disclosed(reader, after, items, items.size() == limit));
    }

    /**
     * Items as they are looked at under one policy.
     *
     * @param notices by position
     */
    private record Looked(Offered offered, Map<Long, Notice> notices) {}

    private Future<List<Exchange.Item>> read(Reader reader, long after, int limit) {
        return bus.ask(
                        Exchange.READ,
                        new Exchange.Read(reader.subscription(), reader.caller().party(), after, limit))
                .map(Exchange.Items::items);
    }

    private Future<Delivery> disclosed(Reader reader, long after, List<Exchange.Item> items, boolean more) {
        AtomicReference<Looked> looked = new AtomicReference<>(new Looked(Offered.NOTHING, Map.of()));
        return disclosure
                .tell(
                        reader.caller(),
                        reader.ask(),
                        leased -> judge(leased, reader, items)
                                .compose(judged -> notices(leased, reader, items)
                                        .map(notices -> {
                                            looked.set(new Looked(judged, notices));
                                            return new Disclosure.Told(
                                                    judged.leaving(offers(items).values()),
                                                    List.copyOf(notices.values()));
                                        })))
                .compose(released -> dropped(reader, items, looked.get().offered())
                        .map(dropped -> delivery(after, items, more, looked.get(), released)));
    }

    /** Those that would leave now, up to {@code limit}; what is denied meanwhile is dropped. At the tail nothing is judged twice. */
    private Future<List<Exchange.Item>> leaving(Reader reader, long after, int limit, List<Exchange.Item> before) {
        return read(reader, after, limit).compose(items -> {
            boolean tail = items.size() < limit;
            return tail && before.isEmpty()
                    ? Future.succeededFuture(items)
                    : disclosure
                            .policy()
                            .compose(leased -> judge(leased, reader, items))
                            .compose(judged -> dropped(reader, items, judged).compose(dropped -> {
                                List<Exchange.Item> all = with(before, items, judged, limit);
                                return tail || all.size() == limit
                                        ? Future.succeededFuture(all)
                                        : leaving(reader, items.getLast().position(), limit, all);
                            }));
        });
    }

    private static List<Exchange.Item> with(
            List<Exchange.Item> before, List<Exchange.Item> items, Offered offered, int limit) {
        return Stream.concat(
                        before.stream(),
                        items.stream()
                                .filter(item -> !(item instanceof Exchange.Item.Offer)
                                        || record(item, offered).isPresent()))
                .limit(limit)
                .toList();
    }

    private Future<Map<Long, Notice>> notices(LeasedBundle leased, Reader reader, List<Exchange.Item> items) {
        return affected(leased, reader, items).map(affected -> {
            Map<Long, Notice> notices = new TreeMap<>();
            for (Exchange.Item item : items) {
                notice(reader, item, affected).ifPresent(notice -> notices.put(item.position(), notice));
            }
            return notices;
        });
    }

    /**
     * Of the party's own records that derive from what was taken back, by its id, those that the reader may be told of. It is an extra, which
     * holds up no notice (policy, "What the recipient can learn" 5): empty where it cannot be found out in time.
     */
    private Future<Optional<Map<String, Set<String>>>> affected(
            LeasedBundle leased, Reader reader, List<Exchange.Item> items) {
        Set<String> takenBack = new LinkedHashSet<>();
        for (Exchange.Item item : items) {
            if (item instanceof Exchange.Item.Notice notice
                    && !notice.affected().isEmpty()) {
                takenBack.add(notice.recordId());
            }
        }
        Future<Map<String, Set<String>>> told = Future.succeededFuture(new TreeMap<>());
        for (String id : takenBack) {
            told = told.compose(before -> chains.own(leased, reader.caller(), id)
                    .map(own -> {
                        before.put(id, Set.copyOf(own));
                        return before;
                    }));
        }
        return told.map(found -> Optional.of(found))
                .timeout(AFFECTED_MILLIS, TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    LOG.warn("which records are affected is not told: {}", failure.getMessage());
                    return Future.succeededFuture(Optional.empty());
                });
    }

    private static Optional<Notice> notice(
            Reader reader, Exchange.Item item, Optional<Map<String, Set<String>>> affected) {
        return switch (item) {
            case Exchange.Item.Notice notice ->
                Optional.of(Notice.of(
                        notice,
                        affected.map(told -> told.getOrDefault(notice.recordId(), Set.of()))
                                .map(own -> notice.affected().stream()
                                        .filter(own::contains)
                                        .toList())));
            case Exchange.Item.AgreementNotice notice ->
                Optional.of(Notice.of(notice, reader.caller().party()));
            case Exchange.Item.TaskNotice notice ->
                Optional.of(Notice.of(notice, reader.caller().party()));
            case Exchange.Item.Offer offer -> Optional.empty();
        };
    }

    private static Map<Long, Exchange.Item.Offer> offers(List<Exchange.Item> items) {
        Map<Long, Exchange.Item.Offer> offers = new TreeMap<>();
        for (Exchange.Item item : items) {
            if (item instanceof Exchange.Item.Offer offer) {
                offers.put(offer.position(), offer);
            }
        }
        return offers;
    }

    private Future<Offered> judge(LeasedBundle leased, Reader reader, List<Exchange.Item> items) {
        Future<List<StoredRecord>> gathered = Future.succeededFuture(new ArrayList<>());
        Set<String> ids = new LinkedHashSet<>();
        offers(items).values().forEach(offer -> ids.add(offer.recordId()));
        for (String id : ids) {
            gathered = gathered.compose(records -> Versions.of(bus, id).map(versions -> {
                records.addAll(versions);
                return records;
            }));
        }
        return gathered.compose(records -> {
            Instant before = clock.instant();
            return records.isEmpty()
                    ? Future.succeededFuture(Offered.NOTHING)
                    : disclosure
                            .judging()
                            .judge(leased, reader.caller(), reader.ask(), List.copyOf(ids), records)
                            .map(judged -> Offered.of(leased.bundle(), judged, before));
        });
    }

    private Future<Done> dropped(Reader reader, List<Exchange.Item> items, Offered offered) {
        Collection<Exchange.Item.Offer> offers = offers(items).values();
        List<Long> denied = offers.stream()
                .filter(offered::denied)
                .map(Exchange.Item.Offer::position)
                .toList();
        holds.open(reader.caller(), reader.ask(), offered.leaving(offers));
        // What is dropped before it is deferred would be lost with this process.
        return deferred(reader, offers, offered)
                .compose(kept -> denied.isEmpty()
                        ? Future.succeededFuture(new Done())
                        : bus.ask(Exchange.DROP, new Exchange.Drop(reader.subscription(), denied)));
    }

    private Future<Done> deferred(Reader reader, Collection<Exchange.Item.Offer> offers, Offered offered) {
        List<Exchange.Deferred> deferred = offers.stream()
                .flatMap(offer -> offered.due(offer).stream()
                        .map(due -> new Exchange.Deferred(offer.recordId(), offer.version(), due)))
                .toList();
        return deferred.isEmpty()
                ? Future.succeededFuture(new Done())
                : bus.ask(Exchange.DEFER, new Exchange.Defer(reader.subscription(), deferred));
    }

    private static Delivery delivery(
            long after, List<Exchange.Item> items, boolean more, Looked looked, Released released) {
        List<Map<String, Object>> leaving = new ArrayList<>();
        List<String> noticeIds = new ArrayList<>();
        long delivered = after;
        long read = after;
        for (Exchange.Item item : items) {
            read = item.position();
            Optional<Notice> notice = Optional.ofNullable(looked.notices().get(item.position()));
            notice.ifPresent(each -> noticeIds.add(each.id()));
            Optional<Map<String, Object>> json =
                    notice.isPresent() ? notice.map(Notice::json) : record(item, looked.offered());
            if (json.isPresent()) {
                leaving.add(json.get());
                delivered = item.position();
            }
        }
        return new Delivery(read, delivered, more, leaving, noticeIds, released);
    }

    /** The view of an offer, where it may leave. */
    private static Optional<Map<String, Object>> record(Exchange.Item item, Offered offered) {
        return item instanceof Exchange.Item.Offer offer
                ? offered.in(offer).filter(Judgement::visible).map(Subscriptions::record)
                : Optional.empty();
    }

    private static Map<String, Object> record(Judgement judgement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "record");
        json.put("view", judgement.rendered().map(RenderedView::json).orElseThrow());
        return json;
    }

    /** Tells exchange that notices were handed over. */
    void handedOver(List<String> noticeIds) {
        if (!noticeIds.isEmpty()) {
            bus.ask(Exchange.DELIVERED, new Exchange.Delivered(noticeIds));
        }
    }
}
