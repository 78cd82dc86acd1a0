package org.passerelle.platform.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigTest {
    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("node.json"), text);
    }

    private static String fault(Optional<Path> file, Map<String, String> environment) {
        return String.valueOf(assertThrows(ConfigFault.class, () -> NodeConfig.load(file, environment))
                .getMessage());
    }

    @Test
    void listensOnLoopbackAloneByDefault() {
        NodeConfig config = NodeConfig.defaults();
        assertEquals("127.0.0.1", config.gateway().host());
        assertEquals("127.0.0.1", config.management().host());
        assertEquals("127.0.0.1", config.bus().host());
        assertEquals("127.0.0.1", config.cluster().host());
        assertEquals(8080, config.gateway().port());
        assertEquals(9080, config.management().port());
        assertEquals(Duration.ofSeconds(3), config.policy().lease());
        assertEquals(Duration.ofMillis(500), config.policy().drift());
        assertEquals(Duration.ofSeconds(1), config.policy().window());
        assertEquals(List.of("records", "agreements", "screening", "exchange", "audit", "gateway"), config.services());
    }

    @Test
    void startsBeyondLoopbackOnlyEncrypted() {
        Map<String, String> plain = Map.of("PASSERELLE_GATEWAY_HOST", "192.0.2.10");
        assertTrue(fault(Optional.empty(), plain).endsWith("gateway.tls must name certificate and key"));
        assertTrue(fault(Optional.empty(), Map.of("PASSERELLE_GATEWAY_HOST", "127.example.org"))
                .endsWith("gateway.tls must name certificate and key"));
        assertTrue(fault(Optional.empty(), Map.of("PASSERELLE_BUS_HOST", "192.0.2.10"))
                .endsWith("bus.tls must name certificate, key and authority"));
        NodeConfig encrypted = NodeConfig.load(
                Optional.empty(),
                Map.of(
                        "PASSERELLE_GATEWAY_HOST", "192.0.2.10",
                        "PASSERELLE_GATEWAY_TLS_CERTIFICATE", "c.pem",
                        "PASSERELLE_GATEWAY_TLS_KEY", "k.pem"));
        assertEquals("192.0.2.10", encrypted.gateway().host());
    }

    @Test
    void laysFileOverDefaultsAndEnvironmentOverFile() throws IOException {
        Path file = file("{\"name\": \"b\", \"database\": {\"poolSize\": 3, \"user\": \"u\"}}");
        NodeConfig config = NodeConfig.load(
                Optional.of(file),
                Map.of(
                        "PASSERELLE_DATABASE_USER", "v",
                        "PASSERELLE_DATABASE_PASSWORD", "5432",
                        "PASSERELLE_GATEWAY_PORT", "8081",
                        "PASSERELLE_CLUSTER_MEMBERS", "127.0.0.1:5701, 127.0.0.1:5702",
                        "PASSERELLE_GATEWAY_TLS_CERTIFICATE", "c.pem",
                        "PASSERELLE_GATEWAY_TLS_KEY", "k.pem",
                        "PASSERELLE_KEYCLOAK_CLIENT_SECRET", "s",
                        "PATH", "/bin"));
        assertEquals("b", config.name());
        assertEquals(3, config.database().poolSize());
        assertEquals("v", config.database().user());
        assertEquals("5432", config.database().password());
        assertEquals(8081, config.gateway().port());
        assertEquals(
                List.of("127.0.0.1:5701", "127.0.0.1:5702"), config.cluster().members());
        assertEquals(
                Optional.of(new NodeConfig.Tls("c.pem", "k.pem")),
                config.gateway().tls());
        assertEquals(Optional.of("s"), config.keycloak().clientSecret());
    }

    @Test
    void stopsAtAnUnknownKeyNamingFileLineAndTheRightOne() throws IOException {
        Path file = file("{\n  \"database\": {\n    \"poolsize\": 3\n  }\n}");
        assertEquals(
                file + ":3:5: /database/poolsize: unknown key; did you mean poolSize?",
                fault(Optional.of(file), Map.of()));
    }

    @Test
    void stopsAtAnUnknownVariable() {
        assertEquals(
                "unknown variable PASSERELLE_GATWAY_PORT; did you mean PASSERELLE_GATEWAY_PORT?",
                fault(Optional.empty(), Map.of("PASSERELLE_GATWAY_PORT", "1")));
    }

    @Test
    void stopsAtAMalformedValue() throws IOException {
        assertEquals(
                "PASSERELLE_GATEWAY_PORT: must be a whole number",
                fault(Optional.empty(), Map.of("PASSERELLE_GATEWAY_PORT", "http")));
        Path file = file("{\"policy\": {\"lease\": \"3s\"}}");
        assertTrue(fault(Optional.of(file), Map.of()).startsWith(file + ":1:13: /policy/lease: must be a duration"));
        Path broken = file("{\"policy\": ");
        assertTrue(fault(Optional.of(broken), Map.of()).startsWith(broken + ":1:"));
        assertTrue(fault(Optional.of(directory.resolve("absent")), Map.of()).endsWith("cannot be read"));
    }
}
