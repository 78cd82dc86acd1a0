package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Policy.Lease;
import org.passerelle.core.message.Policy.Renew;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.SnapshotAnswer;

/** Two authorities at once: PostgreSQL fences the one that has fallen behind. */
final class TwoAuthoritiesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    private final Promise<SnapshotAnswer> frozen = Promise.promise();
    private final AtomicInteger snapshots = new AtomicInteger();

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.auditAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE), clause("a1", OFFICE, MISSION)));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Screening answers whoever asks first only when the test lets it. */
    private void freezeTheFirstWhoAsks() {
        await(fixture.bus.answer(
                Screening.SNAPSHOT,
                ask -> snapshots.incrementAndGet() == 1
                        ? frozen.future()
                        : Future.succeededFuture(new SnapshotAnswer(List.of(), List.of(), List.of()))));
    }

    @Test
    void anAuthorityThatWasStoppedWhileBuildingKeepsNothingOld() {
        freezeTheFirstWhoAsks();
        Future<SignedBundle> stopped = fixture.authority("stopped").current();
        fixture.until(() -> snapshots.get() == 1);
        long version = fixture.raise();
        assertEquals(version, await(fixture.authority("other").current()).version());
        frozen.complete(new SnapshotAnswer(List.of(), List.of(), List.of()));
        assertEquals(version, await(stopped).version(), "it has built again, for where the barrier stands now");
        assertEquals(
                List.of(version),
                fixture.rows("select version from bundle").stream()
                        .map(row -> row.getLong("version"))
                        .toList());
    }

    @Test
    void anAuthorityThatIsBehindLeasesNothingOld() {
        fixture.screeningAnswers();
        Leases behind = fixture.leases("behind");
        Leases ahead = fixture.leases("ahead");
        assertEquals(1, await(behind.renew(new Renew("gateway", 0))).version());
        fixture.raise();
        assertEquals(2, await(ahead.renew(new Renew("gateway", 1))).version());
        // It has built version 1 itself and knows of no other.
        assertEquals(2, await(behind.renew(new Renew("gateway", 1))).version());
        assertTrue(fixture.rows("select 1 from lease where version = 1 and expires_at > "
                        + "(select max(expires_at) from lease where version = 2)")
                .isEmpty());
    }

    @Test
    void aConfirmationThatOneAuthorityTakesEndsTheWaitAtTheOther() {
        fixture.screeningAnswers();
        Leases one = fixture.leases("one");
        Leases other = fixture.leases("other");
        await(one.renew(new Renew("gateway", 0)));
        long version = fixture.raise();
        var awaiting = one.await(version);
        assertEquals(version, await(other.renew(new Renew("gateway", 1))).version());
        assertFalse(awaiting.isComplete());
        await(other.renew(new Renew("gateway", version)));
        await(awaiting);
    }

    @Test
    void changesAndRenewalsThatRaceAtBothNeverLeaseAnythingButTheBarriersVersion() {
        fixture.screeningAnswers();
        List<Leases> authorities = List.of(fixture.leases("one"), fixture.leases("two"));
        for (int round = 0; round < 20; round++) {
            long before = fixture.barrier();
            List<Future<Lease>> renewing = new ArrayList<>();
            Future<Long> raising = fixture.raising();
            for (int gateway = 0; gateway < 6; gateway++) {
                renewing.add(authorities.get(gateway % 2).renew(new Renew("gateway" + gateway, 0)));
            }
            long after = await(raising);
            assertEquals(before + 1, after);
            for (Future<Lease> renewal : renewing) {
                long leased = await(renewal).version();
                assertTrue(leased == before || leased == after, "version " + leased);
            }
            // Nothing is given on the old version once the change is there.
            assertEquals(
                    after,
                    await(authorities.get(round % 2).renew(new Renew("late", 0)))
                            .version());
        }
        assertEquals(
                fixture.rows("select distinct version from bundle").size(),
                fixture.rows("select version from bundle").size());
    }
}
