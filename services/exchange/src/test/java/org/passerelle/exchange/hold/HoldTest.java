package org.passerelle.exchange.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.RuleOutcome;
import org.passerelle.core.record.Grant;
import org.passerelle.exchange.ExchangeFixture;
import org.passerelle.platform.database.Barrier;

class HoldTest {

    private static final Instant LATER = ExchangeFixture.START.plusSeconds(3600);
    private static final Ruler FOCAL_POINT = new Ruler("MINUSMA", "human-rights-focal-point", "");
    private static final Ruler FRENCH = new Ruler("FRENCH-FORCES", "liaison-officer", "");

    private final ExchangeFixture exchange = new ExchangeFixture();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void opensTheSameHoldOnce() {
        Exchange.Hold first = open(FOCAL_POINT);
        Future<Exchange.Hold> one = exchange.holds.open(question(FOCAL_POINT));
        Future<Exchange.Hold> two = exchange.holds.open(question(FOCAL_POINT));
        assertEquals(first, await(one));
        assertEquals(first, await(two));
    }

    @Test
    void opensTheSameHoldOnceWhenAskedTwiceAtOnce() {
        Future<Exchange.Hold> one = exchange.holds.open(question(FOCAL_POINT));
        Future<Exchange.Hold> two = exchange.holds.open(question(FOCAL_POINT));
        assertEquals(await(one), await(two));
    }

    @Test
    void showsAHoldToThoseWhoMayRuleIt() {
        Exchange.Hold hold = open(FOCAL_POINT);
        assertEquals(List.of(hold), holds("minusma.focal-point", "MINUSMA", "human-rights-focal-point"));
        assertEquals(List.of(), holds("minusma.officer", "MINUSMA", "liaison-officer"));
        assertEquals(List.of(), holds("unowa.focal-point", "UNOWA", "human-rights-focal-point"));
    }

    @Test
    void showsAHoldToTheNamedAccountAlone() {
        Exchange.Hold hold = open(new Ruler("MINUSMA", "approver", "minusma.approver"));
        assertEquals(List.of(hold), holds("minusma.approver", "MINUSMA"));
        assertEquals(List.of(), holds("minusma.second-approver", "MINUSMA", "approver"));
    }

    @Test
    void aRulingThatAllowsRaisesTheBarrierAndIsOnFile() {
        Exchange.Hold hold = open(FOCAL_POINT);
        RuleOutcome.Ruled ruled = assertInstanceOf(RuleOutcome.Ruled.class, rule(hold, "minusma.focal-point", true));
        assertEquals("granted", ruled.hold().state());
        assertEquals(ruled.barrier(), await(exchange.database.transaction(Barrier::current)));
        assertEquals(List.of(ruled.barrier()), exchange.awaited);
        Grant grant = grants("MALI-FORCES").getFirst();
        assertEquals(Code.ALLEGATION, grant.code());
        assertEquals("allegation-1", grant.matter());
        assertEquals("minusma.focal-point", grant.ruler());
        assertEquals("MINUSMA", grant.rulerParty());
        assertEquals(LATER, grant.expiresAt());
        assertEquals(List.of(), grants("NIGER-FORCES"));
        assertEquals(List.of(grant), grantsOf(question(FOCAL_POINT).releaser(), LATER.minusNanos(1_000)));
        assertEquals(List.of(), grantsOf(question(FOCAL_POINT).releaser(), LATER));
        assertEquals(List.of(), grantsOf("NIGER-FORCES", LATER.minusNanos(1_000)));
    }

    private List<Grant> grantsOf(String releaser, Instant at) {
        return await(exchange.holds.grantsOf(
                        new Exchange.GrantsOf(releaser, List.of("MALI-FORCES", "NIGER-FORCES"), at, 10)))
                .grants();
    }

