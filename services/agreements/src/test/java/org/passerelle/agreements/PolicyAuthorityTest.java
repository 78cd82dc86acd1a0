package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

final class PolicyAuthorityTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Agreement agreement() {
        return fixture.world.agreement("a1", clause("a1", MISSION, OFFICE), clause("a1", OFFICE, MISSION));
    }

    @Test
    void authoritiesThatRaceMakeOneSignedBundlePerVersion() {
        fixture.screeningAnswers();
        fixture.seed(agreement());
        List<PolicyAuthority> authorities =
                Stream.of("one", "two", "three").map(fixture::authority).toList();
        for (int change = 0; change < 10; change++) {
            long version = fixture.raise();
            List<Future<SignedBundle>> racing =
                    authorities.stream().map(PolicyAuthority::current).toList();
            List<SignedBundle> bundles =
                    racing.stream().map(each -> await(each)).distinct().toList();
            assertEquals(1, bundles.size());
            assertSigned(version, bundles.getFirst(), fixture.keys);
        }
        assertEquals(10, fixture.rows("select 1 from bundle").size());
        assertThrows(PgException.class, () -> await(fixture.database.query("update bundle set payload = '{}'")));
        assertThrows(PgException.class, () -> await(fixture.database.query("delete from bundle")));
    }

    private static void assertSigned(long version, SignedBundle bundle, Ed25519Keys keys) {
        assertEquals(version, bundle.version());
        assertEquals(version, Json.read(bundle.payload(), Manifest.class).version());
        assertEquals(keys.keyId(), bundle.keyId());
        assertTrue(Ed25519Keys.verify(
                keys.publicKey(), bundle.payload().getBytes(StandardCharsets.UTF_8), bundle.signature()));
    }

    @Test
    void seedsOnlyAnEmptyDatabase() {
        assertTrue(await(AgreementsSeed.seedIfEmpty(
                fixture.database, fixture.world.master(), List.of(agreement()), SampleWorld.NOW)));
        assertEquals(1, fixture.barrier());
        assertEquals(
                false,
                await(AgreementsSeed.seedIfEmpty(
                        fixture.database, fixture.world.master(), List.of(), SampleWorld.NOW)));
        assertEquals(1, fixture.barrier());
    }

    @Test
    void theBundleHoldsWhatWasSeeded() {
        fixture.screeningAnswers();
        fixture.seed(agreement());
        Bundle bundle = fixture.read(await(fixture.authority("one").current()));
        assertEquals(
                List.of(agreement().clauses()),
                bundle.agreements().stream().map(Agreement::clauses).toList());
        assertEquals(fixture.world.master().parties(), bundle.parties());
        assertEquals(fixture.world.master().vocabulary(), bundle.vocabulary());
        assertEquals(fixture.world.master().settings(), bundle.settings());
    }

    @Test
    void withholdsEverythingUntilSeeded() {
        fixture.screeningAnswers();
        fixture.startService();
        assertThrows(Unavailable.class, () -> await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("gateway", 0))));
    }

    @Test
    void aChangeWhoseAuthorityDiedBeforeBuildingIsBuiltByTheNextOne() {
        fixture.screeningAnswers();
        fixture.seed(agreement());
        long version = fixture.raise();
        assertEquals(0, fixture.rows("select 1 from bundle").size());
        fixture.startService();
        fixture.until(() -> !fixture.rows("select 1 from bundle where version = $1", version)
                .isEmpty());
    }

    @Test
    void aChangeIsBuiltWithoutAnybodyAsking() {
        fixture.screeningAnswers();
        fixture.seed(agreement());
        fixture.startService();
        long version = fixture.raise();
        fixture.until(() -> !fixture.rows("select 1 from bundle where version = $1", version)
                .isEmpty());
    }

    @Test
    void leasesNothingWhileScreeningIsOutOfReachAndRecoversByItself() {
        fixture.seed(agreement());
        fixture.startService();
        assertThrows(Unavailable.class, () -> await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("gateway", 0))));
        fixture.screeningAnswers();
        fixture.until(() -> !fixture.rows("select 1 from bundle").isEmpty());
        assertEquals(
                1,
                await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("gateway", 0)))
                        .version());
    }

    @Test
    void reportsOnceWhatWasLeftOut() {
        fixture.screeningAnswers();
        fixture.auditAnswers();
        Agreement terms = SampleWorld.terms("half", clause("half", MISSION, OFFICE));
        fixture.seed(agreement(), AgreementSigning.sign(terms, MISSION, fixture.world.keys(MISSION), SampleWorld.NOW));
        fixture.startService();
        fixture.until(() -> !fixture.notes.isEmpty());
        long version = fixture.raise();
        fixture.until(() -> !fixture.rows("select 1 from omission where version = $1", version)
                .isEmpty());
        fixture.until(() -> fixture.rows("select 1 from note").isEmpty());
        assertEquals(
                List.of("half: it lacks a valid signature of OFFICE"),
                fixture.notes.stream().map(Audit.Note::detail).toList());
    }
}
