package org.passerelle.node.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.agreements.AgreementsService;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.health.Health;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.platform.service.ServiceContext;
import org.passerelle.screening.ScreeningService;

/** What the sample configuration becomes when the policy authority has checked it. */
class SampleBundleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path home;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofSeconds(10));
    private final TestPostgres postgres = TestPostgres.fresh(vertx, "barrier", "agreements", "screening");
    private final Database agreements = postgres.open(vertx, "agreements");
    private final Database screening = postgres.open(vertx, "screening");

    @AfterEach
    void close() {
        await(agreements.close());
        await(screening.close());
        await(vertx.close());
    }

    @Test
    void everySampleAgreementIsSignedConsistentAndInForce() {
        Configuration configuration = ConfigurationLoader.load(Path.of("../../config"), NOW);
        await(Seeding.seedIfEmpty(agreements, screening, configuration, home.resolve("keys"), NOW));
        await(new ScreeningService().start(context(screening)));
        await(new AgreementsService().start(context(agreements)));
        Bundle bundle = await(new PartsReader<>(vertx, bus, Chunk.class, Manifest::bundle).newest());
        assertEquals(ids(configuration.agreements()), ids(bundle.agreements()));
        assertEquals(configuration.assessments().size(), bundle.assessments().size());
        assertEquals(configuration.allegations().size(), bundle.allegations().size());
        assertEquals(configuration.accounts(), bundle.accounts());
        assertEquals(configuration.units(), bundle.units());
        assertEquals(configuration.groups(), bundle.groups());
        assertEquals(0, await(agreements.query("select 1 from omission")).size());
        assertEquals(0, await(agreements.query("select 1 from policy_fault")).size());
    }

    private static List<String> ids(List<Agreement> agreements) {
        return agreements.stream()
                .flatMap(agreement -> Stream.of(agreement.id() + " " + agreement.state()))
                .sorted()
                .toList();
    }

    private ServiceContext context(Database own) {
        NodeConfig config = NodeConfig.load(Optional.empty(), Map.of("PASSERELLE_HOME", home.toString()));
        return new ServiceContext(
                vertx, bus, own, config, Clock.fixed(NOW, ZoneOffset.UTC), new Health(), new SimpleMeterRegistry());
    }
}
