package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Standing.Outcome.Changed;
import org.passerelle.core.message.Units;
import org.passerelle.core.party.Unit;
import org.passerelle.core.party.Unit.Command;
import org.passerelle.platform.database.Database;

/** A party's units are a tree, and change under the barrier. */
final class UnitChangesTest {
    private static final String PLATFORM = "mission.platform";
    private static final Instant BEGAN = NOW.minus(Duration.ofDays(90));
    private static final Instant SOON = NOW.plus(Duration.ofDays(7));
    private static final Instant LATER = NOW.plus(Duration.ofDays(14));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.auditAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE)));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Outcome create(String subject, String party, String id, Optional<String> parent) {
        return await(fixture.bus.ask(
                Units.CREATE,
                new Units.Create(party, id, "Battalion " + id, parent, subject, "raised"),
                Policy.PATIENCE));
    }

    private Future<Outcome> moving(String unit, Optional<String> parent) {
        return fixture.bus.ask(Units.MOVE, new Units.Move(unit, parent, PLATFORM, "reorganised"), Policy.PATIENCE);
    }

    private Outcome move(String unit, String parent) {
        return await(moving(unit, Optional.of(parent)));
    }

    private Outcome command(String subject, Optional<String> who, Optional<Instant> from, Optional<Instant> until) {
        return await(fixture.bus.ask(
                Units.COMMAND,
                new Units.ChangeCommand("BN1", who, false, from, until, subject, "rotation"),
                Policy.PATIENCE));
    }

    private Units.Tree tree(String party, Optional<Instant> at, String subject) {
        return await(fixture.bus.ask(Units.TREE, new Units.AskTree(party, at, subject)));
    }

    private Unit inForce(String unit) {
        return Objects.requireNonNull(new Negotiators(fixture).inForce().units().get(unit));
    }

    private static Misread fault(Outcome outcome) {
        return assertInstanceOf(Outcome.Faulty.class, outcome).faults().getFirst();
    }

    @Test
    void aUnitIsCreatedUnderAnotherAndMovedToTheTop() {
        assertInstanceOf(Changed.class, create(PLATFORM, FORCES, "RGT7", Optional.empty()));
        assertInstanceOf(Changed.class, create(PLATFORM, FORCES, "BN2", Optional.of("RGT7")));
        assertInstanceOf(Changed.class, move("BN1", "RGT7"));
        assertEquals(Optional.of("RGT7"), inForce("BN2").parent());
        assertEquals(Optional.of("RGT7"), inForce("BN1").parent());
        assertEquals("Colonel First", inForce("BN1").commanderAt(NOW).orElseThrow(), "its commander moves along");
        assertEquals(Optional.empty(), inForce("BN2").commanderAt(NOW), "of a new unit nobody is known");
        Changed top = assertInstanceOf(Changed.class, await(moving("BN1", Optional.empty())));
        assertEquals(Optional.empty(), inForce("BN1").parent());
        assertEquals(
                top.barrier(),
                assertInstanceOf(Changed.class, await(moving("BN1", Optional.empty())))
                        .barrier());
    }

    @Test
    void aMoveAnswersOnlyWhenEachLiveGatewayHasConfirmed() {
        create(PLATFORM, FORCES, "RGT7", Optional.empty());
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 0)));
        Future<Outcome> moving = moving("BN1", Optional.of("RGT7"));
        fixture.until(() -> fixture.barrier() == 3);
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 2)));
        assertFalse(moving.isComplete(), "a gateway still judges the unit by itself");
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 3)));
        assertInstanceOf(Changed.class, await(moving));
    }

    @Test
    void noUnitStandsAboveItselfHoweverTheMovesMeet() {
        create(PLATFORM, FORCES, "BN2", Optional.of("BN1"));
        create(PLATFORM, FORCES, "BN3", Optional.of("BN2"));
        assertEquals("/parent", fault(move("BN1", "BN1")).pointer());
        Misread circle = fault(move("BN1", "BN3"));
        assertEquals("/parent", circle.pointer());
        assertEquals("would stand above itself: BN1, BN3, BN2, BN1", circle.message());
        create(PLATFORM, FORCES, "BN4", Optional.empty());
        create(PLATFORM, FORCES, "BN5", Optional.empty());
        // Whoever changes policy ends at the barrier: there both would wait, each having looked at a tree without the
        // other's move.
        Promise<Void> locked = Promise.promise();
        Promise<Void> released = Promise.promise();
        Future<Void> holding = fixture.database.transaction(transaction -> Database.run(
                        transaction, "select pg_advisory_xact_lock(hashtextextended('passerelle.barrier', 0))")
                .compose(taken -> {
                    locked.complete();
                    return released.future();
                }));
        await(locked.future());
        Future<Outcome> one = moving("BN4", Optional.of("BN5"));
        Future<Outcome> other = moving("BN5", Optional.of("BN4"));
        fixture.untilWaiting(2);
        released.complete();
        await(holding);
        List<Outcome> outcomes = List.of(await(one), await(other));
        assertEquals(1, outcomes.stream().filter(Changed.class::isInstance).count());
        List<Optional<String>> parents =
                List.of(inForce("BN4").parent(), inForce("BN5").parent());
        assertTrue(parents.contains(Optional.empty()), parents::toString);
    }

    @Test
    void whatIsAtFaultIsToldWithItsPlace() {
        assertEquals(
                "/id", fault(create(PLATFORM, FORCES, "BN1", Optional.empty())).pointer());
        assertEquals(
                "/id", fault(create(PLATFORM, FORCES, "bn 2", Optional.empty())).pointer());
        assertEquals(
                "/id", fault(create(PLATFORM, OFFICE, "BN1", Optional.empty())).pointer());
        assertEquals(
                "/parent",
                fault(create(PLATFORM, OFFICE, "DESK1", Optional.of("BN1"))).pointer());
        assertEquals("/parent", fault(move("BN1", "NOWHERE")).pointer());
        assertEquals(
                "/from",
                fault(command(PLATFORM, Optional.of("Major Second"), Optional.of(BEGAN), Optional.empty()))
                        .pointer());
        assertEquals(
                "/until",
                fault(command(PLATFORM, Optional.of("Major Second"), Optional.of(LATER), Optional.of(SOON)))
                        .pointer());
        assertEquals(1, fixture.barrier());
    }

    @Test
    void nobodyOfAScreenedPartyChangesItsUnits() {
        String own = "forces.administrator";
        assertInstanceOf(Outcome.NotPossible.class, create(own, FORCES, "BN2", Optional.empty()));
        assertInstanceOf(
                Outcome.NotPossible.class,
                command(own, Optional.of("Major Clean"), Optional.empty(), Optional.empty()));
        assertInstanceOf(Outcome.NotPossible.class, create("forces.platform", FORCES, "BN2", Optional.empty()));
        assertInstanceOf(Outcome.Absent.class, create("office.administrator", FORCES, "BN2", Optional.empty()));
        assertInstanceOf(Outcome.Absent.class, create("office.officer", OFFICE, "DESK1", Optional.empty()));
        assertEquals(1, fixture.barrier());
        assertInstanceOf(Changed.class, create("office.administrator", OFFICE, "DESK1", Optional.empty()));
    }

    private Outcome deputy(Optional<String> who, Optional<Instant> until) {
        return await(fixture.bus.ask(
                Units.COMMAND,
                new Units.ChangeCommand("BN1", who, true, Optional.empty(), until, PLATFORM, "rotation"),
                Policy.PATIENCE));
    }

    @Test
    void deputiesStandBesideTheCommander() {
        assertInstanceOf(Changed.class, deputy(Optional.of("Captain One"), Optional.empty()));
        Changed two = assertInstanceOf(Changed.class, deputy(Optional.of("Captain Two"), Optional.empty()));
        assertEquals(
                two.barrier(),
                assertInstanceOf(Changed.class, deputy(Optional.of("Captain Two"), Optional.empty()))
                        .barrier());
        assertInstanceOf(Changed.class, deputy(Optional.of("Captain One"), Optional.of(SOON)));
        command(PLATFORM, Optional.of("Major Third"), Optional.empty(), Optional.empty());
        assertEquals(
                List.of(
                        new Command("Colonel First", BEGAN, Optional.of(NOW)),
                        new Command("Captain Two", NOW, Optional.empty(), true),
                        new Command("Captain One", NOW, Optional.of(SOON), true),
                        new Command("Major Third", NOW, Optional.empty())),
                inForce("BN1").commands());
        assertEquals(Optional.of("Major Third"), inForce("BN1").commanderAt(NOW));
        assertEquals(
                "/commander", fault(deputy(Optional.empty(), Optional.empty())).pointer());
    }

    @Test
    void aCommanderIsAppointedForATimeAndRelieved() {
        command(PLATFORM, Optional.of("Major Second"), Optional.of(SOON), Optional.of(LATER));
        assertEquals(
                List.of(
                        new Command("Colonel First", BEGAN, Optional.of(SOON)),
                        new Command("Major Second", SOON, Optional.of(LATER)),
                        new Command("Colonel First", LATER, Optional.empty())),
                inForce("BN1").commands(),
                "a deputy stands in, and the commander comes back");
        command(PLATFORM, Optional.empty(), Optional.of(LATER), Optional.empty());
        assertEquals(Optional.empty(), inForce("BN1").commanderAt(LATER));
        Changed now = assertInstanceOf(
                Changed.class, command(PLATFORM, Optional.of("Major Third"), Optional.empty(), Optional.empty()));
        assertEquals(
                List.of(
                        new Command("Colonel First", BEGAN, Optional.of(NOW)),
                        new Command("Major Third", NOW, Optional.empty())),
                inForce("BN1").commands(),
                "what was planned is given up");
        assertEquals(
                now.barrier(),
                assertInstanceOf(
                                Changed.class,
                                command(PLATFORM, Optional.of("Major Third"), Optional.empty(), Optional.empty()))
                        .barrier());
    }

    @Test
    void theTreeIsToldAsItIsAndAsItWasKnown() {
        fixture.liveUntil(SOON);
        create(PLATFORM, FORCES, "RGT7", Optional.empty());
        move("BN1", "RGT7");
        Units.Tree now = tree(FORCES, Optional.empty(), PLATFORM);
        assertTrue(now.commanders());
        assertEquals(
                List.of("BN1", "RGT7"),
                now.units().orElseThrow().stream().map(Unit::id).toList());
        assertEquals(Optional.of("RGT7"), now.units().orElseThrow().getFirst().parent());
        List<Unit> before = tree(FORCES, Optional.of(NOW), PLATFORM).units().orElseThrow();
        assertEquals(
                List.of(Optional.empty()), before.stream().map(Unit::parent).toList());
        assertEquals(
                List.of(), tree(FORCES, Optional.of(BEGAN), PLATFORM).units().orElseThrow());
        assertEquals(
                Optional.empty(), tree("NOBODY", Optional.empty(), PLATFORM).units());
        assertTrue(tree(FORCES, Optional.empty(), "forces.officer").commanders());
        assertTrue(tree(FORCES, Optional.empty(), "mission.approver").commanders());
        assertFalse(tree(FORCES, Optional.empty(), "office.officer").commanders());
    }
}
