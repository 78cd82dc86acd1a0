package org.passerelle.exchange.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.core.message.Records.Event.Kind.SUBMITTED;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.AcknowledgeOutcome;
import org.passerelle.core.message.Exchange.Item.AgreementNotice;
import org.passerelle.core.message.Hint;
import org.passerelle.exchange.ExchangeFixture;

class AgreementNoticesTest {

    private static final Instant START = ExchangeFixture.START;
    private static final Instant END = START.plus(Duration.ofDays(30));

    private final ExchangeFixture exchange = new ExchangeFixture();
    private final AgreementFiller filler = new AgreementFiller(exchange.bus, exchange.database);

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void tellsEachPartyAndNobodyElse() {
        happens(AgreementEvent.NOTICED, "UNOWA", "MINUSMA", "UNOWA");
        await(filler.fill());
        for (String party : List.of("MINUSMA", "UNOWA")) {
            AgreementNotice notice =
                    assertInstanceOf(AgreementNotice.class, read(party).getFirst());
            assertEquals("warnings", notice.agreement());
            assertEquals(3, notice.version());
            assertEquals("hash of the terms", notice.hash());
            assertEquals(AgreementEvent.NOTICED, notice.event());
            assertEquals("UNOWA", notice.by());
            assertEquals(START, notice.at());
            assertEquals(Optional.of(END), notice.endsAt());
        }
        assertEquals(List.of(), read("UNODC"));
    }

    @Test
    void tellsEveryEventOnceWhateverNumbersAreLeftOutAndWhoeverElseTries() {
        for (int event = 0; event < 150; event++) {
            happens(event % 2 == 0 ? AgreementEvent.SUSPENDED : AgreementEvent.REINSTATED, "UNOWA", "MINUSMA", "UNOWA");
        }
        List<Future<Void>> racing = new ArrayList<>();
        for (int process = 0; process < 6; process++) {
            racing.add(new AgreementFiller(exchange.bus, exchange.database).fill());
        }
        await(Future.all(racing));
        List<Exchange.Item> items = new ArrayList<>(exchange.read(exchange.subscribe("UNOWA"), "UNOWA", 0));
        items.addAll(exchange.read(
                exchange.subscribe("UNOWA"), "UNOWA", items.getLast().position()));
        assertEquals(
                exchange.tidings.stream().map(each -> each.event().event()).toList(),
                items.stream()
                        .map(item ->
                                assertInstanceOf(AgreementNotice.class, item).event())
                        .toList());
    }

    @Test
    void sharesPositionsWithRecordsWithoutGapOrLoss() {
        Exchange.Subscription unowa = exchange.subscribe("UNOWA");
        for (int each = 0; each < 20; each++) {
            exchange.happens(SUBMITTED, "record-" + each, 1);
            happens(AgreementEvent.SUSPENDED, "UNOWA", "UNOWA");
        }
        await(Future.all(exchange.filler.fill(), filler.fill()));
        assertEquals(
                LongStream.rangeClosed(1, 40).boxed().toList(),
                exchange.read(unowa, "UNOWA", 0).stream()
                        .map(Exchange.Item::position)
                        .toList());
    }

    @Test
    void wakesWhoWaits() {
        Promise<String> told = Promise.promise();
        await(exchange.bus.onHint(Hint.FEED_GREW, () -> told.tryComplete("told")));
        happens(AgreementEvent.EXPIRED, "", "UNOWA");
        await(filler.fill());
        assertEquals("told", await(told.future()));
    }

    @Test
    void isAcknowledgedByItsPartyOnly() {
        happens(AgreementEvent.TERMINATED, "", "MINUSMA", "UNOWA");
        await(filler.fill());
        String notice = assertInstanceOf(AgreementNotice.class, read("UNOWA").getFirst())
                .noticeId();
        assertEquals(new AcknowledgeOutcome.Absent(), acknowledge(notice, "MINUSMA"));
        assertEquals(new AcknowledgeOutcome.Acknowledged(START), acknowledge(notice, "UNOWA"));
        exchange.clock.set(END);
        assertEquals(new AcknowledgeOutcome.Acknowledged(START), acknowledge(notice, "UNOWA"));
    }

    @Test
    void reachesASubscriptionThatBeganLaterUnlessItWasAcknowledged() {
        happens(AgreementEvent.NOTICED, "MINUSMA", "MINUSMA", "UNOWA");
        happens(AgreementEvent.TERMINATED, "", "MINUSMA", "UNOWA");
        await(filler.fill());
        String first = assertInstanceOf(AgreementNotice.class, read("UNOWA").getFirst())
                .noticeId();
        acknowledge(first, "UNOWA");
        assertEquals(
                List.of(AgreementEvent.TERMINATED),
                read("UNOWA").stream()
                        .map(item ->
                                assertInstanceOf(AgreementNotice.class, item).event())
                        .toList());
    }

    private AcknowledgeOutcome acknowledge(String notice, String party) {
        return await(exchange.recalls.acknowledge(new Exchange.Acknowledge(notice, party, party + ".officer")));
    }

    private List<Exchange.Item> read(String party) {
        return exchange.read(exchange.subscribe(party), party, 0);
    }

    private void happens(AgreementEvent event, String by, String... parties) {
        // Only some events are told: numbers are left out.
        long position = exchange.tidings.size() * 3L + 2;
        exchange.tidings.add(new Agreements.Tidings(
                position,
                "warnings",
                "hash of the terms",
                Set.of(parties),
                new Agreements.Event(
                        event,
                        3,
                        by,
                        by + ".administrator",
                        "no longer needed",
                        START,
                        Optional.empty(),
                        event == AgreementEvent.NOTICED ? Optional.of(END) : Optional.empty())));
    }
}
