package org.passerelle.exchange.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.core.message.Records.Event.Kind.REVISED;
import static org.passerelle.core.message.Records.Event.Kind.SUBMITTED;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Hint;
import org.passerelle.exchange.ExchangeFixture;

class FeedTest {

    private final ExchangeFixture exchange = new ExchangeFixture();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void offersWhatWasSubmittedAfterTheSubscriptionBegan() {
        exchange.happens(SUBMITTED, "before", 1);
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        exchange.happens(SUBMITTED, "after", 1);
        await(exchange.filler.fill());
        assertEquals(List.of("after"), records(exchange.read(unowa, "UNOWA", 0)));
    }

    @Test
    void findsTheSameSubscriptionAgain() {
        Exchange.Subscription first = exchange.subscribe("UNOWA");
        exchange.happens(SUBMITTED, "record", 1);
        await(exchange.filler.fill());
        assertEquals(first, exchange.subscribe("UNOWA"));
    }

    @Test
    void readsBehindAPosition() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        for (String record : List.of("one", "two", "three")) {
            exchange.happens(SUBMITTED, record, 1);
        }
        await(exchange.filler.fill());
        List<Exchange.Item> items = exchange.read(unowa, "UNOWA", 0);
        assertEquals(
                List.of("three"),
                records(exchange.read(unowa, "UNOWA", items.get(1).position())));
    }

    @Test
    void neverOffersAgainWhatWasDropped() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        Exchange.Subscription unodc = exchange.subscribe("UNODC");
        exchange.happens(SUBMITTED, "record", 1);
        await(exchange.filler.fill());
        long position = exchange.read(unowa, "UNOWA", 0).getFirst().position();
        Exchange.Drop drop = new Exchange.Drop(unowa.id(), List.of(position));
        await(exchange.subscriptions.drop(drop));
        await(exchange.subscriptions.drop(drop));
        assertEquals(List.of(), exchange.read(unowa, "UNOWA", 0));
        assertEquals(1, exchange.read(unodc, "UNODC", 0).size());
    }

    @Test
    void offersAgainOnceWhatIsDueAndNothingBefore() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        Exchange.Subscription unodc = exchange.subscribe("UNODC");
        exchange.happens(SUBMITTED, "record", 1);
        await(exchange.filler.fill());
        Instant due = ExchangeFixture.START.plus(Duration.ofHours(1));
        Deferrals deferrals = new Deferrals(exchange.bus, exchange.database, exchange.clock);
        Deferrals others = new Deferrals(exchange.bus, exchange.database, exchange.clock);
        for (Instant each : List.of(due, due.plusSeconds(60))) {
            await(deferrals.defer(new Exchange.Defer(
                    unowa.id(),
                    List.of(new Exchange.Deferred("record", 1, each), new Exchange.Deferred("other", 2, each)))));
        }
        await(deferrals.offerDue());
        assertEquals(1, exchange.read(unowa, "UNOWA", 0).size());

        exchange.clock.set(due);
        Future.all(deferrals.offerDue(), others.offerDue())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        await(deferrals.offerDue());
        assertEquals(
                List.of(new Exchange.Item.Offer(2, "other", 2), new Exchange.Item.Offer(3, "record", 1)),
                exchange.read(unowa, "UNOWA", 1));
        assertEquals(List.of(), exchange.read(unodc, "UNODC", 1));
    }

    @Test
    void offersEveryVersionForWhichOfThemIsNewsIsDecidedLater() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        exchange.happens(SUBMITTED, "record", 1);
        exchange.happens(REVISED, "record", 2);
        await(exchange.filler.fill());
        List<Exchange.Item> items = exchange.read(unowa, "UNOWA", 0);
        assertEquals(List.of(new Exchange.Item.Offer(1, "record", 1), new Exchange.Item.Offer(2, "record", 2)), items);
    }

    @Test
    void answersNothingToAnotherPartysQuestion() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        exchange.happens(SUBMITTED, "record", 1);
        await(exchange.filler.fill());
        assertEquals(List.of(), exchange.read(unowa, "UNODC", 0));
    }

    @Test
    void takesEachEventOnceAndWithoutGapsWhoeverFills() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        FeedFiller other = new FeedFiller(exchange.bus, exchange.database, exchange.bundles, exchange.clock);
        List<Future<Void>> fills = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (int event = 0; event < 45; event++) {
                exchange.happens(SUBMITTED, "record-" + round + "-" + event, 1);
            }
            fills.add(exchange.filler.fill());
            fills.add(other.fill());
            if (round % 3 == 0) {
                fills.forEach(org.passerelle.platform.database.TestPostgres::await);
            }
        }
        fills.forEach(org.passerelle.platform.database.TestPostgres::await);
        List<Long> positions = new ArrayList<>();
        long after = 0;
        List<Exchange.Item> page = exchange.read(unowa, "UNOWA", after);
        while (!page.isEmpty()) {
            page.forEach(item -> positions.add(item.position()));
            after = page.getLast().position();
            page = exchange.read(unowa, "UNOWA", after);
        }
        assertEquals(LongStream.rangeClosed(1, 450).boxed().toList(), positions);
    }

    @Test
    void tellsWhenTheFeedGrew() {
        Promise<String> told = Promise.promise();
        await(exchange.bus.onHint(Hint.FEED_GREW, () -> told.tryComplete("told")));
        exchange.happens(SUBMITTED, "record", 1);
        await(exchange.filler.fill());
        assertEquals("told", await(told.future()));
    }

    private static List<String> records(List<Exchange.Item> items) {
        return items.stream()
                .map(item -> switch (item) {
                    case Exchange.Item.Offer offer -> offer.recordId();
                    case Exchange.Item.Notice notice -> "notice of " + notice.recordId();
                    case Exchange.Item.AgreementNotice notice -> "notice of " + notice.agreement();
                    case Exchange.Item.TaskNotice notice -> "notice of " + notice.task();
                })
                .toList();
    }
}
