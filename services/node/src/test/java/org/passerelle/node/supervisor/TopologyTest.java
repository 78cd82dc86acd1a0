package org.passerelle.node.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.node.process.CannotStart;

/** Where everything listens. */
class TopologyTest {
    @Test
    void hasDefaultsOnLoopback() throws CannotStart {
        Topology topology = Topology.of(Map.of(), 3);
        assertEquals(
                List.of(
                        URI.create("http://127.0.0.1:8080"),
                        URI.create("http://127.0.0.1:8081"),
                        URI.create("http://127.0.0.1:8082")),
                topology.gateways());
        assertEquals(List.of(9080, 9081, 9082), topology.managementPorts());
        assertEquals(List.of(5701, 5702, 5703), topology.clusterPorts());
        assertEquals(5433, topology.postgresPort());
        assertEquals(URI.create("http://127.0.0.1:8090"), topology.keycloak());
        assertEquals(Optional.empty(), topology.externalDatabase());
    }

    @Test
    void readsTheEnvironment() throws CannotStart {
        Topology topology = Topology.of(
                Map.of(
                        "PASSERELLE_GATEWAY_PORTS", "18080, 18081",
                        "PASSERELLE_DATABASE_URL", "postgresql://db.invalid:5432/passerelle",
                        "PASSERELLE_DATABASE_PASSWORD", "secret"),
                1);
        assertEquals(List.of(18080), topology.gatewayPorts());
        assertEquals(
                Optional.of(new Topology.Database("postgresql://db.invalid:5432/passerelle", "passerelle", "secret")),
                topology.externalDatabase());
    }

    @Test
    void keycloaksDatabaseIsReachedAsTheOtherIs() {
        assertEquals(
                "jdbc:postgresql://db.invalid:5432/keycloak?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
                new Topology.Database(
                                "postgresql://db.invalid:5432/passerelle?sslmode=verify-full&search_path=x&sslrootcert=%2Fetc%2Fca.pem",
                                "passerelle", "secret")
                        .jdbc("keycloak"));
        assertEquals(
                "jdbc:postgresql://127.0.0.1:5433/keycloak",
                new Topology.Database("postgresql://127.0.0.1:5433/passerelle", "passerelle", "secret")
                        .jdbc("keycloak"));
    }

    @Test
    void aPortThatIsNoneIsNamed() {
        CannotStart refusal =
                assertThrows(CannotStart.class, () -> Topology.of(Map.of("PASSERELLE_POSTGRES_PORT", "seventy"), 1));
        assertEquals(
                "PASSERELLE_POSTGRES_PORT must be a number from 1 to 65535, not \"seventy\"", refusal.getMessage());
        assertThrows(CannotStart.class, () -> Topology.of(Map.of("PASSERELLE_GATEWAY_PORTS", "1,2"), 3));
    }

    @Test
    void secretsAreNeverPrinted() {
        assertTrue(!new Topology.Database("postgresql://x/y", "user", "secret")
                .toString()
                .contains("secret"));
    }
}
