package org.passerelle.gateway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Policy;
import org.passerelle.gateway.world.World;

class PolicyLeaseTest {
    private Instant now = World.BEGIN;
    private long nanos;
    private long offered = 7;
    private boolean reachable = true;
    private Future<Void> told = Future.succeededFuture();
    private Duration answerTakes = Duration.ZERO;
    private final List<Long> confirmed = new ArrayList<>();
    private final List<Suspicion> alerts = new ArrayList<>();
    private final List<Long> remembered = new ArrayList<>();
    private long seenBefore;
    private final PolicyLease lease = new PolicyLease(new Offering(), new Watch(), () -> nanos, this::alert, memory());

    @Test
    void withoutALeaseThereIsNoPolicy() {
        assertTrue(lease.current().isEmpty());
    }

    @Test
    void takesOverTheNewestAndConfirmsItAtOnce() {
        lease.renew();
        assertEquals(7, lease.current().orElseThrow().bundle().version());
        assertEquals(List.of(0L, 7L), confirmed);
    }

    @Test
    void endsByTheWallClock() {
        lease.renew();
        now = now.plusSeconds(3);
        assertTrue(lease.current().isEmpty());
    }

    @Test
    void endsByTheMonotonicClockEvenWhenTheWallClockWasSetBack() {
        lease.renew();
        nanos += Duration.ofSeconds(3).toNanos();
        now = now.minusSeconds(60);
        assertTrue(lease.current().isEmpty());
    }

    @Test
    void countsFromBeforeItWasAskedFor() {
        lease.renew();
        answerTakes = Duration.ofMillis(2900);
        lease.renew();
        nanos += Duration.ofMillis(200).toNanos();
        now = now.plusMillis(200);
        assertTrue(lease.current().isEmpty());
    }

    @Test
    void endsWhenTheAuthorityIsSilent() {
        lease.renew();
        reachable = false;
        lease.renew();
        assertTrue(lease.current().isPresent());
        now = now.plusSeconds(3);
        assertTrue(lease.current().isEmpty());
    }

    @Test
    void anOlderPolicyExtendsNothing() {
        lease.renew();
        now = now.plusSeconds(2);
        offered = 6;
        lease.renew();
        now = now.plusSeconds(1);
        assertTrue(lease.current().isEmpty());
    }

    @Test
    void aNewPolicyWakesWatchersAndReplacesTheOld() {
        lease.renew();
        List<Long> seen = new ArrayList<>();
        lease.watch(() -> seen.add(lease.current().orElseThrow().bundle().version()));
        offered = 8;
        lease.renew();
        assertEquals(List.of(8L), seen);
        assertFalse(lease.inForce(7));
        assertTrue(lease.inForce(8));
    }

    @Test
    void anOlderPolicyThanBeforeTheRestartIsRefused() {
        seenBefore = 8;
        PolicyLease restarted = new PolicyLease(new Offering(), new Watch(), () -> nanos, this::alert, memory());
        restarted.renew();
        assertTrue(restarted.current().isEmpty());
        assertEquals(List.of(Suspicion.ROLLED_BACK), alerts);
        offered = 8;
        restarted.renew();
        assertTrue(restarted.inForce(8));
    }

    @Test
    void remembersWhatWasInForce() {
        lease.renew();
        offered = 9;
        lease.renew();
        assertEquals(List.of(7L, 9L), remembered);
    }

    @Test
    void aLapseIsAnAlertOnce() {
        lease.renew();
        reachable = false;
        lease.renew();
        assertEquals(List.of(), alerts);
        now = now.plusSeconds(3);
        lease.renew();
        lease.renew();
        assertEquals(List.of(Suspicion.LAPSED), alerts);
        reachable = true;
        lease.renew();
        reachable = false;
        now = now.plusSeconds(3);
        lease.renew();
        assertEquals(List.of(Suspicion.LAPSED, Suspicion.LAPSED), alerts);
    }

    @Test
    void aLapseThatWasNotToldIsAnAlertAgain() {
        lease.renew();
        reachable = false;
        now = now.plusSeconds(3);
        told = Future.failedFuture("the log is silent");
        lease.renew();
        lease.renew();
        assertEquals(List.of(Suspicion.LAPSED, Suspicion.LAPSED), alerts);
        told = Future.succeededFuture();
        lease.renew();
        lease.renew();
        assertEquals(List.of(Suspicion.LAPSED, Suspicion.LAPSED, Suspicion.LAPSED), alerts);
    }

    @Test
    void reachesAVersionThatIsInForceAtOnceAndALaterOneWhenItComes() {
        lease.renew();
        assertTrue(lease.reach(7, Duration.ofSeconds(5)).succeeded());
        Future<Void> next = lease.reach(8, Duration.ofSeconds(5));
        assertFalse(next.isComplete());
        offered = 8;
        lease.renew();
        assertTrue(next.succeeded());
    }

    private Future<Void> alert(Suspicion suspicion, long version) {
        alerts.add(suspicion);
        return told;
    }

    private PolicyLease.Seen memory() {
        return new PolicyLease.Seen() {
            @Override
            public long version() {
                return seenBefore;
            }

            @Override
            public void remember(long version) {
                remembered.add(version);
            }
        };
    }

    /** Leases whatever is offered, after the time that an answer takes. */
    private final class Offering implements Authority {
        @Override
        public Future<Policy.Lease> renew(long heldVersion) {
            if (!reachable) {
                return Future.failedFuture("out of reach");
            }
            confirmed.add(heldVersion);
            now = now.plus(answerTakes);
            nanos += answerTakes.toNanos();
            answerTakes = Duration.ZERO;
            return Future.succeededFuture(new Policy.Lease(offered, 3000));
        }

        @Override
        public Future<Bundle> fetch(long version) {
            return Future.succeededFuture(World.bundle(version));
        }
    }

    private final class Watch extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
