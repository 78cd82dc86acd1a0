package org.passerelle.exchange.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.RuleOutcome;
import org.passerelle.core.record.Grant;
import org.passerelle.exchange.ExchangeFixture;
import org.passerelle.platform.database.Barrier;

class WithdrawalTest {
    private static final Instant LATER = ExchangeFixture.START.plusSeconds(3600);
    private static final Ruler FOCAL_POINT = new Ruler("MINUSMA", "human-rights-focal-point", "");
    private static final Ruler FRENCH = new Ruler("FRENCH-FORCES", "human-rights-focal-point", "");

    private final ExchangeFixture exchange = new ExchangeFixture();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void endsTheGrantAndAnswersWhenTheRisenBarrierIsEffective() {
        Exchange.Hold hold = allowed();
        long before = await(exchange.database.transaction(Barrier::current));
        RuleOutcome.Ruled withdrawn = assertInstanceOf(RuleOutcome.Ruled.class, withdraw(hold, "MINUSMA"));
        assertEquals("withdrawn", withdrawn.hold().state());
        assertEquals(before + 1, withdrawn.barrier());
        assertEquals(withdrawn.barrier(), exchange.awaited.getLast());
        assertEquals(List.of(), grants());
    }

    @Test
    void endsWhatOtherOriginatorsAllowedBesideIt() {
        Exchange.Hold hold = allowed();
        rule(hold, "FRENCH-FORCES");
        assertEquals(2, grants().size());
        withdraw(hold, "FRENCH-FORCES");
        assertEquals(List.of(), grants());
    }

    @Test
    void askingAgainAfterALostAnswerChangesNothingMore() {
        Exchange.Hold hold = allowed();
        RuleOutcome.Ruled first = assertInstanceOf(RuleOutcome.Ruled.class, withdraw(hold, "MINUSMA"));
        RuleOutcome.Ruled again = assertInstanceOf(RuleOutcome.Ruled.class, withdraw(hold, "MINUSMA"));
        assertEquals(first.barrier(), again.barrier());
        assertEquals(first.barrier(), await(exchange.database.transaction(Barrier::current)));
    }

    @Test
    void isAbsentToWhoMayNotRuleAndRefusedToWhoAllowedNothing() {
        Exchange.Hold hold = allowed();
        assertInstanceOf(RuleOutcome.Absent.class, withdraw(hold, "UNOWA"));
        assertInstanceOf(RuleOutcome.NotPossible.class, withdraw(hold, "FRENCH-FORCES"));
        assertEquals(1, grants().size());
    }

    @Test
    void rulersAreNotAskedAgainUntilTheConsentWouldHaveExpired() {
        Exchange.Hold hold = allowed();
        rule(hold, "FRENCH-FORCES");
        withdraw(hold, "MINUSMA");
        assertEquals("withdrawn", open().state());
        exchange.clock.set(LATER.plusSeconds(1));
        assertEquals("open", open().state());
    }

    private Exchange.Hold allowed() {
        Exchange.Hold hold = open();
        rule(hold, "MINUSMA");
        return hold;
    }

    private Exchange.Hold open() {
        return await(exchange.holds.open(Asked.about("allegation-1", 1, FOCAL_POINT, FRENCH)));
    }

    private void rule(Exchange.Hold hold, String party) {
        assertInstanceOf(
                RuleOutcome.Ruled.class,
                await(exchange.rulings.rule(new Exchange.Rule(
                        hold.id(),
                        party + ".focal-point",
                        party,
                        List.of("human-rights-focal-point"),
                        true,
                        "reviewed",
                        LATER))));
    }

    private RuleOutcome withdraw(Exchange.Hold hold, String party) {
        return await(exchange.withdrawals.withdraw(new Exchange.Withdraw(
                hold.id(), party + ".focal-point", party, List.of("human-rights-focal-point"), "new reports")));
    }

    private List<Grant> grants() {
        return await(exchange.holds.grants(new Exchange.GrantsFor(List.of("record"), "MALI-FORCES")))
                .grants();
    }
}
