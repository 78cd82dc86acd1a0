package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.ChangeOutcome;
import org.passerelle.core.message.Policy.Lease;
import org.passerelle.core.message.Policy.Suspend;
import org.passerelle.platform.bus.Unavailable;

/** The lease is 3 s less a margin of 0.1 s, the drift allowance half a second, the release window one second. */
final class LeasesTest {
    private static final Duration ALMOST = Duration.ofMillis(4_399);

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
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE), clause("a1", OFFICE, MISSION)));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Lease renew(String gateway, long held) {
        return await(fixture.bus.ask(Policy.RENEW, new Policy.Renew(gateway, held)));
    }

    private Future<ChangeOutcome> suspend() {
        return fixture.bus.ask(
                Policy.SUSPEND, new Suspend("a1", OFFICE, "office.administrator", "under review"), Policy.PATIENCE);
    }

    private void untilRaisedTo(long version) {
        fixture.until(() -> fixture.barrier() == version);
    }

    @Test
    void aChangeAnswersAtOnceWhenNoGatewayLives() {
        ChangeOutcome.Changed changed = (ChangeOutcome.Changed) await(suspend());
        assertEquals(2, changed.barrier());
    }

    @Test
    void aChangeAnswersOnlyWhenEachLiveGatewayHasConfirmed() {
        renew("one", 0);
        renew("one", 1);
        renew("two", 1);
        Future<ChangeOutcome> suspending = suspend();
        untilRaisedTo(2);
        assertEquals(new Lease(2, 2_900), renew("one", 1));
        renew("one", 2);
        assertFalse(suspending.isComplete(), "gateway two has not confirmed");
        renew("two", 2);
        assertEquals(2, ((ChangeOutcome.Changed) await(suspending)).barrier());
    }

    @Test
    void aChangeAnswersWhenTheLeaseOfASilentGatewayAndItsMarginsHavePassed() {
        renew("silent", 1);
        Future<ChangeOutcome> suspending = suspend();
        untilRaisedTo(2);
        fixture.pass(ALMOST);
        renew("other", 2);
        assertFalse(suspending.isComplete());
        fixture.pass(Duration.ofMillis(1));
        await(suspending);
    }

    @Test
    void anOldVersionIsNeverProlongedForAGatewayThatAsksWithoutConfirming() {
        renew("stuck", 1);
        Future<ChangeOutcome> suspending = suspend();
        untilRaisedTo(2);
        fixture.pass(ALMOST);
        assertEquals(2, renew("stuck", 1).version());
        assertFalse(suspending.isComplete());
        fixture.pass(Duration.ofMillis(1));
        await(suspending);
    }

    @Test
    void aLeaseOnTheNextVersionCountsAsSoonAsItIsGiven() {
        renew("gateway", 1);
        fixture.raise();
        // Given a lease on version 2, which it may now use without having confirmed it.
        renew("gateway", 1);
        fixture.pass(Duration.ofSeconds(2));
        long version = fixture.raise();
        Future<Done> awaiting = fixture.bus.ask(Policy.AWAIT, new Policy.Await(version), Policy.PATIENCE);
        fixture.pass(Duration.ofMillis(2_399));
        renew("other", version);
        assertFalse(awaiting.isComplete());
        fixture.pass(Duration.ofMillis(1));
        await(awaiting);
    }

    @Test
    void whatIsConfirmedCountsAlthoughTheBarrierHasGoneOnAndNobodyCanBuildTheNextPolicy() {
        renew("gateway", 1);
        long version = fixture.raise();
        renew("gateway", 1);
        Future<Done> awaiting = fixture.bus.ask(Policy.AWAIT, new Policy.Await(version), Policy.PATIENCE);
        fixture.screeningFails();
        fixture.raise();
        assertFalse(awaiting.isComplete());
        assertThrows(Unavailable.class, () -> renew("gateway", version), "no lease without a policy");
        await(awaiting);
    }

    @Test
    void aVersionThatWasNeverMadeIsNotConfirmed() {
        assertThrows(Unavailable.class, () -> renew("gateway", 7));
        assertEquals(0, fixture.rows("select 1 from lease").size());
    }

    @Test
    void nobodyAwaitsAVersionThatTheBarrierHasNotReached() {
        assertThrows(
                Unavailable.class, () -> await(fixture.bus.ask(Policy.AWAIT, new Policy.Await(99), Policy.PATIENCE)));
    }
}