    @Test
    void aRulingThatAllowsOffersTheRecordToTheWaitingFeedAgain() {
        Exchange.Subscribe waiting =
                new Exchange.Subscribe("mali-bn33-system", "MALI-FORCES", Optional.of("mali-bn33"), "force-protection");
        Exchange.Subscription unit = await(exchange.subscriptions.subscribe(waiting));
        Exchange.Subscription other = exchange.subscribe("UNOWA");
        rule(open(FOCAL_POINT), "minusma.focal-point", true);
        assertEquals(List.of(new Exchange.Item.Offer(1, "record", 1)), exchange.read(unit, "MALI-FORCES", 0));
        assertEquals(List.of(), exchange.read(other, "UNOWA", 0));
    }

    @Test
    void aRefusalGrantsNothingAndIsNotAskedAgainWhileItIsInForce() {
        Exchange.Hold hold = open(FOCAL_POINT);
        assertInstanceOf(RuleOutcome.Ruled.class, rule(hold, "minusma.focal-point", false));
        assertEquals(List.of(), grants("MALI-FORCES"));
        assertEquals(List.of(), exchange.awaited);
        assertEquals("refused", open(FOCAL_POINT).state());
        exchange.clock.set(LATER.plusSeconds(1));
        assertEquals("open", open(FOCAL_POINT).state());
    }

    @Test
    void anotherAllegationIsAnotherHoldAlsoWhileARulingIsInForce() {
        Exchange.Hold first = open(FOCAL_POINT);
        rule(first, "minusma.focal-point", true);
        Exchange.Hold second = await(exchange.holds.open(withRulers("allegation-2", 1, FOCAL_POINT)));
        assertEquals("open", second.state());
        assertEquals(List.of(second), holds("minusma.focal-point", "MINUSMA", "human-rights-focal-point"));
        assertEquals(
                List.of("allegation-1"),
                grants("MALI-FORCES").stream().map(Grant::matter).toList());
    }

    @Test
    void theRequesterTheSubmitterAndTheBeneficiaryDoNotRule() {
        Exchange.Hold hold = open(FOCAL_POINT);
        assertRefused(rule(hold, "mali-bn33-system", true), "requester");
        assertRefused(rule(hold, ExchangeFixture.SUBMITTER, true), "submitter");
        Exchange.Hold own = await(exchange.holds.open(question(new Ruler("MALI-FORCES", "approver", ""))));
        RuleOutcome outcome = await(exchange.rulings.rule(new Exchange.Rule(
                own.id(), "mali.approver", "MALI-FORCES", List.of("approver"), true, "reason", LATER)));
        assertInstanceOf(RuleOutcome.Absent.class, outcome);
        Exchange.Hold toItself = await(exchange.holds.open(withRulers(2, new Ruler("MALI-FORCES", "approver", ""))));
        assertRefused(
                await(exchange.rulings.rule(new Exchange.Rule(
                        toItself.id(), "mali.approver", "MALI-FORCES", List.of("approver"), true, "reason", LATER))),
                "beneficiary");
        assertEquals(List.of(), grants("MALI-FORCES"));
    }

    @Test
    void whoIsNotNamedFindsNoHold() {
        Exchange.Hold hold = open(FOCAL_POINT);
        RuleOutcome outcome = await(exchange.rulings.rule(new Exchange.Rule(
                hold.id(), "unowa.focal-point", "UNOWA", List.of("human-rights-focal-point"), true, "r", LATER)));
        assertInstanceOf(RuleOutcome.Absent.class, outcome);
    }

    @Test
    void theOperatorsLogTellsOnWhatWasRuledAndWhatWasTakenBack() {
        Exchange.Hold hold = open(FOCAL_POINT);
        rule(hold, "minusma.focal-point", true);
        await(exchange.withdrawals.withdraw(new Exchange.Withdraw(
                hold.id(), "minusma.focal-point", "MINUSMA", List.of("human-rights-focal-point"), "new facts")));
        List<String> notes = new ArrayList<>();
        await(exchange.database.query(
                        "select kind || ' ' || party || ': ' || detail as line from note order by position"))
                .forEach(row -> notes.add(row.getString("line")));
        assertEquals(
                List.of(
                        "hold-opened MINUSMA: ALLEGATION record",
                        "hold-ruled MINUSMA: allowed ALLEGATION record for MALI-FORCES, allegation-1",
                        "consent-withdrawn MINUSMA: ALLEGATION record for MALI-FORCES, allegation-1"),
                notes);
    }

