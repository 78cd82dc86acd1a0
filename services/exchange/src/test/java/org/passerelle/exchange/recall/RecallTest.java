package org.passerelle.exchange.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.core.message.Records.Event.Kind.ERASED;
import static org.passerelle.core.message.Records.Event.Kind.RECALLED;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.AcknowledgeOutcome;
import org.passerelle.exchange.ExchangeFixture;

class RecallTest {

    private static final Instant START = ExchangeFixture.START;

    private final ExchangeFixture exchange = new ExchangeFixture();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void notifiesExactlyThoseWhoReceivedTheRecord() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.received("d-2", "record", "UNODC", Action.PUSH, START);
        exchange.received("d-3", "record", "EUCAP-SAHEL", Action.EXPORT, START);
        exchange.received("d-4", "record", "PANEL-LIBYA", Action.MATCH, START);
        exchange.received("d-5", "record", "MINUSMA", Action.READ, START);
        exchange.received("d-6", "other", "FRENCH-FORCES", Action.READ, START);
        recall();
        assertEquals(
                List.of("EUCAP-SAHEL", "UNODC", "UNOWA"),
                notices().stream().map(Exchange.NoticeState::party).toList());
        for (String party : List.of("UNOWA", "UNODC", "EUCAP-SAHEL")) {
            assertEquals(1, exchange.read(exchange.subscribe(party), party, 0).size(), party);
        }
        for (String party : List.of("PANEL-LIBYA", "MINUSMA", "FRENCH-FORCES", "OHCHR")) {
            assertEquals(List.of(), exchange.read(exchange.subscribe(party), party, 0), party);
        }
    }

    @Test
    void notifiesAPartyOnceCitingItsLatestDisclosure() {
        for (int read = 0; read < 10; read++) {
            exchange.received("d-" + read, "record", "UNOWA", Action.READ, START.plusSeconds(read));
        }
        recall();
        List<Exchange.Item> items = exchange.read(exchange.subscribe("UNOWA"), "UNOWA", 0);
        assertEquals(1, items.size());
        Exchange.Item.Notice notice = assertInstanceOf(Exchange.Item.Notice.class, items.getFirst());
        assertEquals("d-9", notice.disclosureId());
        assertEquals("recalled", notice.verb());
        assertEquals("MINUSMA", notice.releaser());
        assertEquals(START.plus(ExchangeFixture.DEADLINE), notice.dueAt());
    }

    @Test
    void tellsARecipientWhichOfItsOwnRecordsAreAffected() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        exchange.received("d-2", "record", "UNODC", Action.READ, START);
        exchange.derivatives = Map.of("UNOWA", List.of("product"), "MINUSMA", List.of("internal"));
        recall();
        assertEquals(List.of("product"), notice("UNOWA").affected());
        assertEquals(List.of(), notice("UNODC").affected());
    }

    @Test
    void reachesASubscriptionThatBeganLater() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        recall();
        assertEquals("d-1", notice("UNOWA").disclosureId());
    }

    @Test
    void followsANoticeByTheClock() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        recall();
        assertEquals("pending", state());
        await(exchange.recalls.delivered(
                new Exchange.Delivered(List.of(notice("UNOWA").noticeId()))));
        assertEquals("delivered", state());
        exchange.clock.set(START.plus(ExchangeFixture.DEADLINE).minusSeconds(1));
        assertEquals("delivered", state());
        exchange.clock.set(START.plus(ExchangeFixture.DEADLINE));
        assertEquals("overdue", state());
        exchange.clock.set(START.plus(ExchangeFixture.DEADLINE).plus(ExchangeFixture.ESCALATION));
        assertEquals("escalated", state());
        acknowledge("UNOWA");
        assertEquals("acknowledged", state());
    }

    @Test
    void becomesOverdueEvenWhenItWasNeverDelivered() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        recall();
        exchange.clock.set(START.plus(ExchangeFixture.DEADLINE));
        assertEquals("overdue", state());
    }

    @Test
    void keepsTheFirstAcknowledgement() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        recall();
        String id = notice("UNOWA").noticeId();
        AcknowledgeOutcome first = acknowledge(id, "UNOWA");
        exchange.clock.set(START.plusSeconds(60));
        assertEquals(first, acknowledge(id, "UNOWA"));
        assertEquals(new AcknowledgeOutcome.Acknowledged(START), first);
    }

    @Test
    void anotherPartysNoticeIsAbsent() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        recall();
        assertEquals(new AcknowledgeOutcome.Absent(), acknowledge("UNODC"));
        assertEquals("pending", state());
    }

    @Test
    void showsACaseToTheReleaserAloneAlsoWhenNobodyHadReceivedTheRecord() {
        recall();
        assertEquals(1, cases("MINUSMA").size());
        assertEquals(List.of(), cases("MINUSMA").getFirst().notices());
        assertEquals(List.of(), cases("UNOWA"));
    }

    @Test
    void whyARecordWasRecalledGoesWithTheRecordAndNobodyIsToldAgain() {
        exchange.received("d-1", "record", "UNOWA", Action.READ, START);
        recall();
        assertEquals("attribution was wrong", cases("MINUSMA").getFirst().reason());
        List<Exchange.NoticeState> before = notices();
        exchange.happens(ERASED, "record", 1, "destroyed");
        await(exchange.filler.fill());
        assertEquals(1, cases("MINUSMA").size());
        assertEquals("destroyed", cases("MINUSMA").getFirst().reason());
        assertEquals(before, notices());
        assertEquals(1, exchange.read(exchange.subscribe("UNOWA"), "UNOWA", 0).size());
    }

    @Test
    void theSameWhereBothAreTakenInTogether() {
        exchange.happens(RECALLED, "record", 1);
        exchange.happens(ERASED, "record", 1, "destroyed");
        await(exchange.filler.fill());
        assertEquals("destroyed", cases("MINUSMA").getFirst().reason());
    }

    private void recall() {
        exchange.happens(RECALLED, "record", 1);
        await(exchange.filler.fill());
    }

    private Exchange.Item.Notice notice(String party) {
        return assertInstanceOf(
                Exchange.Item.Notice.class,
                exchange.read(exchange.subscribe(party), party, 0).getFirst());
    }

    private AcknowledgeOutcome acknowledge(String party) {
        return acknowledge(notice("UNOWA").noticeId(), party);
    }

    private AcknowledgeOutcome acknowledge(String id, String party) {
        return await(exchange.recalls.acknowledge(new Exchange.Acknowledge(id, party, party + ".officer")));
    }

    private List<Exchange.RecallCase> cases(String party) {
        return await(exchange.recalls.recalls(new Exchange.CasesOf(party, Optional.of("record"))))
                .cases();
    }

    private List<Exchange.NoticeState> notices() {
        return cases("MINUSMA").getFirst().notices();
    }

    private String state() {
        return notices().getFirst().state();
    }
}
