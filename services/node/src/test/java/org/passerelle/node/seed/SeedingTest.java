package org.passerelle.node.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;

class SeedingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path keys;

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres = TestPostgres.fresh(vertx, "barrier", "audit", "agreements", "screening");
    private final Database agreements = postgres.open(vertx, "agreements");
    private final Database screening = postgres.open(vertx, "screening");
    private final Configuration configuration = ConfigurationLoader.load(Path.of("../../config"), NOW);

    @AfterEach
    void close() {
        await(agreements.close());
        await(screening.close());
        await(vertx.close());
    }

    @Test
    void writesEverythingOnceAndNeverAgain() {
        assertTrue(seed());
        assertEquals(configuration.agreements().size(), count(agreements, "agreement"));
        assertEquals(configuration.assessments().size(), count(screening, "assessment"));
        assertEquals(configuration.allegations().size(), count(screening, "allegation"));

        assertFalse(seed());
        assertEquals(configuration.agreements().size(), count(agreements, "agreement"));
    }

    @Test
    void everyPartyOfAnAgreementGetsItsOwnKey() {
        seed();
        configuration.agreements().stream()
                .flatMap(agreement -> agreement.parties().stream())
                .forEach(party -> assertTrue(Files.exists(keys.resolve("party-" + party + ".pem")), party));
    }

    private boolean seed() {
        return await(Seeding.seedIfEmpty(agreements, screening, configuration, keys, NOW));
    }

    private static long count(Database database, String table) {
        return await(database.query("select count(*) from " + table))
                .iterator()
                .next()
                .getLong(0);
    }
}
