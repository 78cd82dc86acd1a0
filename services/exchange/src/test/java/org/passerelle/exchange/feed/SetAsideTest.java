package org.passerelle.exchange.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.core.message.Records.Event.Kind.RECALLED;
import static org.passerelle.core.message.Records.Event.Kind.REVISED;
import static org.passerelle.core.message.Records.Event.Kind.SUBMITTED;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Exchange;
import org.passerelle.exchange.ExchangeFixture;

/** A record of which it cannot be asked who is to be told holds up no other, and is told when it can be asked. */
class SetAsideTest {
    private static final Instant START = ExchangeFixture.START;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExchangeFixture exchange = new ExchangeFixture();
    private Instant now = START;

    @AfterEach
    void close() {
        exchange.close();
    }

    private void later(Duration time) {
        now = now.plus(time);
        exchange.clock.set(now);
    }

    /** Until the feed goes on without what fails. */
    private void fillWithPatience() {
        assertThrows(RuntimeException.class, () -> await(exchange.filler.fill()));
        later(PATIENCE);
        await(exchange.filler.fill());
    }

    private List<String> told(Exchange.Subscription subscription) {
        return exchange.read(subscription, "UNOWA", 0).stream()
                .map(item -> switch (item) {
                    case Exchange.Item.Offer offer -> "offer " + offer.recordId() + " " + offer.version();
                    case Exchange.Item.Notice notice -> notice.verb() + " " + notice.recordId();
                    case Exchange.Item.AgreementNotice agreement -> agreement.toString();
                    case Exchange.Item.TaskNotice task -> task.toString();
                })
                .toList();
    }

    private long waiting() {
        return await(exchange.database.query("select count(*) from set_aside"))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void holdsUpNoOtherRecordAndIsToldLater() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        exchange.received("d-1", "stuck", "UNOWA", Action.READ, START);
        exchange.received("d-2", "other", "UNOWA", Action.READ, START);
        exchange.unaskable.add("stuck");
        exchange.happens(SUBMITTED, "before", 1);
        exchange.happens(RECALLED, "stuck", 1);
        exchange.happens(RECALLED, "other", 1);
        exchange.happens(SUBMITTED, "new", 1);
        assertThrows(RuntimeException.class, () -> await(exchange.filler.fill()));
        assertEquals(List.of("offer before 1"), told(unowa));
        later(PATIENCE.minusMillis(1));
        assertThrows(RuntimeException.class, () -> await(exchange.filler.fill()));
        later(Duration.ofMillis(1));
        await(exchange.filler.fill());
        assertEquals(List.of("offer before 1", "recalled other", "offer new 1"), told(unowa));
        exchange.unaskable.clear();
        await(exchange.filler.setAside().retry());
        assertEquals(List.of("offer before 1", "recalled other", "offer new 1", "recalled stuck"), told(unowa));
        assertEquals(0, waiting());
    }

