package org.passerelle.gateway.feed;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Holds;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/** Looks at a subscription's feed: the decision is taken at delivery; what is denied then never comes back. */
final class Subscriptions {
    /** Where a reader without a cursor begins: exchange offers no record older than the subscription, but older notices. */
    private static final long BEGINNING = 0;

    private final Disclosure disclosure;
    private final Cursors cursors;
    private final Holds holds;
    private final Bus bus;

    Subscriptions(Disclosure disclosure, Cursors cursors, Bus bus) {
        this.disclosure = disclosure;
        this.cursors = cursors;
        this.holds = new Holds(bus);
        this.bus = bus;
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

    /** Looks at up to {@code limit} items after a position, and discloses what of them may leave. */
    Future<Delivery> look(Reader reader, long after, int limit) {
        return bus.ask(
                        Exchange.READ,
                        new Exchange.Read(reader.subscription(), reader.caller().party(), after, limit))
                .compose(read -> {
                    List<Exchange.Item> items = read.items();
                    return disclosure
                            .disclose(
                                    reader.caller(),
                                    reader.ask(),
                                    notices(reader, items),
                                    leased -> judge(leased, reader, items))
                            .compose(released -> dropped(reader, items, released)
                                    .map(dropped -> delivery(reader, after, items, items.size() == limit, released)));
                });
    }

    private static List<Notice> notices(Reader reader, List<Exchange.Item> items) {
        return items.stream().flatMap(item -> notice(reader, item).stream()).toList();
    }

    private static Optional<Notice> notice(Reader reader, Exchange.Item item) {
        return switch (item) {
            case Exchange.Item.Notice notice -> Optional.of(Notice.of(notice));
            case Exchange.Item.AgreementNotice notice ->
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

    private Future<List<Judgement>> judge(LeasedBundle leased, Reader reader, List<Exchange.Item> items) {
        Future<List<StoredRecord>> gathered = Future.succeededFuture(new ArrayList<>());
        List<String> ids = new ArrayList<>();
        for (Exchange.Item.Offer offer : offers(items).values()) {
            ids.add(offer.recordId());
            gathered = gathered.compose(records -> current(offer).map(found -> {
                found.ifPresent(records::add);
                return records;
            }));
        }
        return gathered.compose(records -> records.isEmpty()
                ? Future.succeededFuture(List.of())
                : disclosure.judging().judge(leased, reader.caller(), reader.ask(), ids, records));
    }

    // A version that a newer one has replaced is not offered any more: the newer one has its own place in the feed.
    private Future<Optional<StoredRecord>> current(Exchange.Item.Offer offer) {
        return bus.ask(Records.GATHER, new Records.Gather(offer.recordId(), Optional.empty()))
                .map(gathered -> switch (gathered) {
                    case Records.Gathered.Found(StoredRecord record) ->
                        record.facts().version() == offer.version() ? Optional.of(record) : Optional.empty();
                    case Records.Gathered.Absent absent -> Optional.empty();
                });
    }

    private Future<Done> dropped(Reader reader, List<Exchange.Item> items, Released released) {
        Map<String, Judgement> judged = byRecord(released);
        List<Long> denied = offers(items).values().stream()
                .filter(offer -> {
                    Judgement judgement = judged.get(offer.recordId());
                    return judgement == null || (!judgement.visible() && !judgement.held());
                })
                .map(Exchange.Item.Offer::position)
                .toList();
        holds.open(reader.caller(), reader.ask(), released.judged());
        return denied.isEmpty()
                ? Future.succeededFuture(new Done())
                : bus.ask(Exchange.DROP, new Exchange.Drop(reader.subscription(), denied));
    }

    private static Map<String, Judgement> byRecord(Released released) {
        Map<String, Judgement> judged = new HashMap<>();
        released.judged()
                .forEach(judgement -> judged.put(judgement.record().facts().recordId(), judgement));
        return judged;
    }

    private static Delivery delivery(
            Reader reader, long after, List<Exchange.Item> items, boolean more, Released released) {
        Map<String, Judgement> judged = byRecord(released);
        List<Map<String, Object>> leaving = new ArrayList<>();
        List<String> noticeIds = new ArrayList<>();
        long delivered = after;
        long read = after;
        for (Exchange.Item item : items) {
            read = item.position();
            Optional<Notice> notice = notice(reader, item);
            notice.ifPresent(each -> noticeIds.add(each.id()));
            Optional<Map<String, Object>> json = notice.isPresent() ? notice.map(Notice::json) : record(item, judged);
            if (json.isPresent()) {
                leaving.add(json.get());
                delivered = item.position();
            }
        }
        return new Delivery(read, delivered, more, leaving, noticeIds, released);
    }

    /** The view of an offer, where it may leave. */
    private static Optional<Map<String, Object>> record(Exchange.Item item, Map<String, Judgement> judged) {
        return item instanceof Exchange.Item.Offer offer
                ? Optional.ofNullable(judged.get(offer.recordId()))
                        .filter(Judgement::visible)
                        .filter(judgement -> judgement.record().facts().version() == offer.version())
                        .map(Subscriptions::record)
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
