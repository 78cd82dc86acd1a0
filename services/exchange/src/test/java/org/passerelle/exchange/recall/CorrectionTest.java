package org.passerelle.exchange.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.core.message.Records.Event.Kind.RECALLED;
import static org.passerelle.core.message.Records.Event.Kind.RELEASED;
import static org.passerelle.core.message.Records.Event.Kind.REVISED;
import static org.passerelle.exchange.ExchangeFixture.START;
import static org.passerelle.exchange.ExchangeFixture.holding;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Records;
import org.passerelle.exchange.ExchangeFixture;
import org.passerelle.exchange.feed.FeedFiller;

/** A correction reaches exactly those who hold what it replaced. */
class CorrectionTest {
    private final ExchangeFixture exchange = new ExchangeFixture();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void notifiesExactlyThoseWhoHoldWhatNoLongerStands() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.received("d-2", "record", "UNODC", Action.EXPORT, START);
        exchange.received("d-3", "record", "EUCAP-SAHEL", Action.PUSH, START);
        exchange.received("d-4", "record", "OHCHR", Action.READ, START);
        exchange.received("d-5", "record", "PANEL-LIBYA", Action.MATCH, START);
        exchange.received("d-6", "record", "MINUSMA", Action.READ, START);
        exchange.superseded = List.of(
                holding("record", 1, "UNOWA"),
                holding("record", 1, "UNODC"),
                holding("record", 1, "EUCAP-SAHEL"),
                holding("record", 1, "PANEL-LIBYA"),
                holding("record", 1, "MINUSMA"));
        revised(2);
        for (String party : List.of("UNOWA", "UNODC", "EUCAP-SAHEL")) {
            assertEquals(1, notices(party).size(), party);
        }
        for (String party : List.of("OHCHR", "PANEL-LIBYA", "MINUSMA", "FRENCH-FORCES")) {
            assertEquals(List.of(), notices(party), party);
        }
    }

    @Test
    void citesTheirOwnLatestReceiptAndTheVersionOfIt() {
        exchange.received("d-1", "record", 1, "UNOWA", Action.READ, START);
        exchange.received("d-2", "record", 2, "UNOWA", Action.READ, START.plusSeconds(1));
        exchange.received("d-3", "record", 3, "UNOWA", Action.READ, START.plusSeconds(2));
        exchange.derivatives = Map.of("UNOWA", List.of("product"), "MINUSMA", List.of("internal"));
        exchange.superseded = List.of(holding("record", 2, "UNOWA"));
        revised(3);
        Exchange.Item.Notice notice = notices("UNOWA").getFirst();
        assertEquals("corrected", notice.verb());
        assertEquals("d-2", notice.disclosureId());
        assertEquals(2, notice.version());
        assertEquals("MINUSMA", notice.releaser());
        assertEquals(List.of("product"), notice.affected());
        assertEquals(START.plus(ExchangeFixture.DEADLINE), notice.dueAt());
    }

    @Test
    void asksWhatCeasedToStandSinceTheyWereToldLast() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.happens(REVISED, "record", 2);
        revised(3);
        revised(4);
        assertEquals(
                List.of(0, 2, 3),
                exchange.asked.stream().map(Records.SupersededBy::told).toList());
        assertEquals(
                List.of(2, 3, 4),
                exchange.asked.stream().map(Records.SupersededBy::version).toList());
    }

    @Test
    void whatWasRevisedInQuarantineIsToldWhenItIsReleased() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.superseded = null;
        revised(2);
        revised(3);
        assertEquals(List.of(), notices("UNOWA"));
        exchange.superseded = List.of(holding("record", 1, "UNOWA"));
        exchange.happens(RELEASED, "record", 3);
        await(exchange.filler.fill());
        assertEquals(0, exchange.asked.getLast().told());
        assertEquals(1, notices("UNOWA").size());
        exchange.happens(RELEASED, "record", 3);
        await(exchange.filler.fill());
        assertEquals(1, notices("UNOWA").size());
    }

    @Test
    void isToldOnceWhoeverFills() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.superseded = List.of(holding("record", 1, "UNOWA"));
        exchange.happens(REVISED, "record", 2);
        FeedFiller other = new FeedFiller(exchange.bus, exchange.database, exchange.bundles, exchange.clock);
        await(Future.all(exchange.filler.fill(), other.fill()));
        await(other.fill());
        assertEquals(1, notices("UNOWA").size());
        assertEquals(1, corrections("MINUSMA").size());
    }

    @Test
    void isListedApartFromRecallsForTheReleaserAlone() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.superseded = List.of(holding("record", 1, "UNOWA"));
        revised(2);
        assertEquals(List.of(), recalls());
        assertEquals(List.of(), corrections("UNOWA"));
        assertEquals(List.of("UNOWA pending"), states(corrections("MINUSMA")));
        exchange.clock.set(START.plus(ExchangeFixture.DEADLINE));
        assertEquals(List.of("UNOWA overdue"), states(corrections("MINUSMA")));
        await(exchange.recalls.acknowledge(
                new Exchange.Acknowledge(notices("UNOWA").getFirst().noticeId(), "UNOWA", "UNOWA.officer")));
        assertEquals(List.of("UNOWA acknowledged"), states(corrections("MINUSMA")));
        exchange.happens(RECALLED, "record", 2);
        await(exchange.filler.fill());
        assertEquals(List.of("UNOWA pending"), states(recalls()));
        assertEquals(List.of("UNOWA acknowledged"), states(corrections("MINUSMA")));
    }

    @Test
    void opensNoCaseWhenNobodyIsTold() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        revised(2);
        assertEquals(List.of(), corrections("MINUSMA"));
        assertEquals(List.of(), notices("UNOWA"));
    }

    private void revised(int version) {
        exchange.happens(REVISED, "record", version);
        await(exchange.filler.fill());
    }

    private List<Exchange.Item.Notice> notices(String party) {
        return exchange.read(exchange.subscribe(party), party, 0).stream()
                .filter(item -> !(item instanceof Exchange.Item.Offer))
                .map(item -> assertInstanceOf(Exchange.Item.Notice.class, item))
                .toList();
    }

    private List<Exchange.RecallCase> corrections(String party) {
        return await(exchange.recalls.corrections(new Exchange.CasesOf(party, Optional.of("record"))))
                .cases();
    }

    private List<Exchange.RecallCase> recalls() {
        return await(exchange.recalls.recalls(new Exchange.CasesOf("MINUSMA", Optional.of("record"))))
                .cases();
    }

    private static List<String> states(List<Exchange.RecallCase> cases) {
        return cases.stream()
                .flatMap(each -> each.notices().stream())
                .map(notice -> notice.party() + " " + notice.state())
                .toList();
    }
}
