package org.passerelle.exchange.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.RuleOutcome;
import org.passerelle.core.message.History.HeldOf;
import org.passerelle.core.message.History.HoldCount;
import org.passerelle.core.message.History.Ruling;
import org.passerelle.core.message.History.RulingsAt;
import org.passerelle.exchange.ExchangeFixture;

/** What counted for a release is told as it was then, whatever became of it since. */
class HoldHistoryTest {
    private static final Instant START = ExchangeFixture.START;
    private static final Instant EXPIRES = START.plusSeconds(3600);

    private final ExchangeFixture exchange = new ExchangeFixture();
    private final HoldHistory history = new HoldHistory(exchange.database);

    @AfterEach
    void close() {
        exchange.close();
    }

    private Exchange.Hold open(int version) {
        Ruler focalPoint = new Ruler("MINUSMA", "human-rights-focal-point", "");
        return await(exchange.holds.open(Asked.about("allegation-1", version, focalPoint)));
    }

    private long rule(Exchange.Hold hold, boolean allow) {
        RuleOutcome outcome = await(exchange.rulings.rule(new Exchange.Rule(
                hold.id(),
                "minusma.focal-point",
                "MINUSMA",
                List.of("human-rights-focal-point"),
                allow,
                "looked into",
                EXPIRES)));
        return assertInstanceOf(RuleOutcome.Ruled.class, outcome).barrier();
    }

    private List<Ruling> at(long policyVersion, Instant at) {
        return await(history.rulings(new RulingsAt(
                        "record",
                        1,
                        "MALI-FORCES",
                        Optional.of("mali-bn33"),
                        "force-protection",
                        Action.PUSH,
                        policyVersion,
                        at)))
                .rulings();
    }

    @Test
    void tellsARulingFromItsVersionOnUntilItIsTakenBackOrEnds() {
        Exchange.Hold hold = open(1);
        long allowed = rule(hold, true);
        RuleOutcome outcome = await(exchange.withdrawals.withdraw(new Exchange.Withdraw(
                hold.id(), "minusma.focal-point", "MINUSMA", List.of("human-rights-focal-point"), "new facts")));
        long withdrawn = assertInstanceOf(RuleOutcome.Ruled.class, outcome).barrier();

        assertEquals(List.of(), at(allowed - 1, START));
        Ruling told = at(withdrawn - 1, START).getFirst();
        assertEquals("minusma.focal-point", told.subject());
        assertEquals("looked into", told.reason());
        assertEquals(Code.ALLEGATION, told.code());
        assertEquals("allegation-1", told.matter());
        assertEquals(List.of(), at(withdrawn - 1, EXPIRES), "it had ended");
        assertEquals(List.of(), at(withdrawn, START), "it had been taken back");
    }

    @Test
    void countsHoldsByCodeAndByWhatBecameOfThem() {
        rule(open(1), true);
        rule(open(2), false);
        open(3);
        HeldOf all = new HeldOf("MINUSMA", "MALI-FORCES", START.minusSeconds(1), START.plusSeconds(1));
        assertEquals(
                List.of(
                        new HoldCount(Code.ALLEGATION, "granted", 1),
                        new HoldCount(Code.ALLEGATION, "open", 1),
                        new HoldCount(Code.ALLEGATION, "refused", 1)),
                await(history.held(all)).counts());
        assertEquals(
                List.of(),
                await(history.held(new HeldOf("MINUSMA", "MALI-FORCES", START.plusSeconds(1), START.plusSeconds(2))))
                        .counts());
        assertEquals(
                List.of(),
                await(history.held(new HeldOf("UNODC", "MALI-FORCES", START.minusSeconds(1), START.plusSeconds(1))))
                        .counts());
    }
}