    @Test
    void whatFollowsOfTheSameRecordWaitsBehindIt() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.superseded = List.of(ExchangeFixture.holding("record", 1, "UNOWA"));
        exchange.unaskable.add("record");
        exchange.happens(REVISED, "record", 2);
        exchange.happens(REVISED, "record", 3);
        fillWithPatience();
        exchange.happens(REVISED, "record", 4);
        await(exchange.filler.fill());
        assertEquals(List.of(), told(unowa));
        assertEquals(3, waiting());
        exchange.unaskable.clear();
        await(exchange.filler.setAside().retry());
        assertEquals(
                List.of(
                        "offer record 2",
                        "corrected record",
                        "offer record 3",
                        "corrected record",
                        "offer record 4",
                        "corrected record"),
                told(unowa));
    }

    @Test
    void aRecallWaitsBehindNoCorrectionOfTheSameRecord() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.incomparable.add("record");
        exchange.happens(REVISED, "record", 2);
        exchange.happens(REVISED, "record", 3);
        exchange.happens(RECALLED, "record", 3);
        fillWithPatience();
        assertEquals(List.of("recalled record"), told(unowa));
        assertEquals(2, waiting());
        // What is recalled has no version that stands: nothing is compared any more.
        exchange.incomparable.clear();
        exchange.superseded = null;
        await(exchange.filler.setAside().retry());
        assertEquals(List.of("recalled record", "offer record 2", "offer record 3"), told(unowa));
        assertEquals(0, waiting());
    }

    @Test
    void aRecallThatCouldNotBeToldEitherIsToldFirst() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.unaskable.add("record");
        exchange.incomparable.add("record");
        exchange.happens(REVISED, "record", 2);
        exchange.happens(RECALLED, "record", 2);
        fillWithPatience();
        assertEquals(2, waiting());
        exchange.unaskable.clear();
        await(exchange.filler.setAside().retry());
        assertEquals(List.of("recalled record"), told(unowa));
        assertEquals(1, waiting());
    }

    @Test
    void whatDerivesFromItHoldsUpNeitherARecallNorACorrection() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.superseded = List.of(ExchangeFixture.holding("record", 1, "UNOWA"));
        exchange.derivativesReachable = false;
        exchange.happens(REVISED, "record", 2);
        exchange.happens(RECALLED, "record", 2);
        await(exchange.filler.fill());
        assertEquals(List.of("offer record 2", "corrected record", "recalled record"), told(unowa));
    }

    @Test
    void hasAsLongAsAnyWhenAnotherProcessTookInWhatFailedBefore() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.unaskable.add("record");
        exchange.happens(RECALLED, "record", 1);
        assertThrows(RuntimeException.class, () -> await(exchange.filler.fill()));
        exchange.unaskable.clear();
        await(new FeedFiller(exchange.bus, exchange.database, exchange.bundles, exchange.clock).fill());
        later(PATIENCE);
        exchange.unaskable.add("next");
        exchange.happens(RECALLED, "next", 1);
        fillWithPatience();
        assertEquals(1, waiting());
    }

    @Test
    void hasAsLongAsAnyLongAfterOneThatWasSetAside() {
        exchange.unaskable.add("record");
        exchange.happens(RECALLED, "record", 1);
        fillWithPatience();
        later(Duration.ofHours(3));
        exchange.unaskable.add("next");
        exchange.happens(RECALLED, "next", 1);
        fillWithPatience();
        assertEquals(2, waiting());
    }

    @Test
    void isTriedAgainAtGrowingIntervalsAndNeverGivenUp() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.unaskable.add("record");
        exchange.happens(RECALLED, "record", 1);
        fillWithPatience();
        for (int tries = 1; tries <= 20; tries++) {
            await(exchange.filler.setAside().retry());
            await(exchange.filler.setAside().retry());
            assertEquals(tries, tries());
            later(Duration.ofMinutes(1));
        }
        exchange.unaskable.clear();
        await(exchange.filler.setAside().retry());
        assertEquals(List.of("recalled record"), told(exchange.subscribe("UNOWA")));
    }

    private int tries() {
        return await(exchange.database.query("select tries from set_aside"))
                .iterator()
                .next()
                .getInteger(0);
    }

    @Test
    void isTakenInOnceWhoeverTries() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.unaskable.add("record");
        exchange.happens(RECALLED, "record", 1);
        fillWithPatience();
        exchange.unaskable.clear();
        FeedFiller other = new FeedFiller(exchange.bus, exchange.database, exchange.bundles, exchange.clock);
        await(Future.all(exchange.filler.setAside().retry(), other.setAside().retry()));
        assertEquals(List.of("recalled record"), told(exchange.subscribe("UNOWA")));
    }

    @Test
    void isNotedInTheOperatorsLog() {
        exchange.unaskable.add("record");
        exchange.happens(RECALLED, "record", 1);
        fillWithPatience();
        exchange.unaskable.clear();
        await(exchange.filler.setAside().retry());
        assertEquals(
                List.of("event-set-aside MINUSMA record 1", "event-taken-in MINUSMA record 1"),
                await(exchange.database.query("select kind, party, detail from note order by position")).stream()
                        .map(row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(2))
                        .toList());
    }
}
