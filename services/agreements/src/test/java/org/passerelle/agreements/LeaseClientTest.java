package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.ChangeOutcome;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.policy.PartsReader;

/** A lease as seen by who decides under it. */
final class LeaseClientTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    private final MovableClock clock = new MovableClock();

    private static final class MovableClock extends Clock {
        private volatile Instant now = SampleWorld.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE)));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private LeaseClient client(String name) throws IOException {
        Ed25519Keys authority = Ed25519Keys.load(home.resolve(AgreementsService.AUTHORITY_KEY));
        return new LeaseClient(
                fixture.bus,
                new PartsReader<>(fixture.vertx, fixture.bus, Chunk.class, Manifest::bundle),
                name,
                authority.publicKey(),
                clock);
    }

    @Test
    void decidesUnderTheSignedBundleWhileItsLeaseLasts() throws IOException {
        LeaseClient client = client("one");
        assertEquals(Optional.empty(), client.inForce());
        await(client.renew());
        assertEquals(Optional.of(1L), client.inForce().map(Bundle::version));
        clock.now = clock.now.plus(Duration.ofMillis(2_899));
        assertEquals(Optional.of(1L), client.inForce().map(Bundle::version));
        clock.now = clock.now.plus(Duration.ofMillis(1));
        assertEquals(Optional.empty(), client.inForce(), "past its lease nothing is decided");
        await(client.renew());
        assertEquals(Optional.of(1L), client.inForce().map(Bundle::version));
    }

    @Test
    void takesOverAndConfirmsSoThatTheChangeAnswers() throws IOException {
        LeaseClient client = client("one");
        await(client.renew());
        Future<ChangeOutcome> suspending = fixture.bus.ask(
                Policy.SUSPEND, new Policy.Suspend("a1", OFFICE, "office.administrator", "doubts"), Policy.PATIENCE);
        fixture.until(() -> fixture.barrier() == 2);
        await(client.renew());
        await(suspending);
        Bundle bundle = client.inForce().orElseThrow();
        assertEquals(2, bundle.version());
        assertEquals(AgreementState.SUSPENDED, bundle.agreements().getFirst().state());
    }

    @Test
    void holdsNothingThatAnotherKeySigned() {
        LeaseClient deceived = new LeaseClient(
                fixture.bus,
                new PartsReader<>(fixture.vertx, fixture.bus, Chunk.class, Manifest::bundle),
                "one",
                Ed25519Keys.generate().publicKey(),
                clock);
        assertThrows(IllegalStateException.class, () -> await(deceived.renew()));
        assertEquals(Optional.empty(), deceived.inForce());
    }
}