    @Test
    void aRulingExpiresLaterThanNowAndHasAReason() {
        Exchange.Hold hold = open(FOCAL_POINT);
        List<String> roles = List.of("human-rights-focal-point");
        Instant now = ExchangeFixture.START;
        assertRefused(
                await(exchange.rulings.rule(
                        new Exchange.Rule(hold.id(), "minusma.focal-point", "MINUSMA", roles, true, "reason", now))),
                "later");
        assertRefused(
                await(exchange.rulings.rule(
                        new Exchange.Rule(hold.id(), "minusma.focal-point", "MINUSMA", roles, true, " ", LATER))),
                "reason");
    }

    @Test
    void eachOriginatorConsentsForItself() {
        Exchange.Hold hold = await(exchange.holds.open(withRulers(1, FOCAL_POINT, FRENCH)));
        RuleOutcome.Ruled first = assertInstanceOf(RuleOutcome.Ruled.class, rule(hold, "minusma.focal-point", true));
        assertEquals("open", first.hold().state());
        RuleOutcome.Ruled second = assertInstanceOf(
                RuleOutcome.Ruled.class,
                await(exchange.rulings.rule(new Exchange.Rule(
                        hold.id(),
                        "french.officer",
                        "FRENCH-FORCES",
                        List.of("liaison-officer"),
                        true,
                        "agreed",
                        LATER))));
        assertEquals("granted", second.hold().state());
        assertEquals(
                List.of("FRENCH-FORCES", "MINUSMA"),
                grants("MALI-FORCES").stream().map(Grant::rulerParty).toList());
    }

    @Test
    void theSameRulingRepeatedIsAnsweredAgainAndAnotherIsNotPossible() {
        Exchange.Hold hold = open(FOCAL_POINT);
        RuleOutcome.Ruled first = assertInstanceOf(RuleOutcome.Ruled.class, rule(hold, "minusma.focal-point", true));
        RuleOutcome.Ruled again = assertInstanceOf(RuleOutcome.Ruled.class, rule(hold, "minusma.focal-point", true));
        assertEquals(first.barrier(), again.barrier());
        assertRefused(rule(hold, "minusma.focal-point", false), "already");
        assertEquals(1, grants("MALI-FORCES").size());
    }

    private static void assertRefused(RuleOutcome outcome, String why) {
        String reason = assertInstanceOf(RuleOutcome.NotPossible.class, outcome).reason();
        assertTrue(reason.contains(why), reason);
    }

    private Exchange.Hold open(Ruler ruler) {
        return await(exchange.holds.open(question(ruler)));
    }

    private static Exchange.OpenHold question(Ruler ruler) {
        return withRulers(1, ruler);
    }

    private static Exchange.OpenHold withRulers(int version, Ruler... rulers) {
        return withRulers("allegation-1", version, rulers);
    }

    private static Exchange.OpenHold withRulers(String allegation, int version, Ruler... rulers) {
        return Asked.about(allegation, version, rulers);
    }

    private RuleOutcome rule(Exchange.Hold hold, String subject, boolean allow) {
        return await(exchange.rulings.rule(new Exchange.Rule(
                hold.id(), subject, "MINUSMA", List.of("human-rights-focal-point"), allow, "reviewed", LATER)));
    }

    private List<Exchange.Hold> holds(String subject, String party, String... roles) {
        return await(exchange.holds.list(new Exchange.HoldsFor(subject, party, List.of(roles))))
                .holds();
    }

    private List<Grant> grants(String recipient) {
        return await(exchange.holds.grants(new Exchange.GrantsFor(List.of("record"), recipient)))
                .grants();
    }
}
